import { filesOf } from '../../../schemas/index.ts';
import { ACTIVE, csvs, exported, hasAttachments, linesOf, networks, type Proofs, USERS } from './observe.ts';

const everyUserFile = filesOf('user').length;
const UNDOCUMENTED = 14;

/** Assumptions with an effect on the content of an export. */
export const exportProofs = {
  'text-files-of-several-networks': {
    see: async (askIn) => {
      const ask = askIn('current');
      const several = await exported(ask, 'since=0&include_ens=true&model=Tags&model=Network');
      const one = await exported(ask, 'since=0&model=Tags');
      return [several, one].map((members) =>
        [...members.keys()]
          .filter((name) => /log|request/.test(name))
          .map((name) => [name, linesOf(members, name).filter((line) => line.startsWith('Number')).length]),
      );
    },
    seen: {
      root: [
        [
          ['request.txt', 0],
          ['log.txt', 2],
        ],
        [
          ['request.txt', 0],
          ['log.txt', 1],
        ],
      ],
      folders: [
        [
          ...networks.map(({ id }) => [`${id}/request.txt`, 0]),
          ...networks.map(({ id }) => [`${id}/log.txt`, 1]),
        ],
        [
          ['request.txt', 0],
          ['log.txt', 1],
        ],
      ],
    },
  },
  'unasked-files': {
    see: async (askIn) => {
      const ask = askIn('current');
      const all = [
        await exported(ask, 'since=0&model=User'),
        await exported(askIn('legacy'), 'since=0&model=User'),
        await exported(ask, 'model=Group', `${USERS}/${ACTIVE}`),
      ];
      return all.map((members) => {
        const { names, filled } = csvs(members);
        return [names.length, filled, hasAttachments(members), linesOf(members, 'log.txt').length];
      });
    },
    seen: {
      'leave-out': [
        [1, ['Users.csv'], false, 1],
        [1, ['Users.csv'], false, 1],
        [1, ['Groups.csv'], false, 1],
      ],
      'header-only': [
        [32, ['Users.csv'], false, 32],
        [20, ['Users.csv'], false, 20],
        [30, ['Groups.csv'], false, 30],
      ],
    },
  },
  'undocumented-user-files': {
    see: async (askIn) => {
      const ask = askIn('current');
      const { names, filled } = csvs(await exported(ask, '', `${USERS}/${ACTIVE}`));
      const one = csvs(await exported(ask, 'model=UserProfile', `${USERS}/${ACTIVE}`));
      return [names.length, filled.includes('UserProfile.csv'), filled.includes('Groups.csv'), one];
    },
    seen: {
      rows: [everyUserFile, true, true, { names: ['UserProfile.csv'], filled: ['UserProfile.csv'] }],
      'header-only': [everyUserFile, false, true, { names: ['UserProfile.csv'], filled: [] }],
      'leave-out': [everyUserFile - UNDOCUMENTED, false, true, { names: [], filled: [] }],
    },
  },
  'notification-file-names': {
    see: async (askIn) => {
      const { names } = csvs(await exported(askIn('current'), '', `${USERS}/${ACTIVE}`));
      return names.filter((name) => /^(?:UserNotification|AMA|Group)/i.test(name));
    },
    seen: {
      plural: [
        'Groups.csv',
        'AMAs.csv',
        'UserNotification.csv',
        'UserNotificationDevices.csv',
        'UserNotificationSettings.csv',
      ],
      singular: [
        'Groups.csv',
        'AMAs.csv',
        'UserNotification.csv',
        'UserNotificationDevice.csv',
        'UserNotificationSetting.csv',
      ],
    },
  },
  'request-txt': {
    see: async (askIn) => {
      const ask = askIn('current');
      const query = 'model=Group&exclude_files=TRUE&%61ccess_token=secret';
      return (await exported(ask, query, `${USERS}/${ACTIVE}`)).get('request.txt')?.toString();
    },
    seen: {
      lines: `user_id: ${ACTIVE}\nmodel: Group\nexclude_files: true\n`,
      query: 'model=Group&exclude_files=TRUE&%61ccess_token=REDACTED\n',
      empty: '',
    },
  },
} satisfies Partial<Proofs>;

import { parse } from 'csv-parse/sync';
import type { NetworkProfile } from '../../../schemas/index.ts';
import { type Ask, NOW } from '../serve.ts';
import { exported, linesOf, type Members, networks, type Proofs, USERS } from './observe.ts';

/** A user with attachments. */
const BUSY = networks[0].busyUser(NOW)?.id ?? 'no busy user';

type AskIn = (profile: NetworkProfile) => Ask;

const headerOf = (members: Members, name: string) => parse(linesOf(members, name)[0] ?? '')[0] as string[];
const attachments = (members: Members) => [...members.keys()].filter((name) => /^files\//i.test(name));
const pathsIn = (members: Members, name: string): string[] =>
  (parse(members.get(name) ?? '', { columns: true }) as { path: string }[])
    .map(({ path }) => path)
    .filter((path) => path !== '');

/** The folder in the text before the file's own name. */
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

async function folders(askIn: AskIn) {
  const ask = askIn('current');
  const network = await exported(ask, 'since=0&model=File');
  const user = await exported(ask, 'model=File', `${USERS}/${BUSY}`);
  return [network, user].map((members) => {
    const names = attachments(members);
    const agree = names.length > 0 && names.every((name) => pathsIn(members, 'Files.csv').includes(name));
    return [...new Set(names.map(folderOf)), agree];
  });
}

async function pathsOfSeveral(askIn: AskIn) {
  const members = await exported(askIn('current'), 'since=0&include_ens=true&model=File');
  return networks.map(({ id }) => [...new Set(pathsIn(members, `${id}/Files.csv`).map(folderOf))]);
}

async function statesIn(askIn: AskIn) {
  const all = [];
  for (const profile of ['current', 'legacy', '2018'] as const) {
    const users = parse((await exported(askIn(profile), 'since=0&model=User')).get('Users.csv') ?? '', {
      columns: true,
    }) as { state: string; deleted_at: string; suspended_at: string }[];
    const states = users.map((user) => {
      const times = user.deleted_at !== '' ? 'deleted' : user.suspended_at !== '' ? 'suspended' : 'neither';
      return `${times}: ${user.state}`;
    });
    all.push([...new Set(states)].sort());
  }
  return all;
}

const named = ['deleted: deleted', 'neither: active', 'suspended: suspended'];
const soft = ['deleted: soft_delete', 'neither: active', 'suspended: soft_delete'];

/** Assumptions with an effect on the form of the archive and of its CSVs. */
export const archiveProofs = {
  'files-folder': {
    see: folders,
    seen: {
      files: [
        ['files/', true],
        ['files/', true],
      ],
      Files: [
        ['Files/', true],
        ['Files/', true],
      ],
    },
  },
  'path-of-several-networks': {
    see: pathsOfSeveral,
    seen: {
      relative: networks.map(() => ['files/']),
      full: networks.map(({ id }) => [`${id}/files/`]),
    },
  },
  'user-states': {
    see: statesIn,
    seen: { profile: [named, named, soft], soft_delete: [soft, soft, soft], named: [named, named, named] },
  },
  'ama-header': {
    see: async (askIn) => {
      const names = headerOf(await exported(askIn('legacy'), 'since=0&model=AMAs'), 'AMAs.csv');
      return names.filter((name, index) => names.indexOf(name) !== index);
    },
    seen: { 'as-listed': ['meeting_state', 'qna_app_enabled'], once: [] },
  },
  'header-case': {
    see: async (askIn) => {
      const members = await exported(askIn('current'), 'since=0&model=Tags');
      const [tag] = parse(members.get('Tags.csv') ?? '', { columns: true }) as object[];
      return Object.entries(tag ?? {}).map(([name, value]) => [name, value !== '']);
    },
    seen: {
      lower: [
        ['id', true],
        ['name', true],
      ],
      upper: [
        ['ID', true],
        ['NAME', true],
      ],
    },
  },
} satisfies Partial<Proofs>;

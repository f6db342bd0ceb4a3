import t from 'tap';
import type { Network, Row } from '../../generators/index.ts';
import type { FileKey } from '../../schemas/index.ts';
import { allRows, NOON, worldOf } from '../helpers/world.ts';

/** Something that a person who reads the smallest network should meet. */
interface Sight {
  readonly file: FileKey;
  readonly shows: (row: Row, network: Network) => boolean;
}

const isPast = (time: unknown) => time !== '' && Date.parse(String(time)) <= NOON;
const isGuest: Sight['shows'] = ({ email }, { permalink }) => !String(email).endsWith(`@${permalink}`);

const sights: Readonly<Record<string, Sight>> = {
  'an open poll': {
    file: 'Messages',
    shows: (row) => row.message_type === 'poll' && !isPast(row.poll_voting_closed_at),
  },
  'a closed poll': { file: 'Messages', shows: (row) => isPast(row.poll_voting_closed_at) },
  'an announcement': { file: 'Messages', shows: (row) => row.message_type === 'announcement' },
  'a praise': { file: 'Messages', shows: (row) => row.message_type === 'praise' },
  'a question': { file: 'Messages', shows: (row) => row.scope_type === 'NETWORK_QUESTION' },
  'a storyline': { file: 'Messages', shows: (row) => row.scope_type === 'YAMMER_INFLUENCER' },
  'a private message': { file: 'Messages', shows: (row) => row.in_private_conversation === true },
  'a draft': { file: 'Messages', shows: (row) => row.is_draft === true },
  'a collaborator': { file: 'Messages', shows: (row) => row.collaborator_id !== '' },
  'a deleted message': { file: 'Messages', shows: (row) => row.deleted_at !== '' },
  'a message with a file': { file: 'Messages', shows: (row) => /uploadedfile/.test(String(row.attachments)) },
  'a file in SharePoint': { file: 'Files', shows: (row) => row.path === '' },
  'a stored file': { file: 'Files', shows: (row) => row.path !== '' },
  'a reverted file': { file: 'Files', shows: (row) => row.reverted_to_id !== '' },
  'a deleted file': { file: 'Files', shows: (row) => row.deleted_at !== '' },
  'a guest': { file: 'Users', shows: isGuest },
  'a left user': { file: 'Users', shows: (row) => row.state === 'deleted' },
  'a suspended user': { file: 'Users', shows: (row) => row.state === 'suspended' },
  'a private community': { file: 'Groups', shows: (row) => row.private === true },
  'an external community': { file: 'Groups', shows: (row) => row.external === true },
  'a deleted community': { file: 'Groups', shows: (row) => row.deleted === true },
  'a removed reaction': { file: 'LikedMessageHistory', shows: (row) => row.reaction_action === 'remove' },
  'a best reply': {
    file: 'MessageThreadExtension',
    shows: (row) => row.operation === 'mark_best_reply',
  },
  'a thread of another network': { file: 'MessageThreads', shows: () => true },
  'a thread with a guest': { file: 'MessageThreads.Outbound', shows: () => true },
  'an audience of everybody': { file: 'VivaEngageLeaders', shows: (row) => row.entire_org === true },
};

t.test('tiny shows everything', async (t) => {
  // The default seed, and the one of the README.
  for (const seed of ['1', '7']) {
    const [network] = (await worldOf({ seed })).networks;
    const missing = Object.entries(sights).filter(
      ([, { file, shows }]) => !allRows(network, file).some((row) => shows(row, network)),
    );
    t.same(
      missing.map(([what]) => what),
      [],
      `seed ${seed}`,
    );
  }
});

t.test('a reverted file goes back to the version before the last one', async (t) => {
  const [network] = (await worldOf({ seed: '7', size: 'small' })).networks;
  const files = allRows(network, 'Files').filter((row) => row.reverted_to_id !== '');
  const versions = new Map(allRows(network, 'Files').map((row) => [row.id, row]));
  t.ok(files.length > 10, `${files.length} reverted`);
  for (const row of files) {
    const to = versions.get(row.reverted_to_id);
    if (to?.file_id !== row.file_id || to?.id === row.id)
      t.fail(`${row.id} goes back to ${row.reverted_to_id}`);
    const between = [...versions.values()].filter(
      ({ file_id: file, uploaded_at: at }) =>
        file === row.file_id && String(at) > String(to?.uploaded_at) && String(at) < String(row.uploaded_at),
    );
    if (between.length === 0) t.fail(`${row.id} takes nothing back`);
  }
});

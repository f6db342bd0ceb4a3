import { empty, type FileLaws, is, joined, order, row, turns } from './law.ts';

export const reactionLaws: FileLaws = {
  'reacted-after': order(
    'Nothing is reacted to before its last edit at that time.',
    'created_at',
    'reaction_timestamp',
  ),
  'not-after-deletion': joined(
    'Nothing is reacted to after its deletion.',
    ['id', 'Messages.id'],
    ['reaction_timestamp', 'not-after', 'deleted_at'],
  ),
  'not-deleted-then': row(
    'A reaction shows the message as it was, which was not deleted.',
    [],
    [empty('deleted_at')],
  ),
  'no-draft': row('Nobody reacts to a draft.', [], [is('is_draft', 'false')]),
  'in-turns': turns(
    'A person adds a reaction to a message and removes it in turns.',
    ['id', 'reacted_by'],
    'reaction_action',
    ['add', 'remove'],
    'reaction_timestamp',
  ),
  'reactor-joined': joined(
    'Nobody reacts before joining.',
    ['reacted_by', 'Users.id'],
    ['reaction_timestamp', 'not-before', 'joined_at'],
  ),
  'reactor-not-deleted': joined(
    'Nobody reacts after leaving.',
    ['reacted_by', 'Users.id'],
    ['reaction_timestamp', 'not-after', 'deleted_at'],
  ),
  'reactor-not-suspended': joined(
    'Nobody reacts while suspended.',
    ['reacted_by', 'Users.id'],
    ['reaction_timestamp', 'not-after', 'suspended_at'],
  ),
  'private-among-participants': row(
    'Only participants react to a private message.',
    [is('in_private_conversation', 'true')],
    [{ column: 'participants', contains: 'reacted_by' }],
  ),
};

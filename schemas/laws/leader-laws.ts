import { empty, type FileLaws, is, isNot, joined, note, order, row } from './law.ts';

export const leaderLaws = {
  VivaEngageLeaders: {
    'one-beginning': note(
      joined(
        'A person became a leader once.',
        ['leader_id', 'VivaEngageLeaders.leader_id'],
        ['leader_created_at', 'equal', 'leader_created_at'],
      ),
    ),
    'audience-of-a-leader': order(
      'An audience is made after the person became a leader.',
      'leader_created_at',
      'audience_created_at',
    ),
    'changed-later': order(
      'An audience is changed after it is made.',
      'audience_created_at',
      'audience_updated_at',
    ),
    'all-is-everybody': row(
      'An audience of all related organisations includes the own one.',
      [is('entire_mto', 'true')],
      [is('entire_org', 'true')],
    ),
    'everybody-has-no-list': note(
      row(
        'An audience of everybody lists no communities.',
        [is('entire_org', 'true')],
        [empty('audience_group_ids')],
      ),
    ),
  },
  Sentie: {
    'not-private': note(
      joined(
        'A private conversation is not analysed.',
        ['thread_id', 'Messages.id'],
        ['thread_id', 'equal', 'id'],
        { where: [is('in_private_conversation', 'false')] },
      ),
    ),
    'creator-started': joined(
      'The creator started the thread.',
      ['thread_id', 'Messages.id'],
      ['creator_id', 'equal', 'sender_id'],
    ),
    'praise-is-not-negative': note(
      joined('A praise is not negative.', ['thread_id', 'Messages.id'], ['thread_id', 'equal', 'id'], {
        when: [is('text_sentiment', 'negative')],
        where: [isNot('message_type', 'praise')],
      }),
    ),
    'user-is-leader': row('The user is among the leaders.', [], [{ column: 'leaders', contains: 'user_id' }]),
  },
} as const satisfies Readonly<Record<string, FileLaws>>;

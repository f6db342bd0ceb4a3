import { type FileLaws, filled, is, joined, note, order, turns, unique } from './law.ts';

const USER = 'Users.id';
const MESSAGE = 'Messages.id';

/** The laws of somebody who acts: not before joining, after leaving or while suspended. */
export function actor(who: string, does: string, at: string): FileLaws {
  return {
    [`${who}-joined`]: joined(`Nobody ${does} before joining.`, [who, USER], [at, 'not-before', 'joined_at']),
    [`${who}-not-deleted`]: joined(
      `Nobody ${does} after leaving.`,
      [who, USER],
      [at, 'not-after', 'deleted_at'],
    ),
    [`${who}-not-suspended`]: joined(
      `Nobody ${does} while suspended.`,
      [who, USER],
      [at, 'not-after', 'suspended_at'],
    ),
  };
}

/** The laws of something that happens to a message: not after its deletion. */
export function alive(by: string, at: string): FileLaws {
  return {
    [`${by}-not-deleted`]: joined(
      'Nothing happens to a message after its deletion.',
      [by, MESSAGE],
      [at, 'not-after', 'deleted_at'],
    ),
  };
}

/** The laws of what everybody in the network may know: it is not about a private conversation. */
export function inTheOpen(by: string): FileLaws {
  return {
    'not-private': note(
      joined(
        'A private conversation is not analysed, tagged or hidden for others.',
        [by, MESSAGE],
        [by, 'equal', 'id'],
        {
          where: [is('in_private_conversation', 'false')],
        },
      ),
    ),
  };
}

/** The law of the latest change of a thread: it comes before the deletion of the thread. */
function whileThere(says: string) {
  return note(joined(says, ['thread_id', MESSAGE], ['updated_at', 'not-after', 'deleted_at']));
}

/** The laws of judging a message: it is not the own one. */
function byAnother(who: string, message: string): FileLaws {
  return {
    'by-another': note(
      joined(
        'Nobody votes for the own message or verifies it.',
        [message, MESSAGE],
        [who, 'different', 'sender_id'],
      ),
    ),
  };
}

/** The laws of what is done to an answer, not to a reply that is about one. */
function ofAnAnswer(does: string): FileLaws {
  return {
    'not-supplemental': note(
      joined(
        `Nobody ${does} a reply that only adds to an answer.`,
        ['message_id', MESSAGE],
        ['message_id', 'equal', 'id'],
        { where: [is('is_supplemental_reply', 'false')] },
      ),
    ),
  };
}

export const activityLaws = {
  AnswerVotes: {
    ...byAnother('voter_id', 'message_id'),
    ...actor('voter_id', 'votes', 'created_at'),
    ...alive('message_id', 'created_at'),
    ...alive('thread_id', 'created_at'),
    'one-vote': unique('A person votes for an answer once.', ['voter_id', 'message_id']),
    'answer-in-thread': joined(
      'The answer is in the thread.',
      ['message_id', MESSAGE],
      ['thread_id', 'equal', 'thread_id'],
    ),
    'for-an-answer': joined(
      'Votes for answers are given in questions.',
      ['message_id', MESSAGE],
      ['message_id', 'equal', 'id'],
      { where: [is('scope_type', 'NETWORK_QUESTION')] },
    ),
    ...ofAnAnswer('votes for'),
    'changed-later': order('A vote is changed after it is cast.', 'created_at', 'updated_at'),
  },
  ThreadVotes: {
    ...byAnother('voter_id', 'thread_id'),
    ...actor('voter_id', 'votes', 'created_at'),
    ...alive('thread_id', 'created_at'),
    'one-vote': unique('A person votes for a question once.', ['voter_id', 'thread_id']),
    'changed-later': order('A vote is changed after it is cast.', 'created_at', 'updated_at'),
  },
  PollVotes: {
    ...actor('voter_id', 'votes', 'created_at'),
    ...alive('thread_id', 'created_at'),
    'one-vote': unique('A person votes in a poll once.', ['voter_id', 'thread_id']),
    'before-closing': joined(
      'Nobody votes in a poll after it closed.',
      ['message_id', MESSAGE],
      ['created_at', 'not-after', 'poll_voting_closed_at'],
    ),
    'an-option': joined(
      'The vote is for an option of the poll.',
      ['message_id', MESSAGE],
      ['poll_option', 'among', 'poll_options'],
    ),
  },
  MessageThreadExtension: {
    ...byAnother('operation_performed_by', 'message_id'),
    'best-by-asker': note(
      joined(
        'The person who asked marks the best reply.',
        ['thread_id', MESSAGE],
        ['operation_performed_by', 'equal', 'sender_id'],
        { when: [is('operation', 'mark_best_reply', 'unmark_best_reply')] },
      ),
    ),
    ...ofAnAnswer('marks or verifies'),
    ...actor('operation_performed_by', 'marks a reply', 'operation_performed_at'),
    ...alive('message_id', 'operation_performed_at'),
    ...alive('thread_id', 'operation_performed_at'),
    'marked-in-turns': turns(
      'A reply is marked as the best and unmarked in turns.',
      ['thread_id', 'message_id'],
      'operation',
      ['mark_best_reply', 'unmark_best_reply'],
      'operation_performed_at',
    ),
    'one-best': turns(
      'A thread has one best reply at a time.',
      ['thread_id'],
      'operation',
      ['mark_best_reply', 'unmark_best_reply'],
      'operation_performed_at',
    ),
    'verified-in-turns': turns(
      'A reply is verified and unverified in turns.',
      ['thread_id', 'message_id'],
      'operation',
      ['verify_reply', 'unverify_reply'],
      'operation_performed_at',
    ),
    'reply-in-thread': joined(
      'The reply is in the thread.',
      ['message_id', MESSAGE],
      ['thread_id', 'equal', 'thread_id'],
    ),
  },
  MutedUser: {
    ...actor('user_id', 'is muted', 'muted_at'),
    'one-mute': note(unique('A person is muted once.', ['user_id'])),
  },
  MutedThreads: {
    ...inTheOpen('thread_id'),
    ...alive('thread_id', 'created_at'),
    'changed-later': order('A thread is unmuted after it is muted.', 'created_at', 'updated_at'),
    'unmuted-while-there': whileThere('A thread is not unmuted after its deletion.'),
  },
  TopicSubscriptions: {
    ...actor('subscriber_id', 'follows a topic', 'created_at'),
    'changed-later': order('A subscription is changed after it is made.', 'created_at', 'updated_at'),
  },
  WatchAlertDetectedThreads: {
    ...inTheOpen('thread_id'),
    ...alive('thread_id', 'created_at'),
    'changed-later': order('A detection is decided on after it is made.', 'created_at', 'updated_at'),
    'decided-while-there': whileThere('A detection is not decided on after the deletion of its thread.'),
  },
  Files: {
    ...actor('uploader_id', 'uploads a file', 'uploaded_at'),
    'deleted-later': order('A file is deleted after it is uploaded.', 'uploaded_at', 'deleted_at'),
    'deleted-as-a-whole': note(
      joined(
        'All versions of a file are deleted at the same time.',
        ['file_id', 'Files.file_id'],
        ['deleted_at', 'equal', 'deleted_at'],
        { when: [filled('deleted_at')], where: [filled('deleted_at')] },
      ),
    ),
    'group-made': joined(
      'A file is uploaded after its community is made.',
      ['group_id', 'Groups.id'],
      ['uploaded_at', 'not-before', 'created_at'],
    ),
    'reverts-own-file': joined(
      'A version goes back to a version of the same file.',
      ['reverted_to_id', 'Files.id'],
      ['file_id', 'equal', 'file_id'],
    ),
    'reverts-older': joined(
      'A version goes back to an older one.',
      ['reverted_to_id', 'Files.id'],
      ['uploaded_at', 'not-before', 'uploaded_at'],
    ),
    'one-place': unique('No two versions are at the same place in the export.', ['path'], [filled('path')]),
  },
} as const satisfies Readonly<Record<string, FileLaws>>;

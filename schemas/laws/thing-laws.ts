import { empty, type FileLaws, filled, is, joined, note, order, row } from './law.ts';

const changed = order('A thing is changed after it is made.', 'created_at', 'updated_at');

/** The laws of something that a user makes. */
export function madeAfterJoining(by: string) {
  return joined(
    'A thing is made by a user who has joined.',
    [by, 'Users.id'],
    ['created_at', 'not-before', 'joined_at'],
  );
}

export const thingLaws = {
  Users: {
    'one-guid': note(
      joined(
        'A user of several networks has the same guid in each.',
        ['id', 'Users.id'],
        ['guid', 'equal', 'guid'],
      ),
    ),
    'one-address': note(
      joined(
        'A user of several networks has the same address in each.',
        ['id', 'Users.id'],
        ['email', 'equal', 'email'],
      ),
    ),
    'one-name': note(
      joined(
        'A user of several networks has the same name in each.',
        ['id', 'Users.id'],
        ['name', 'equal', 'name'],
      ),
    ),
    'active-state': row(
      'An active user is neither deleted nor suspended.',
      [is('state', 'active')],
      [empty('deleted_at'), empty('suspended_at')],
    ),
    'deleted-state': row(
      'A deleted user has the time of it.',
      [is('state', 'deleted')],
      [filled('deleted_at'), filled('deleted_by_id')],
    ),
    'suspended-state': row(
      'A suspended user has the time of it.',
      [is('state', 'suspended')],
      [filled('suspended_at'), filled('suspended_by_id')],
    ),
    'left-later': order('A user leaves after joining.', 'joined_at', 'deleted_at'),
    'suspended-later': order('A user is suspended after joining.', 'joined_at', 'suspended_at'),
    'changed-later': order('A user is changed after joining.', 'joined_at', 'updated_at'),
    'deletion-is-last': order('A deletion is a change.', 'deleted_at', 'updated_at'),
    'suspension-is-a-change': order('A suspension is a change.', 'suspended_at', 'updated_at'),
    'api-url': row('The address in the API ends with the id.', [], [{ column: 'api_url', endsWith: 'id' }]),
  },
  Groups: {
    'changed-later': changed,
    'api-url': row('The address in the API ends with the id.', [], [{ column: 'api_url', endsWith: 'id' }]),
    'creator-joined': note(madeAfterJoining('created_by_id')),
    'founder-in-segment': note(
      joined(
        'The founder of a community that is reserved for a segment belongs to it.',
        ['created_by_id', 'Users.id'],
        ['segment_id', 'among-ids', 'user_segment_ids'],
      ),
    ),
    'card-needs-connection': note(
      row(
        'Only a community that is connected to Microsoft 365 shows its resources there.',
        [is('office_resource_card_enabled', 'true')],
        [filled('office_group_id')],
      ),
    ),
    'external-is-legacy': row(
      'An external community is not connected to Microsoft 365.',
      [is('external', 'true')],
      [empty('office_group_id')],
    ),
  },
  AMAs: {
    'changed-later': changed,
    'ends-later': order('A meeting ends after it begins.', 'start_time', 'end_time'),
    'planned-before': note(order('A meeting is planned before it begins.', 'created_at', 'start_time')),
    'past-has-ended': note(
      row(
        'A meeting in the past has ended.',
        [{ column: 'end_time', clock: 'past' }],
        [is('meeting_state', 'ENDED')],
      ),
    ),
    'future-is-created': row(
      'A meeting in the future has not started.',
      [{ column: 'start_time', clock: 'future' }],
      [is('meeting_state', 'CREATED')],
    ),
    'recording-after-end': row(
      'A recording exists after the end.',
      [filled('recording_url')],
      [is('meeting_state', 'ENDED')],
    ),
    'recording-is-stored': note(
      row(
        'A recording exists where recordings are stored.',
        [filled('recording_url')],
        [is('artifact_service_enabled', 'true')],
      ),
    ),
    'answered-questions': note(
      row(
        'Written answers need questions.',
        [is('replies_enabled', 'true')],
        [is('qna_app_enabled', 'true')],
      ),
    ),
    'anonymous-questions': note(
      row(
        'Anonymous questions need questions.',
        [is('is_anonymous_posting_enabled', 'true')],
        [is('qna_app_enabled', 'true')],
      ),
    ),
    'upvoted-questions': note(
      row(
        'Votes for questions need questions.',
        [is('is_thread_upvote_enabled', 'true')],
        [is('qna_app_enabled', 'true')],
      ),
    ),
    'host-joined': note(madeAfterJoining('added_by')),
    'anonymous-replies': row(
      'Anonymous answers need anonymous questions.',
      [is('is_anonymous_reply_enabled', 'true')],
      [is('is_anonymous_posting_enabled', 'true')],
    ),
  },
  Campaigns: {
    'creator-joined': note(madeAfterJoining('creator_id')),
    'api-url': row('The address in the API ends with the id.', [], [{ column: 'api_url', endsWith: 'id' }]),
    'creator-has-a-role': row(
      'The creator has a role.',
      [],
      [{ column: 'user_roles', contains: 'creator_id' }],
    ),
    'permalink-is-hashtag': note(
      row('The permalink is among the hashtags.', [], [{ column: 'hashtags', contains: 'permalink' }]),
    ),
  },
  Pages: {
    'deleted-with-community': note(
      joined(
        'A note that is not deleted belongs to a community that is there.',
        ['group_id', 'Groups.id'],
        ['group_id', 'equal', 'id'],
        { when: [empty('deleted_at')], where: [is('deleted', 'false')] },
      ),
    ),
    'deleted-later': order('A note is deleted after it is published.', 'published_at', 'deleted_at'),
    'deleter-known': row(
      'A deleted note names who deleted it.',
      [filled('deleted_at')],
      [filled('deleted_by_id')],
    ),
  },
  WatchAlertThemes: { 'changed-later': changed },
} as const satisfies Readonly<Record<string, FileLaws>>;

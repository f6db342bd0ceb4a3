import { empty, type FileLaws, filled, is, joined, note, order, row, unique } from './law.ts';

const whole: FileLaws = {
  'deleted-after-edit': order('A message is deleted after its last edit.', 'created_at', 'deleted_at'),
  'deleter-known': row(
    'A deleted message names who deleted it.',
    [filled('deleted_at')],
    [filled('deleted_by_id')],
  ),
  'deleter-typed': row(
    'Who deleted a message has a type.',
    [filled('deleted_by_id')],
    [filled('deleted_by_type'), filled('deleted_at')],
  ),
  'starter-of-thread': row(
    'The first message of a thread answers none.',
    [{ column: 'id', equals: 'thread_id' }],
    [empty('replied_to_id')],
  ),
  'reply-of-thread': row(
    'Every other message of a thread answers one.',
    [{ column: 'id', differsFrom: 'thread_id' }],
    [filled('replied_to_id')],
  ),
  'private-has-participants': row(
    'A private message has participants and a conversation.',
    [is('in_private_conversation', 'true')],
    [filled('participants'), filled('conversation_id'), empty('group_id')],
  ),
  'public-has-none': row(
    'A message that is not private has no participants.',
    [is('in_private_conversation', 'false')],
    [empty('participants'), empty('conversation_id')],
  ),
  'sender-participates': row(
    'The sender of a private message is a participant.',
    [is('in_private_conversation', 'true')],
    [{ column: 'participants', contains: 'sender_id' }],
  ),
  'private-scope': row(
    'The scope of a private message is its conversation.',
    [is('scope_type', 'YAMMER_PRIVATE_CONVERSATION')],
    [is('in_private_conversation', 'true'), { column: 'scope_id', equals: 'conversation_id' }],
  ),
  'group-scope': row(
    'The scope of a message in a community is the community.',
    [filled('group_id')],
    [is('scope_type', 'YAMMER_GROUP'), { column: 'scope_id', equals: 'group_id' }],
  ),
  'group-named': row(
    'A message in a community has the name of it.',
    [filled('group_id')],
    [filled('group_name')],
  ),
  'private-group-is-group': row(
    'Only a message in a community is in a private one.',
    [is('in_private_group', 'true')],
    [filled('group_id')],
  ),
  'poll-has-options': row(
    'A poll has options, and nothing else has.',
    [is('message_type', 'poll')],
    [filled('poll_options')],
  ),
  'options-are-of-polls': row(
    'Options belong to a poll.',
    [filled('poll_options')],
    [is('message_type', 'poll')],
  ),
  'closing-is-of-polls': row(
    'Only a poll closes.',
    [filled('poll_voting_closed_at')],
    [is('message_type', 'poll')],
  ),
  'praise-has-type': row('A praise has a type.', [is('message_type', 'praise')], [filled('praise_type')]),
  'announcement-has-title': row(
    'An announcement has a title and a target.',
    [is('message_type', 'announcement')],
    [filled('title'), filled('notification_target')],
  ),
  'generated-is-draft': row(
    'A message counts as written by AI only until it is published.',
    [is('is_ai_generated', 'true')],
    [is('is_draft', 'true'), filled('intelligent_importer_extraction_id')],
  ),
  'generated-has-extraction': row(
    'A message written by the importer names its extraction.',
    [filled('intelligent_importer_file_id')],
    [filled('intelligent_importer_extraction_id')],
  ),
  'source-in-the-open': note(
    joined(
      'The importer writes nothing from a file of a private conversation.',
      ['intelligent_importer_file_id', 'Files.file_id'],
      ['intelligent_importer_file_id', 'equal', 'file_id'],
      { where: [is('in_private_conversation', 'false')] },
    ),
  ),
  'published-on-time': row(
    'A scheduled message that is published was published when its time had come.',
    [is('is_draft', 'false'), filled('scheduled_publish_at')],
    [{ column: 'scheduled_publish_at', clock: 'past' }],
  ),
  'api-url': row('The address in the API ends with the id.', [], [{ column: 'api_url', endsWith: 'id' }]),
  'application-named': row(
    'A message of an application names it.',
    [is('creation_mode', 'APPLICATION')],
    [filled('application_id')],
  ),
  'application-only': row(
    'Only a message of an application names one.',
    [filled('application_id')],
    [is('creation_mode', 'APPLICATION')],
  ),
  'question-scope': row(
    'The scope of a question is a network, not a community.',
    [is('scope_type', 'NETWORK_QUESTION')],
    [empty('group_id')],
  ),
  'supplemental-is-reply': row(
    'A supplemental reply is a reply.',
    [is('is_supplemental_reply', 'true')],
    [filled('replied_to_id')],
  ),
  'html-of-body': row('A message without text has no HTML.', [empty('body')], [empty('html_body')]),
  'sender-name': note(
    joined(
      'The name of the sender is that of the user.',
      ['sender_id', 'Users.id'],
      ['sender_name', 'equal', 'name'],
    ),
  ),
  'sender-email': note(
    joined(
      'The address of the sender is that of the user.',
      ['sender_id', 'Users.id'],
      ['sender_email', 'equal', 'email'],
    ),
  ),
  'sender-joined': joined(
    'Nobody writes before joining.',
    ['sender_id', 'Users.id'],
    ['created_at', 'not-before', 'joined_at'],
  ),
  'sender-not-deleted': joined(
    'Nobody writes after leaving.',
    ['sender_id', 'Users.id'],
    ['created_at', 'not-after', 'deleted_at'],
  ),
  'sender-not-suspended': joined(
    'Nobody writes while suspended.',
    ['sender_id', 'Users.id'],
    ['created_at', 'not-after', 'suspended_at'],
  ),
  'delegate-is-another': row(
    'A delegate posts for somebody else.',
    [filled('delegate_id')],
    [{ column: 'delegate_id', differsFrom: 'sender_id' }],
  ),
  'delegate-joined': joined(
    'Nobody posts for somebody else before joining.',
    ['delegate_id', 'Users.id'],
    ['created_at', 'not-before', 'joined_at'],
  ),
  'delegate-participates': note(
    row(
      'A delegate in a private conversation is a participant.',
      [is('in_private_conversation', 'true'), filled('delegate_id')],
      [{ column: 'participants', contains: 'delegate_id' }],
    ),
  ),
  'conversation-of-two': note(
    row(
      'A private conversation has two participants at least.',
      [is('in_private_conversation', 'true')],
      [{ column: 'participants', matches: ',' }],
    ),
  ),
  'collaborator-is-another': row(
    'The sender is no collaborator of the own draft.',
    [filled('collaborator_id')],
    [{ column: 'collaborator_id', differsFrom: 'sender_id' }],
  ),
  'group-made': joined(
    'Nothing is written in a community before it is made.',
    ['group_id', 'Groups.id'],
    ['created_at', 'not-before', 'created_at'],
  ),
  'group-name': note(
    joined(
      'The name of the community is that of the community.',
      ['group_id', 'Groups.id'],
      ['group_name', 'equal', 'name'],
    ),
  ),
  'group-private': note(
    joined(
      'A message is in a private community if the community is private.',
      ['group_id', 'Groups.id'],
      ['in_private_group', 'equal', 'private'],
    ),
  ),
};

export const messageLaws: FileLaws = {
  ...whole,
  'scheduled-is-published': note(
    row(
      'A draft is published at the time for which it was scheduled.',
      [is('is_draft', 'true'), empty('deleted_at'), filled('scheduled_publish_at')],
      [{ column: 'scheduled_publish_at', clock: 'future' }],
    ),
  ),
  'answers-own-thread': joined(
    'A reply answers a message of its own thread.',
    ['replied_to_id', 'Messages.id'],
    ['thread_id', 'equal', 'thread_id'],
  ),
  'not-after-end': note(
    joined(
      'Nobody writes in a thread after its first message is deleted.',
      ['thread_id', 'Messages.id'],
      ['created_at', 'not-after', 'deleted_at'],
    ),
  ),
  'in-place-of-thread': joined(
    'A reply is in the community of its thread.',
    ['thread_id', 'Messages.id'],
    ['group_id', 'equal', 'group_id'],
  ),
  'no-reply-to-draft': joined(
    'Nothing answers a draft.',
    ['replied_to_id', 'Messages.id'],
    ['is_draft', 'equal', 'is_draft'],
    { when: [is('is_draft', 'false')] },
  ),
};

export const versionLaws: FileLaws = {
  ...whole,
  'no-version-after-deletion': unique('A message is deleted once.', ['id'], [filled('deleted_at')]),
};

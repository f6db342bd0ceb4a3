import type { Columns } from '../column.ts';

/** The columns that `Messages.csv` shares with every other file of messages. */
export const messageColumns = {
  id: { kind: 'id', meaning: 'The message; all its versions share it.' },
  replied_to_id: {
    kind: 'id',
    meaning: 'The message that it answers; empty for the first of a thread.',
    optional: true,
    refers: 'Messages.id',
  },
  parent_id: {
    kind: 'id',
    meaning: 'The message under which it is shown in the thread; empty for the first of a thread.',
    optional: true,
    refers: 'Messages.id',
  },
  thread_id: {
    kind: 'id',
    meaning: 'The thread, identified by its first message.',
    refers: 'Messages.id',
  },
  conversation_id: { kind: 'id', meaning: 'Its private conversation.', optional: true },
  group_id: {
    kind: 'id',
    meaning: 'The community that it was posted in.',
    optional: true,
    refers: 'Groups.id',
  },
  group_name: { kind: 'text', meaning: 'Name of that community.', optional: true },
  participants: {
    kind: 'text',
    meaning: 'The participants of the private conversation, as `user:<id>,user:<id>`.',
    optional: true,
    refers: 'Users.id',
  },
  in_private_group: { kind: 'boolean', meaning: 'Whether the community is closed to non-members.' },
  in_private_conversation: { kind: 'boolean', meaning: 'Whether it belongs to a private conversation.' },
  sender_id: { kind: 'id', meaning: 'The sender.', refers: 'Users.id' },
  sender_type: { kind: 'enum', meaning: 'The kind of the sender.', values: ['User'] },
  sender_name: { kind: 'text', meaning: 'Display name of the sender.' },
  sender_email: { kind: 'email', meaning: "The sender's address.", optional: true },
  body: {
    kind: 'text',
    meaning: 'The text as plain text; people appear as `[[user:<id>]]`, tags as `[Tag:<id>:<name>]`.',
    optional: true,
  },
  delegate_id: {
    kind: 'id',
    meaning: 'The user who sent it on behalf of the sender, if that is another user.',
    optional: true,
    refers: 'Users.id',
  },
  api_url: { kind: 'url', meaning: 'Address of the message in the REST API.' },
  attachments: {
    kind: 'text',
    meaning:
      'What hangs on it, joined by `, `: `uploadedfile:<id>` for a file, `opengraphobject:[<id> : <url> : title="…" : description="…"]` for a link.',
    optional: true,
  },
  deleted_by_id: { kind: 'id', meaning: 'The user who deleted it.', optional: true, refers: 'Users.id' },
  deleted_by_type: {
    kind: 'enum',
    meaning: 'The kind of the actor who deleted it.',
    optional: true,
    assumed: ['User'],
  },
  created_at: {
    kind: 'timestamp',
    meaning: 'Time of this version: that of the last edit, if any.',
  },
  deleted_at: { kind: 'timestamp', meaning: 'Time at which it was deleted.', optional: true },
  title: { kind: 'text', meaning: 'Headline, if it has one.', optional: true },
  html_body: { kind: 'text', meaning: 'The text as HTML.', optional: true },
  message_type: {
    kind: 'enum',
    meaning: 'The kind of post.',
    values: ['normal', 'praise', 'poll', 'announcement'],
  },
  poll_options: {
    kind: 'json',
    meaning: 'The options of a poll, as an array of texts.',
    optional: true,
    profiles: ['current', 'user'],
  },
  poll_voting_closed_at: {
    kind: 'timestamp',
    meaning: 'Time at which the poll was closed.',
    optional: true,
    profiles: ['current', 'user'],
  },
  praise_type: {
    kind: 'enum',
    meaning: 'The badge of a praise.',
    optional: true,
    assumed: ['star', 'trophy', 'thumbs_up', 'heart', 'rocket', 'light_bulb', 'handshake', 'medal'],
    profiles: ['current', 'user'],
  },
  gdpr_delete_url: { kind: 'url', meaning: 'Address for requests to erase the message.' },
  scope_id: {
    kind: 'id',
    meaning:
      'The place that it was posted to: the community, the storyline, the conversation or the network.',
  },
  scope_type: {
    kind: 'enum',
    meaning:
      'The kind of that place: a community, an Answers question, a storyline or a private conversation.',
    values: ['YAMMER_GROUP', 'NETWORK_QUESTION', 'YAMMER_INFLUENCER', 'YAMMER_PRIVATE_CONVERSATION'],
  },
  is_supplemental_reply: { kind: 'boolean', meaning: 'Whether it adds to an answer instead of being one.' },
  scheduled_publish_at: {
    kind: 'timestamp',
    meaning: 'Time of the scheduled publication.',
    optional: true,
    profiles: ['current', 'user'],
  },
  notification_target: {
    kind: 'enum',
    meaning: 'The additional recipients of its notification.',
    optional: true,
    assumed: ['GROUP_MEMBERS', 'AUDIENCE'],
    profiles: ['current', 'user'],
  },
  is_draft: { kind: 'boolean', meaning: 'Whether it is a draft that only its authors see.' },
  intelligent_importer_extraction_id: {
    kind: 'guid',
    meaning: 'The run of the importer that wrote it; equal for messages of one run, not in any other file.',
    optional: true,
  },
  is_ai_generated: {
    kind: 'boolean',
    meaning: 'Whether a machine wrote it and no person has published it yet.',
  },
  intelligent_importer_file_id: {
    kind: 'id',
    meaning: 'The source file of the importer.',
    optional: true,
    refers: 'Files.file_id',
  },
  collaborators: {
    kind: 'ids',
    meaning: 'The other users who may edit it.',
    optional: true,
    refers: 'Users.id',
    profiles: ['current', 'user'],
  },
  collaborator_id: {
    kind: 'id',
    meaning: 'The collaborator who wrote this version.',
    optional: true,
    refers: 'Users.id',
    profiles: ['current', 'user'],
  },
  creation_mode: {
    kind: 'enum',
    meaning: 'Its source.',
    assumed: ['USER', 'APPLICATION'],
    profiles: ['current', 'user'],
  },
  application_id: {
    kind: 'id',
    meaning: 'The application that posted it, if any.',
    optional: true,
    profiles: ['current', 'user'],
  },
} as const satisfies Columns;

import { apiUrl } from '../addresses.ts';
import type { Facts } from '../facts.ts';
import { mix, rest } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message, Version } from '../messages.ts';
import { type Hazard, type MessageText, pageAbout, type Talk, type Theme } from '../text/index.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { administratorAt } from './administrators.ts';
import { hazardIn } from './message-hazards.ts';
import { isSupplemental } from './message-roles.ts';
import { draftOf, type MessageRow, ordinary, specialsOf } from './message-specials.ts';
import { tagIn } from './message-tags.ts';
import { textIn } from './message-texts.ts';
import { talkIn } from './talks.ts';

/** One in this many messages links to a page, comes from an application or is sent by a delegate. */
const LINK = 13;
const APPLICATION = 50;
const DELEGATE = 97;

/** The row of a message in one of its versions. */
export function messageRow(facts: Facts, message: Message, version: Version): MessageRow {
  const { people, ids } = facts;
  const { id, thread, index } = message;
  const sender = people.person(message.sender);
  const said = saidIn(facts, message);
  const { hash, answered, talk, hazard } = said;
  const starts = index % MESSAGES_A_THREAD === 0;
  const answeredText = starts ? '' : answeredId(facts, answered, thread.id);
  const isPrivate = thread.kind === 'private';
  const conversation = isPrivate ? ids.text('conversation', thread.index, thread.startedAt) : '';
  const { body, html } = textOf(facts, message, version, said);
  const place = placeOf(facts, thread, conversation);
  const draft = draftOf(facts, message, version, hash);
  const special = starts ? specialsOf(facts, thread, hash, version, talk) : ordinary;
  const byApplication = rest(hash, APPLICATION) === 0;
  const url = apiUrl('messages', id);
  return {
    id,
    replied_to_id: answeredText,
    parent_id: answeredText,
    thread_id: thread.id,
    conversation_id: conversation,
    group_id: thread.community?.id ?? '',
    group_name: thread.community?.name ?? '',
    participants: isPrivate ? facts.participants.get(thread.index).text : '',
    in_private_group: thread.community?.private ?? false,
    in_private_conversation: isPrivate,
    sender_id: sender.id,
    sender_type: 'User',
    sender_name: sender.name,
    sender_email: sender.email,
    body,
    delegate_id: rest(hash, DELEGATE) === 0 && !isPrivate ? delegateOf(facts, message, hash) : '',
    api_url: url,
    attachments: attachmentsOf(facts, message, hash, { theme: talk.theme, empty: hazard === 'empty' }),
    deleted_by_id: version.deleted ? people.id(deleterOf(facts, message, version, hash)) : '',
    deleted_by_type: version.deleted ? 'User' : '',
    created_at: instantText(version.editedAt),
    deleted_at: version.deleted ? instantText(version.at) : '',
    title: special.title,
    html_body: html,
    message_type: special.type,
    poll_options: special.pollOptions,
    poll_voting_closed_at: special.pollClosedAt,
    praise_type: special.praise,
    gdpr_delete_url: url + '?gdpr_delete=true',
    scope_id: place.id,
    scope_type: place.type,
    is_supplemental_reply: isSupplemental(facts, message, answered),
    scheduled_publish_at: draft.scheduledAt,
    notification_target: special.target,
    is_draft: draft.is,
    intelligent_importer_extraction_id: draft.extraction,
    is_ai_generated: draft.generated,
    intelligent_importer_file_id: draft.file,
    collaborators: draft.collaborators,
    collaborator_id: draft.collaborator,
    creation_mode: byApplication ? 'APPLICATION' : 'USER',
    application_id: byApplication ? ids.text('application', 0, facts.createdAt) : '',
  };
}

/** The text of a message in one of its versions. */
export function bodyOf(facts: Facts, message: Message, version: Version): string {
  return textOf(facts, message, version, saidIn(facts, message)).body;
}

/** The facts that select the text of a message, whatever its version. */
interface Said {
  readonly talk: Talk;
  /** The ordinal of the message that it answers; its own for the first of a thread. */
  readonly answered: number;
  readonly hash: number;
  readonly hazard: Hazard | 'none';
}

function saidIn(facts: Facts, message: Message): Said {
  const { index, thread } = message;
  const hash = mix(facts.keys.messages, index);
  const answered = index % MESSAGES_A_THREAD === 0 ? index : facts.messages.answered(message);
  return { talk: talkIn(facts, thread), answered, hash, hazard: hazardIn(facts, message, hash) };
}

function answeredId(facts: Facts, answered: number, threadId: string): string {
  return answered % MESSAGES_A_THREAD === 0 ? threadId : facts.messages.id(answered);
}

function textOf(
  facts: Facts,
  message: Message,
  version: Version,
  { talk, answered, hash, hazard }: Said,
): MessageText {
  const tag = tagIn(facts, message, hash, { talk, common: hazard === 'hashtag' });
  return textIn(facts, message, talk, { answered, edit: version.edits, hazard, hash, tag });
}

function placeOf(
  facts: Facts,
  thread: Thread,
  conversation: string,
): { id: string; type: MessageRow['scope_type'] } {
  if (thread.kind === 'private') return { id: conversation, type: 'YAMMER_PRIVATE_CONVERSATION' };
  if (thread.kind === 'storyline') return { id: facts.people.id(thread.starter), type: 'YAMMER_INFLUENCER' };
  if (thread.kind === 'question') return { id: facts.identity.id, type: 'NETWORK_QUESTION' };
  return { id: thread.community?.id ?? facts.identity.id, type: 'YAMMER_GROUP' };
}

/** @param empty true for a message without a text: it is a file or a link. */
function attachmentsOf(
  facts: Facts,
  message: Message,
  hash: number,
  { theme, empty }: { readonly theme: Theme; readonly empty: boolean },
): string {
  const file = facts.uploads.carriedBy(message);
  const upload = file === undefined ? '' : `uploadedfile:${facts.uploads.fileId(file)}`;
  if (rest(hash, LINK) !== 0 && (upload !== '' || !empty)) return upload;
  const link = openGraph(facts, message, hash, theme);
  return upload === '' ? link : `${upload}, ${link}`;
}

function openGraph(facts: Facts, message: Message, hash: number, theme: Theme): string {
  const id = facts.ids.text('openGraph', message.index, message.postedAt);
  const { title, description } = pageAbout(theme, mix(hash, 3));
  return `opengraphobject:[${id} : https://example.com/articles/${hash} : title="${title}" : description="${description}"]`;
}

/** The user who posts a message for its sender; empty when the hash selects the sender. */
function delegateOf({ people, threads }: Facts, { sender, postedAt, thread }: Message, hash: number): string {
  const delegate = people.lastingAt(hash, postedAt);
  return delegate === sender || !threads.isFor(thread, delegate) ? '' : people.id(delegate);
}

/** The user who deletes a message: mostly the sender, occasionally an administrator. */
function deleterOf(facts: Facts, message: Message, version: Version, hash: number): number {
  const gone = !facts.people.activeAt(message.sender, version.at);
  return gone || hash % 4 === 0 ? administratorAt(facts, hash, version.at) : message.sender;
}

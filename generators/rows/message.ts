import { apiUrl } from '../addresses.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message, Version } from '../messages.ts';
import { type Hazard, hazards, type MessageText, messageText, phrase, sentenceText } from '../text/index.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { draftOf, type MessageRow, ordinary, specialsOf } from './message-specials.ts';

/**
 * While a network is young, every thread begins with the next hazard, four times round, so that even the
 * smallest network has all of them.
 */
const HAZARDOUS_THREADS = 4 * hazards.length;
/**
 * One in this many messages mentions a user, carries a tag, links to a page, comes from an application or is
 * sent by a delegate.
 */
const MENTION = 9;
const TAG = 11;
const LINK = 13;
const APPLICATION = 50;
const DELEGATE = 97;

/** The row of a message in one of its versions. */
export function messageRow(facts: Facts, message: Message, version: Version): MessageRow {
  const { people, ids } = facts;
  const { thread, index } = message;
  const hash = mix(facts.keys.messages, index);
  const sender = people.person(message.sender);
  const starts = index % MESSAGES_A_THREAD === 0;
  const threadId = thread.id;
  const answered = starts ? '' : answeredId(facts, message, threadId);
  const isPrivate = thread.kind === 'private';
  const conversation = isPrivate ? ids.text('conversation', thread.index, thread.startedAt) : '';
  const { body, html } = textOf(facts, message, version, hash);
  const place = placeOf(facts, thread, conversation);
  const draft = draftOf(facts, message, version, hash);
  const special = starts ? specialsOf(facts, thread, hash, version) : ordinary;
  const byApplication = hash % APPLICATION === 0;
  const url = apiUrl('messages', message.id);
  return {
    id: message.id,
    replied_to_id: answered,
    parent_id: answered,
    thread_id: threadId,
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
    delegate_id: hash % DELEGATE === 0 ? people.id(people.lasting(hash)) : '',
    api_url: url,
    attachments: attachmentsOf(facts, message, hash),
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
    is_supplemental_reply: thread.kind === 'question' && !starts && hash % 5 === 0,
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

function answeredId(facts: Facts, message: Message, threadId: string): string {
  const answered = facts.messages.answered(message);
  return answered % MESSAGES_A_THREAD === 0 ? threadId : facts.messages.id(answered);
}

function textOf(facts: Facts, message: Message, version: Version, hash: number): MessageText {
  const { index, thread } = message;
  const inTurn = thread.index < HAZARDOUS_THREADS && index === thread.index * MESSAGES_A_THREAD;
  const edits = version.deleted ? version.number - 1 : version.number;
  const key = mix(hash, edits);
  const hazard = inTurn ? (hazards[thread.index % hazards.length] as Hazard) : undefined;
  return messageText(facts.pools, key, hazard, suffixOf(facts, message, hash));
}

function suffixOf(facts: Facts, message: Message, hash: number): string {
  if (hash % MENTION === 0) return `[[user:${facts.people.id(facts.people.lasting(mix(hash, 1)))}]]`;
  if (hash % TAG !== 0) return '';
  const { tags } = facts.populations;
  const count = tags.count(message.postedAt);
  if (count === 0) return '';
  const tag = mix(hash, 2) % count;
  return `[Tag:${tagId(facts, tag)}:${tagName(facts, tag)}]`;
}

export function tagId(facts: Facts, tag: number): string {
  return facts.ids.text('tag', tag, facts.populations.tags.cameAt(tag));
}

export function tagName(facts: Facts, tag: number): string {
  return `${facts.pools.words[mix(facts.keys.hashtags, tag) % facts.pools.words.length]}${tag}`;
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

function attachmentsOf(facts: Facts, message: Message, hash: number): string {
  const file = facts.uploads.carriedBy(message);
  const upload = file === undefined ? '' : `uploadedfile:${facts.uploads.fileId(file)}`;
  if (hash % LINK !== 0) return upload;
  const link = openGraph(facts, message, hash);
  return upload === '' ? link : `${upload}, ${link}`;
}

function openGraph(facts: Facts, message: Message, hash: number): string {
  const id = facts.ids.text('openGraph', message.index, message.postedAt);
  const title = phrase(facts.pools, mix(hash, 3));
  const description = sentenceText(facts.pools, mix(hash, 4));
  return `opengraphobject:[${id} : https://example.com/articles/${hash} : title="${title}" : description="${description}"]`;
}

/** The user who deletes a message: mostly the sender, occasionally another user. */
function deleterOf(facts: Facts, message: Message, version: Version, hash: number): number {
  const gone = !facts.people.activeAt(message.sender, version.at);
  return gone || hash % 4 === 0 ? facts.people.lasting(hash) : message.sender;
}

import { attachmentTypes } from './attachments/index.ts';
import type { Attachment, Content, FoundResource, Resource, Row } from './contract.ts';
import type { Facts } from './facts.ts';
import type { IdKind } from './ids.ts';
import { campaignRowOf } from './rows/campaigns.ts';
import { fileRow } from './rows/files.ts';
import { groupRow } from './rows/groups.ts';
import { messageRow } from './rows/message.ts';
import { moodOf } from './rows/moods.ts';
import { pageContents } from './rows/pages.ts';
import { topicRow } from './rows/topics.ts';
import { userRowOf } from './rows/users.ts';
import { vivaTopicRowOf } from './rows/viva-topic-facts.ts';
import type { Succession } from './succession.ts';
import { MESSAGES_A_THREAD } from './threads.ts';
import { findTraveller, isTravellerIndex, travellerAt } from './travellers.ts';
import { MESSAGES_A_FILE, type Upload } from './uploads.ts';

/** The functions that find one thing of a network by its id at `now`; undefined when there is none. */
const finders: Readonly<Record<Resource, (facts: Facts, id: string, now: number) => Row | undefined>> = {
  users: userById,
  groups: (facts, id, now) => {
    const index = memberById(facts, { kind: 'group', population: facts.communities.population }, id, now);
    if (index === undefined) return undefined;
    return groupRow(facts, index, facts.communities.population.latest(index, now), now);
  },
  messages: (facts, id, now) => {
    const message = messageById(facts, id, now);
    return message && messageRow(facts, message, facts.messages.latest(message, now));
  },
  uploaded_files: (facts, id, now) => {
    const upload = uploadsById(facts, id, now).at(-1);
    return upload && fileRow(facts, upload);
  },
  topics: (facts, id, now) => {
    const topic = memberById(facts, { kind: 'topic', population: facts.populations.topics }, id, now);
    return topic === undefined ? undefined : topicRow(facts, topic);
  },
  viva_topics: (facts, id, now) => {
    const { population } = facts.populations.vivaTopics;
    const topic = memberById(facts, { kind: 'vivaTopic', population }, id, now);
    return topic === undefined ? undefined : vivaTopicRowOf(facts, topic, now);
  },
  campaigns: (facts, id, now) => {
    const { population } = facts.populations.campaigns;
    const campaign = memberById(facts, { kind: 'campaign', population }, id, now);
    return campaign === undefined ? undefined : campaignRowOf(facts, campaign, now);
  },
  notes: (facts, id, now) => (hasNote(facts, id, now) ? finders.groups(facts, id, now) : undefined),
  sentiments: (facts, id, now) => {
    const message = messageById(facts, id, now);
    if (message === undefined || message.index % MESSAGES_A_THREAD !== 0) return undefined;
    return { id, thread_id: id, sentiment: moodOf(facts, message.thread) };
  },
};

/** Finds a thing of a network, or of a network whose rows it exports, by its id. */
export function findResource(
  facts: Facts,
  kind: Resource,
  id: string,
  now: number,
): FoundResource | undefined {
  for (const each of [facts, ...facts.neighbours]) {
    const row = finders[kind](each, id, now);
    if (row !== undefined) return { row, network: each.identity };
  }
  return undefined;
}

/**
 * Finds the content of a file, by default of its latest version, and the name under which it was uploaded.
 * Undefined when there is none, or when it was deleted.
 */
export function findContent(
  facts: Facts,
  { file, version }: { readonly file: string; readonly version?: string | undefined },
  now: number,
): Content | undefined {
  for (const each of [facts, ...facts.neighbours]) {
    const uploads = uploadsById(each, file, now);
    const upload = version === undefined ? uploads.at(-1) : uploads.find(({ id }) => id === version);
    if (upload === undefined || upload.deletedAt !== undefined) continue;
    const { mediaType } = attachmentTypes[upload.extension];
    const bytes = each.uploads.size(upload);
    return { ...each.uploads.attachment(upload), name: fileRow(each, upload).name, mediaType, bytes };
  }
  return undefined;
}

/** The number of the community of a network with this id; undefined when there is none at `now`. */
export function communityIndex(facts: Facts, id: string, now: number): number | undefined {
  return memberById(facts, { kind: 'group', population: facts.communities.population }, id, now);
}

/** Tells whether a community of a network has a note: it is deleted together with the community. */
function hasNote(facts: Facts, community: string, now: number): boolean {
  const index = communityIndex(facts, community, now);
  return index !== undefined && facts.communities.endOf(index) > now;
}

/** The content of the note of a community. */
export function* findNote(facts: Facts, community: string, now: number): Generator<Content> {
  for (const each of [facts, ...facts.neighbours]) {
    const { population } = each.communities;
    const index = memberById(each, { kind: 'group', population }, community, now);
    if (index === undefined) continue;
    if (each.communities.endOf(index) <= now) return;
    const at = population.cameAt(index);
    for (const note of pageContents(each, { from: at, to: at + 1, now })) yield noteContent(note);
    return;
  }
}

function noteContent(note: Attachment): Content {
  const bytes = [...(note.content() as Iterable<Buffer>)].reduce((sum, { length }) => sum + length, 0);
  return { ...note, name: note.path.replace(/^.*\//, ''), mediaType: 'text/html', bytes };
}

function userById(facts: Facts, id: string, now: number): Row | undefined {
  const found = facts.people.find(id, now) ?? findTraveller(facts, id, now);
  if (found === undefined) return undefined;
  if (!isTravellerIndex(found.index)) return userRowOf(facts, found.index, now, facts);
  const { host, user } = travellerAt(facts, found.index);
  return userRowOf(host, user, now, facts);
}

/** The number of the user of a network with this id; undefined for users who are guests elsewhere. */
export function userIndex(facts: Facts, id: string, now: number): number | undefined {
  return facts.people.find(id, now)?.index;
}

/** The member of a population with this id; undefined when there is none at `now`. */
function memberById(
  { ids }: Facts,
  { kind, population }: { readonly kind: IdKind; readonly population: Members },
  id: string,
  now: number,
): number | undefined {
  const parsed = ids.parse(kind, id);
  if (parsed === undefined) return undefined;
  const member =
    'instant' in parsed ? population.createdAt(parsed.instant) : latest(parsed, population.count(now) - 1);
  if (member === undefined || member < 0 || !population.exists(member)) return undefined;
  const came = population.cameAt(member);
  return came <= now && ids.text(kind, member, came) === id ? member : undefined;
}

interface Members extends Succession {
  exists(member: number): boolean;
}

/** The latest ordinal, up to `last`, that agrees with a small id. */
function latest({ ordinal, modulus }: { readonly ordinal: number; readonly modulus: number }, last: number) {
  return last - ((((last - ordinal) % modulus) + modulus) % modulus);
}

/** The message with this id; undefined when there is none at `now`, and when it is cut off. */
export function messageById({ ids, messages }: Facts, id: string, now: number) {
  const parsed = ids.parse('message', id);
  if (parsed === undefined) return undefined;
  const { stream } = messages;
  const index =
    'instant' in parsed ? stream.since(parsed.instant) : latest(parsed, stream.since(now + 1) - 1);
  const message = index < 0 ? undefined : messages.shownAt(index);
  return message?.id === id && message.postedAt <= now ? message : undefined;
}

/** The versions of the file with this id. */
function uploadsById({ ids, messages, uploads }: Facts, id: string, now: number): readonly Upload[] {
  const parsed = ids.parse('file', id);
  if (parsed === undefined) return [];
  const { stream } = messages;
  const last = Math.floor(stream.since(now + 1) / MESSAGES_A_FILE);
  const file =
    'instant' in parsed ? Math.floor(stream.since(parsed.instant) / MESSAGES_A_FILE) : latest(parsed, last);
  return file < 0 || uploads.fileId(file) !== id ? [] : uploads.versions(file, now);
}

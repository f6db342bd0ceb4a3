import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import { guid } from '../addresses.ts';
import type { AttachmentExtension } from '../attachments/index.ts';

import { atFull } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message, Version } from '../messages.ts';
import type { Talk } from '../text/index.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { MESSAGES_A_FILE, type Upload } from '../uploads.ts';
import { titleOf } from './message-texts.ts';
import { isAnnouncement, talkIn, talkTopic } from './talks.ts';
import { leadsAt } from './viva-engage-leaders.ts';

export type MessageRow = RowByKey['Messages'];

/** The longest time that a run of the importer takes. */
const IMPORT_MS = 10 * MINUTE_MS;

/* The values in which a draft, an announcement, a poll or a praise differs from an ordinary message. */

const PRAISES = [
  'star',
  'trophy',
  'thumbs_up',
  'heart',
  'rocket',
  'light_bulb',
  'handshake',
  'medal',
] as const;

/** The options of a poll; they do not change while the poll exists. */
export function pollOptions(facts: Facts, thread: Thread): string[] {
  return talkIn(facts, thread).script.options.map((option, i) => `${i + 1}. ${option}`);
}

/** Polls close at the full hour this long after their beginning, by a hash; the others stay open. */
const POLL_LENGTHS = [DAY_MS, 2 * DAY_MS, 4 * DAY_MS, 7 * DAY_MS, undefined, undefined] as const;

/** The time at which a poll closes, which is known from the beginning; infinite for polls that stay open. */
export function pollClosesAt({ keys }: Facts, { index, startedAt }: Thread): number {
  const length = POLL_LENGTHS[mix(keys.polls, index) % POLL_LENGTHS.length];
  return length === undefined ? Number.POSITIVE_INFINITY : atFull(HOUR_MS, startedAt + length);
}

/** The types of files whose text the importer can read. */
const READABLE: readonly AttachmentExtension[] = ['txt', 'pdf', 'docx'];
/** The importer looks at the files of this many messages before a draft, in sixteens. */
const FILES_BEFORE = 4;
/** Two in three changes of the text of a draft are made by the collaborator. */
const CHANGES_OF_TWO = 3;

const notDraft = {
  is: false,
  generated: false,
  scheduledAt: '',
  extraction: '',
  file: '',
  collaborators: '',
  collaborator: '',
} as const;

/**
 * A draft remains one until it is published, at its scheduled time or by hand. The importer wrote it where
 * there is a file from which it could.
 */
export function draftOf(facts: Facts, message: Message, version: Version, hash: number) {
  if (message.thread.kind !== 'draft' || message.index % MESSAGES_A_THREAD !== 0) return notDraft;
  const is = version.draft;
  const plan = facts.messages.publication(message);
  const source = sourceOf(facts, message);
  const other = facts.people.lasting(mix(hash, 6));
  const collaborator = facts.people.id(other === message.sender ? facts.people.lasting(other + 1) : other);
  // The text as posted is by the sender; a publication at its scheduled time leaves the text as it is.
  const byOther = version.edits > 0 && mix(hash, 7 + version.edits) % CHANGES_OF_TWO !== 0;
  return {
    is,
    generated: is && source !== undefined,
    scheduledAt: plan?.scheduled ? instantText(plan.at) : '',
    extraction: source ? extractionOf(facts, message, source.file) : '',
    file: source?.fileId ?? '',
    collaborators: collaborator,
    collaborator: byOther ? collaborator : '',
  };
}

/** The run of the importer that wrote a draft: one person's, from one file, within minutes. */
function extractionOf({ keys }: Facts, { sender, postedAt }: Message, file: number): string {
  return guid(mix(mix(keys.extractions, sender), mix(file, Math.floor(postedAt / IMPORT_MS))));
}

/**
 * The last document before a draft that is about its theme, that its writer can open, and that is not from a
 * private conversation; mostly none.
 */
function sourceOf(facts: Facts, message: Message): Upload | undefined {
  const last = Math.floor(message.index / MESSAGES_A_FILE) - 1;
  for (let file = last; file > last - FILES_BEFORE && file >= 0; file--) {
    const upload = facts.uploads.versions(file, message.postedAt).at(-1);
    if (upload && isSource(facts, upload, message)) return upload;
  }
  return undefined;
}

function isSource(facts: Facts, upload: Upload, { sender, thread }: Message): boolean {
  if (upload.deletedAt !== undefined || !READABLE.includes(upload.extension)) return false;
  const { sender: uploader, thread: place } = upload.message;
  if (place.kind === 'private') return false;
  const own = talkTopic(facts, thread);
  const other = talkTopic(facts, place);
  if (own.theme !== other.theme || own.language !== other.language) return false;
  const { community } = place;
  // Storylines and questions, too, are open to the company.
  const open = !community?.private && !community?.external;
  return open || uploader === sender || community === thread.community;
}

interface Special {
  readonly title: string;
  readonly type: MessageRow['message_type'];
  readonly pollOptions: string;
  readonly pollClosedAt: string;
  readonly praise: MessageRow['praise_type'];
  readonly target: MessageRow['notification_target'];
}

export const ordinary: Special = {
  title: '',
  type: 'normal',
  pollOptions: '',
  pollClosedAt: '',
  praise: '',
  target: '',
};

/** The values in which the first message of a thread differs from an ordinary message. */
export function specialsOf(
  facts: Facts,
  thread: Thread,
  hash: number,
  version: Version,
  talk: Talk,
): Special {
  const title = titleOf(facts, thread, talk, version.edits);
  if (isAnnouncement(thread)) {
    return {
      ...ordinary,
      title,
      type: 'announcement',
      target: hasAudience(facts, thread) ? 'AUDIENCE' : 'GROUP_MEMBERS',
    };
  }
  switch (thread.kind) {
    case 'question':
      return { ...ordinary, title };
    case 'storyline':
      return hasAudience(facts, thread) ? { ...ordinary, target: 'AUDIENCE' } : ordinary;
    case 'praise':
      return {
        ...ordinary,
        type: 'praise',
        praise: PRAISES[hash % PRAISES.length] as (typeof PRAISES)[number],
      };
    case 'poll': {
      const closesAt = pollClosesAt(facts, thread);
      return {
        ...ordinary,
        type: 'poll',
        pollOptions: JSON.stringify(pollOptions(facts, thread)),
        pollClosedAt: Number.isFinite(closesAt) ? instantText(closesAt) : '',
      };
    }
    default:
      return ordinary;
  }
}

/** Only a leader has an audience. */
function hasAudience(facts: Facts, { starter, startedAt }: Thread): boolean {
  return leadsAt(facts, starter, startedAt);
}

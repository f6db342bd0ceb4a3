import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import { guid } from '../addresses.ts';

import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message, Version } from '../messages.ts';
import { phrase, titleText } from '../text/index.ts';
import { isExternal, type Thread } from '../threads.ts';
import { MESSAGES_A_FILE } from '../uploads.ts';

export type MessageRow = RowByKey['Messages'];

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
  const hash = mix(facts.keys.polls, thread.index);
  return Array.from({ length: 2 + (hash % 4) }, (_, i) => `${i + 1}. ${phrase(facts.pools, mix(hash, i))}`);
}

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
 * A draft remains one until its first edit publishes it; every second draft was written by the importer from
 * a file.
 */
export function draftOf(facts: Facts, message: Message, version: Version, hash: number) {
  if (message.thread.kind !== 'draft') return notDraft;
  const is = version.number === 0 || (version.deleted && version.number === 1);
  const generated = message.thread.index % 2 === 0;
  const collaborator = facts.people.id(facts.people.lasting(mix(hash, 6)));
  return {
    is,
    generated: is && generated,
    scheduledAt: hash % 2 === 0 ? instantText(message.postedAt + DAY_MS) : '',
    extraction: generated ? guid(mix(facts.keys.extractions, message.index >> 8)) : '',
    file: generated ? fileBefore(facts, message) : '',
    collaborators: collaborator,
    collaborator: is ? '' : collaborator,
  };
}

/** The last file that was uploaded before a message. */
function fileBefore(facts: Facts, message: Message): string {
  const last = Math.floor(message.index / MESSAGES_A_FILE) - 1;
  for (let file = last; file > last - 4 && file >= 0; file--) {
    const versions = facts.uploads.versions(file, message.postedAt);
    if (versions[0]) return versions[0].fileId;
  }
  return '';
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

/** Announcements are made in communities, and occasionally across networks. */
export function isAnnouncement(thread: Thread): boolean {
  return thread.kind === 'announcement' || (isExternal(thread.kind) && thread.index % 5 === 0);
}

/** The values in which the first message of a thread differs from an ordinary message. */
export function specialsOf(facts: Facts, thread: Thread, hash: number, version: Version): Special {
  const title = titleText(facts.pools, hash);
  if (isAnnouncement(thread)) {
    return {
      ...ordinary,
      title,
      type: 'announcement',
      target: hash % 2 === 0 ? 'GROUP_MEMBERS' : 'AUDIENCE',
    };
  }
  switch (thread.kind) {
    case 'question':
      return { ...ordinary, title };
    case 'praise':
      return {
        ...ordinary,
        type: 'praise',
        praise: PRAISES[hash % PRAISES.length] as (typeof PRAISES)[number],
      };
    case 'poll': {
      // An edit closes a poll.
      const closed = version.number > 0 && version.editedAt > thread.startedAt;
      return {
        ...ordinary,
        type: 'poll',
        pollOptions: JSON.stringify(pollOptions(facts, thread)),
        pollClosedAt: closed ? instantText(version.editedAt) : '',
      };
    }
    default:
      return ordinary;
  }
}

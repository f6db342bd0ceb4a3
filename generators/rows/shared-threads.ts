import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { Memo } from '../memo.ts';
import type { Message } from '../messages.ts';
import { isExternal } from '../threads.ts';
import { type DatedVersion, mergedByTime, versionTime } from '../versions.ts';
import { versionsIn } from '../versions-in-window.ts';
import { remembered } from './remembered.ts';
import { isAnnouncement } from './talks.ts';

export type Outbound = RowByKey['MessageThreads.Outbound'];

const THREADS_KEPT = 512;

type IsGuest = (user: number) => boolean;

/**
 * Threads of a network that such a guest has written in by `window.now`, and in which somebody wrote in the
 * window, each once; where the window says so, only those whose latest message is in it.
 */
export function* sharedIn(facts: Facts, window: Window, isGuest: IsGuest): Generator<Outbound> {
  // A thread is looked at for each of its messages.
  const threads = new Memo(THREADS_KEPT, (index) => facts.messages.inThread(index, window.now));
  const { stream } = facts.messages;
  const end = stream.end(window);
  for (let ordinal = stream.first(window); ordinal < end; ordinal++) {
    const number = facts.threads.of(ordinal);
    if (number < 0 || !isExternal(facts.threads.kind(number))) continue;
    const messages = threads.get(number);
    const last = messages.at(-1);
    // Before a guest writes, the thread is no thread with external participants.
    const first = messages.findIndex(({ sender }) => isGuest(sender));
    const touches = first < 0 ? [] : messages.slice(first);
    const wanted =
      window.things === 'latest' ? last : touches.find(({ postedAt }) => postedAt >= window.from);
    if (first < 0 || !last?.thread.shown || wanted?.index !== ordinal) continue;
    yield sharedThread(facts, messages, last, isGuest);
  }
}

function sharedThread(facts: Facts, messages: readonly Message[], last: Message, isGuest: IsGuest): Outbound {
  const guests = new Set(messages.map((each) => each.sender).filter(isGuest));
  const files = messages.flatMap((each) => facts.uploads.carriedBy(each) ?? []);
  return {
    id: last.thread.id,
    files: files.map((file) => `uploadedfile:${facts.uploads.fileId(file)}`).join(', '),
    external_participants: [...guests].map((user) => `user:${facts.people.id(user)}`).join(','),
    updated_at: instantText(last.postedAt),
    is_announcement: isAnnouncement(last.thread),
    is_reply_disabled: isClosed(facts, last),
  };
}

/** Tells whether nobody can reply any more: every eighth thread is closed after its last reply. */
function isClosed({ messages }: Facts, last: Message): boolean {
  const { index } = last.thread;
  return index % 8 === 0 && messages.inThread(index, Number.POSITIVE_INFINITY).at(-1)?.index === last.index;
}

/** The first messages of guests in a thread, by the place of their network among the neighbours. */
type Visits = ReadonlyMap<number, number>;

const VISITS_KEPT = 512;
const visitsIn = remembered<Visits>(VISITS_KEPT, firstMessagesOfGuests);

function firstMessagesOfGuests({ messages, people, threads }: Facts, thread: number): Map<number, number> {
  const first = new Map<number, number>();
  for (const place of threads.places(thread)) {
    const sender = messages.at(place)?.sender;
    if (sender === undefined || !people.isGuest(sender)) continue;
    const origin = people.originOf(sender);
    if (!first.has(origin)) first.set(origin, place);
  }
  return first;
}

/** A version of a message in a thread of another network, the host. */
export interface VisitedVersion extends DatedVersion {
  readonly host: Facts;
}

/**
 * The versions in a window of the messages in threads of other networks that users of this one took part in,
 * in order of time. A thread is seen from the first message of such a user on, so that a window that is over
 * does not change when another user joins in.
 */
export function visitedVersionsIn(facts: Facts, window: Window): Generator<VisitedVersion> {
  return mergedByTime(
    facts.neighbours.map((host) => visitedIn(host, facts, window)),
    versionTime,
  );
}

function* visitedIn(host: Facts, facts: Facts, window: Window): Generator<VisitedVersion> {
  const place = host.neighbours.indexOf(facts);
  const { threads, messages } = host;
  const isSeen = (ordinal: number): boolean => {
    const thread = threads.of(ordinal);
    if (thread < 0 || !isExternal(threads.kind(thread))) return false;
    return ordinal >= (visitsIn(host, thread).get(place) ?? Number.POSITIVE_INFINITY);
  };
  for (const version of versionsIn(messages, window, isSeen)) yield { host, ...version };
}

import type { Window } from './contract.ts';
import type { Messages } from './messages.ts';
import { LATER_AT_MOST, type PublicationKind, publicationKinds } from './publications.ts';
import { MESSAGES_A_THREAD, THREADS_A_BLOCK } from './threads.ts';
import { type DatedVersion, firstVersion, mergedByTime, versionTime } from './versions.ts';

/*
 * The versions of messages in a window of time.
 */

/** Tells the messages to look at, by their ordinals. */
type Wanted = (ordinal: number) => boolean;

/**
 * Every version of every message whose time is in the window, in order of time.
 * @param wanted tells the messages to look at, by their ordinals (default: all).
 */
export function* versionsIn(messages: Messages, window: Window, wanted?: Wanted): Generator<DatedVersion> {
  const edits = laterIn(messages, window, wanted);
  let edit = edits.next();
  const end = messages.stream.end(window);
  for (let ordinal = messages.stream.first(window); ordinal < end; ordinal++) {
    const message = wanted && !wanted(ordinal) ? undefined : messages.shownAt(ordinal);
    if (!message) continue;
    for (; !edit.done && edit.value.version.at < message.postedAt; edit = edits.next()) yield edit.value;
    const latest = messages.latest(message, window.now);
    const version = latest.number === 0 ? latest : firstVersion(message);
    yield { message, version, latest: version === latest };
  }
  for (; !edit.done; edit = edits.next()) yield edit.value;
}

/** The versions after the first one in the window, in order of time. */
function* laterIn(messages: Messages, window: Window, wanted?: Wanted): Generator<DatedVersion> {
  if (wanted) {
    // Of the kinds of threads that anybody selects, none has drafts.
    yield* changedIn(messages, window, wanted);
    return;
  }
  const sources = [
    changedIn(messages, window),
    ...publicationKinds.map((kind) => publishedIn(messages, window, kind)),
  ];
  yield* mergedByTime(sources, versionTime);
}

/** The drafts that were published in the window, about this long after they were written. */
function* publishedIn(
  messages: Messages,
  window: Window,
  { lag, scheduled }: PublicationKind,
): Generator<DatedVersion> {
  const [from, to] = [window.from - lag - LATER_AT_MOST, window.to - lag];
  const block = MESSAGES_A_THREAD * THREADS_A_BLOCK;
  const first = Math.floor(messages.stream.since(Math.max(from, messages.stream.start)) / block);
  for (let number = first; messages.stream.at(number * block) < to; number++) {
    const drafts = messages.threads.ofKind('draft', number).sort((a, b) => a - b);
    for (const draft of drafts) {
      const message = messages.shownAt(draft * MESSAGES_A_THREAD);
      const plan = message && messages.publication(message);
      if (!plan || plan.scheduled !== scheduled) continue;
      const versions = messages.versions(message, window.now);
      const version = versions.find((each) => each.at === plan.at);
      if (version && plan.at >= window.from && plan.at < window.to)
        yield { message, version, latest: version === versions.at(-1) };
    }
  }
}

function* changedIn(messages: Messages, window: Window, wanted?: Wanted): Generator<DatedVersion> {
  for (const { target, at } of messages.edits.within(window)) {
    const message = target < 0 || (wanted && !wanted(target)) ? undefined : messages.shownAt(target);
    if (!message) continue;
    const versions = messages.versions(message, window.now);
    const version = versions.find((each) => each.number > 0 && each.at === at);
    if (version) yield { message, version, latest: version === versions.at(-1) };
  }
}

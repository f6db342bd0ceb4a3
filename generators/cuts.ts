import type { Cuts, Window } from './contract.ts';
import type { Facts } from './facts.ts';
import type { NetworkKey } from './models.ts';

/**
 * The number of messages for a part of each file that is cut, so that a part has some megabytes and takes
 * some hundredths of a second. These files have nearly all bytes of an export, and their rows are events in
 * order of time: neighbouring windows have exactly the rows of the whole.
 */
const MESSAGES_A_PART: Readonly<Partial<Record<NetworkKey, number>>> = {
  Messages: 3072,
  MessageVersions: 3072,
  LikedMessageHistory: 8192,
};

/**
 * The instants that cut a window into parts; each is computed when it is asked for. Undefined for files that
 * are never cut.
 */
export function cutsOf({ messages, startsAt }: Facts, key: NetworkKey, window: Window): Cuts | undefined {
  const step = MESSAGES_A_PART[key];
  if (step === undefined) return undefined;
  if (window.to <= window.from) return { count: 0, at: () => Number.NaN };
  const { stream } = messages;
  const first = stream.since(Math.max(window.from, startsAt));
  const all = stream.since(window.to) - first;
  // The last part has from half to one and a half times as many messages as the others.
  const count = Math.max(0, Math.round(all / step) - 1);
  return { count, at: (index) => stream.at(first + (index + 1) * step) };
}

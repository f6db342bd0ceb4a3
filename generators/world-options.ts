import { DAY } from './calendar.ts';
import type { IdStyle, WorldOptions } from './contract.ts';
import { SMALL_LIMITS } from './ids.ts';
import { type SizeName, sizes, startOf } from './sizes.ts';

/** What a person may say about a world; everything left out has a default. */
export type WorldInput = { readonly [K in keyof WorldOptions]?: WorldOptions[K] | undefined };

const DEFAULT_SEED = '1';
const DEFAULT_SIZE: SizeName = 'small';
const DEFAULT_EXTERNAL_NETWORKS = 2;
const DEFAULT_ATTACHMENT_BYTES = 8 * 1024;
const ID_STYLES: readonly IdStyle[] = ['current', 'small', 'large'];

/** What each number may be. The reasons are in the columns: the smallest network that has one of everything, what 32-bit ordinals and ids can hold, what a test machine has room for. */
const BOUNDS = {
  users: [16, 2_000_000],
  messagesPerDay: [3, 1_000_000],
  externalNetworks: [0, 15],
  attachmentBytes: [0, 4_000_000_000],
} as const satisfies Readonly<Partial<Record<keyof WorldOptions, readonly [number, number]>>>;

/** Ordinals of messages are 32 bits. */
const MESSAGES_AT_MOST = 4_000_000_000;
/** Room that ids of ten digits must leave for the clock to move on. */
const YEARS_AHEAD = 5;
/** Ids hold the time and have sixteen digits from here on. */
const EARLIEST_START = Date.UTC(2001, 0, 1);
const LATEST_START = Date.UTC(2200, 0, 1);

/** Something was said about a world that cannot be. The message says what was expected, what came and what to do. */
export class WorldOptionsError extends Error {
  override name = 'WorldOptionsError';
}

/**
 * Completes what a person said about a world.
 * @param now the clock, Unix milliseconds: sizes begin so many months before it.
 * @throws WorldOptionsError for anything out of bounds.
 */
export function worldOptions(input: WorldInput, now: number): WorldOptions {
  const name = input.size ?? DEFAULT_SIZE;
  const explicit =
    input.users !== undefined || input.messagesPerDay !== undefined || input.start !== undefined;
  const size = sizeOf(name);
  const options: WorldOptions = {
    seed: input.seed ?? DEFAULT_SEED,
    size: explicit ? 'custom' : name,
    users: input.users ?? size.users,
    messagesPerDay: input.messagesPerDay ?? size.messagesPerDay,
    start: input.start ?? startOf(size, now),
    externalNetworks: input.externalNetworks ?? DEFAULT_EXTERNAL_NETWORKS,
    ids: input.ids ?? 'current',
    attachmentBytes: input.attachmentBytes ?? DEFAULT_ATTACHMENT_BYTES,
  };
  check(options, now);
  return options;
}

/** What came, in a few characters, whatever it is. */
function cameAs(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'a Date that is none' : value.toISOString();
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}

function sizeOf(name: string) {
  if (!Object.hasOwn(sizes, name)) {
    throw new WorldOptionsError(
      `size: expected one of ${Object.keys(sizes).join(', ')}, got ${cameAs(name)}.`,
    );
  }
  return sizes[name as SizeName];
}

function check(options: WorldOptions, now: number): void {
  for (const [name, [least, most]] of Object.entries(BOUNDS)) {
    const value = options[name as keyof typeof BOUNDS];
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      throw new WorldOptionsError(
        `${name}: expected a whole number from ${least} to ${most}, got ${cameAs(value)}.`,
      );
    }
  }
  const { start, ids, messagesPerDay } = options;
  if (!(start >= EARLIEST_START && start <= LATEST_START) || start % DAY !== 0) {
    throw new WorldOptionsError(
      `start: expected a day from 2001-01-01 to 2200-01-01, as 2024-01-01, got ${Number.isFinite(start) ? new Date(start).toISOString() : cameAs(start)}.`,
    );
  }
  if (!ID_STYLES.includes(ids)) {
    throw new WorldOptionsError(`ids: expected one of ${ID_STYLES.join(', ')}, got ${cameAs(ids)}.`);
  }
  const messages = ((Math.max(now, start) - start) / DAY + YEARS_AHEAD * 365) * messagesPerDay;
  if (messages > MESSAGES_AT_MOST) {
    throw new WorldOptionsError(
      `messagesPerDay: a network can hold ${MESSAGES_AT_MOST} messages within ${YEARS_AHEAD} years from now; this one would hold ${Math.round(messages)}. Lower it or start later.`,
    );
  }
  if (ids === 'small' && messages > SMALL_LIMITS.messages) {
    throw new WorldOptionsError(
      `ids: ten digits number ${SMALL_LIMITS.messages} messages; this network would hold ${Math.round(messages)} within ${YEARS_AHEAD} years. Take a smaller size, or ids of the style "current".`,
    );
  }
}

import { DAY_MS, SECOND_MS } from '../schemas/durations.ts';
import { cameAs } from '../schemas/text.ts';

import type { IdStyle, WorldOptions } from './contract.ts';
import { SMALL_LIMITS } from './ids.ts';
import { type SizeName, sizes, startOf } from './sizes.ts';

/** The options of a world as a person gives them; everything left out has a default. */
export type WorldInput = { readonly [K in keyof WorldOptions]?: WorldOptions[K] | undefined };

const DEFAULT_SEED = '1';
const DEFAULT_SIZE: SizeName = 'small';
const DEFAULT_EXTERNAL_NETWORKS = 2;
const DEFAULT_ATTACHMENT_BYTES = 8 * 1024;
const ID_STYLES: readonly IdStyle[] = ['current', 'small', 'large'];

/**
 * The bounds of each number. The reasons are in the columns: the smallest network that has one of everything,
 * the limits of 32-bit ordinals and ids, and the capacity of a test machine.
 */
export const worldBounds = {
  users: [16, 2_000_000],
  messagesPerDay: [3, 1_000_000],
  externalNetworks: [0, 15],
  attachmentBytes: [0, 4_000_000_000],
} as const satisfies Readonly<Partial<Record<keyof WorldOptions, readonly [number, number]>>>;

/** The maximum number of messages: ordinals are 32 bits. */
const MESSAGES_AT_MOST = 4_000_000_000;
/** The number of years that ids of ten digits must leave for the clock to move on. */
const YEARS_AHEAD = 5;
/** The earliest start: from here on, ids hold the time and have sixteen digits. */
const EARLIEST_START = Date.UTC(2001, 0, 1);
const LATEST_START = Date.UTC(2200, 0, 1);

/**
 * The options of a world are not valid. The message states what was expected, what was given and what to do.
 */
export class WorldOptionsError extends Error {
  override name = 'WorldOptionsError';
}

/**
 * Completes the options of a world.
 * @param now the clock, Unix milliseconds: the age of a size counts back from it.
 * @throws WorldOptionsError for anything out of bounds.
 */
export function worldOptions(input: WorldInput, now: number): WorldOptions {
  if (typeof input !== 'object' || input === null)
    throw new WorldOptionsError(`expected an object with options, got ${cameAs(input)}.`);
  if (!Number.isFinite(now))
    throw new WorldOptionsError(`now: expected Unix milliseconds, got ${cameAs(now)}.`);
  const name = or(input.size, DEFAULT_SIZE);
  const explicit =
    input.users !== undefined || input.messagesPerDay !== undefined || input.start !== undefined;
  const size = sizeOf(name);
  const options: WorldOptions = {
    seed: String(or(input.seed, DEFAULT_SEED)),
    size: explicit ? 'custom' : name,
    users: or(input.users, size.users),
    messagesPerDay: or(input.messagesPerDay, size.messagesPerDay),
    start: or(input.start, startOf(size, now)),
    externalNetworks: or(input.externalNetworks, DEFAULT_EXTERNAL_NETWORKS),
    ids: or(input.ids, 'current'),
    attachmentBytes: or(input.attachmentBytes, DEFAULT_ATTACHMENT_BYTES),
  };
  check(options, now);
  return options;
}

/** The given value or the default; null counts as given, and is rejected. */
function or<T>(given: T | undefined, otherwise: T): T {
  return given === undefined ? otherwise : given;
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
  for (const [name, [least, most]] of Object.entries(worldBounds)) {
    const value = options[name as keyof typeof worldBounds];
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      throw new WorldOptionsError(
        `${name}: expected a whole number from ${least} to ${most}, got ${cameAs(value)}.`,
      );
    }
  }
  const { start, ids, messagesPerDay } = options;
  if (!(start >= EARLIEST_START && start <= LATEST_START) || start % SECOND_MS !== 0) {
    throw new WorldOptionsError(
      `start: expected a day from 2001-01-01 to 2200-01-01 such as 2024-01-01, or a whole second, got ${Number.isFinite(start) ? new Date(start).toISOString() : cameAs(start)}.`,
    );
  }
  if (!ID_STYLES.includes(ids)) {
    throw new WorldOptionsError(`ids: expected one of ${ID_STYLES.join(', ')}, got ${cameAs(ids)}.`);
  }
  const messages = ((Math.max(now, start) - start) / DAY_MS + YEARS_AHEAD * 365) * messagesPerDay;
  if (messages > MESSAGES_AT_MOST) {
    throw new WorldOptionsError(
      `messagesPerDay: expected at most ${MESSAGES_AT_MOST} messages until ${YEARS_AHEAD} years from now, got ${Math.round(messages)}. Lower it, or start later.`,
    );
  }
  if (ids === 'small' && options.users > SMALL_LIMITS.others) {
    throw new WorldOptionsError(
      `ids: expected at most ${SMALL_LIMITS.others} users for ids of ten digits, got ${options.users}. Use the ids "current".`,
    );
  }
  if (ids === 'small' && messages > SMALL_LIMITS.messages) {
    throw new WorldOptionsError(
      `ids: expected at most ${SMALL_LIMITS.messages} messages until ${YEARS_AHEAD} years from now for ids of ten digits, got ${Math.round(messages)}. Use a smaller size, or the ids "current".`,
    );
  }
}

import type { Network, Window, World } from '../../../generators/index.ts';
import { type Mistake, pointer, shown } from '../../../schemas/index.ts';
import { nearest } from '../../../schemas/text.ts';
import { parseInstant } from '../../request/instant.ts';
import type { Session } from '../../sessions/index.ts';
import { performance } from '../../util/timers.ts';
import { type Call, refuseMistakes, sessionOf } from '../call.ts';

/** A call about the data of a session. */
export interface DataCall {
  readonly session: Session;
  readonly world: World;
  /** The network that `network` names; the home network without it. */
  readonly network: Network;
  /** The clock of the session, Unix milliseconds. */
  readonly now: number;
  readonly pace: Pace;
}

/** Shares the thread with the other requests, and ends the work when the client has left. */
export class Pace {
  readonly #scheduler: Session['context']['scheduler'];
  readonly #signal: AbortSignal;
  #steps = 0;

  constructor(session: Session, signal: AbortSignal) {
    this.#scheduler = session.context.scheduler;
    this.#signal = signal;
  }

  /** Takes a break if one is due. Call it for every row. */
  step(): Promise<void> | undefined {
    this.#steps += 1;
    return this.#steps % ROWS_A_SLICE === 0 ? this.#break() : undefined;
  }

  async #break(): Promise<void> {
    await this.#scheduler.yieldIfDue();
    this.#signal.throwIfAborted();
  }
}

/** The time that a call spends on one file, milliseconds: some rare rows are far apart in a long window. */
export const MOST_MS = 1500;

/** Ends the look at one file after a number of rows, or after a time. */
export class LookLimit {
  readonly #most: number;
  readonly #until: number;
  /** The number of rows so far. */
  rows = 0;

  constructor(most: number, ms = MOST_MS) {
    this.#most = most;
    this.#until = performance.now() + ms;
  }

  /** Tells whether another row may be looked at, and counts it. */
  next(): boolean {
    if (this.rows === this.#most || performance.now() > this.#until) return false;
    this.rows += 1;
    return true;
  }
}

/** The number of rows between two looks at the scheduler; a row takes up to 30 µs. */
const ROWS_A_SLICE = 32;

/** Opens a call about the data of the session in the path. */
export async function dataCall(
  call: Call,
  { network }: { readonly network?: string } = {},
): Promise<DataCall> {
  const session = sessionOf(call);
  const world = await session.context.world();
  return {
    session,
    world,
    network: networkOf(world, network),
    now: session.clock.now(),
    pace: new Pace(session, call.signal),
  };
}

function networkOf({ networks }: World, name: string | undefined): Network {
  if (name === undefined) return networks[0];
  const found = networks.find(({ id, permalink }) => id === name || permalink === name);
  if (found === undefined) {
    const known = networks.map(({ permalink }) => permalink).join(', ');
    refuseMistakes([{ path: '/network', text: `expected an id, or one of ${known}, got ${shown(name)}.` }]);
  }
  return found ?? networks[0];
}

/**
 * Reads the parameters of a query.
 *
 * @param known The names that the call has.
 * @throws {ControlError} for an unknown parameter, and for one that comes twice.
 */
export function valuesOf<N extends string>(
  call: Call,
  known: readonly N[],
): Readonly<Partial<Record<N, string>>> {
  refuseUnknown(call, known);
  const entries = Array.from(call.query.values, ([name, [first = '', ...more]]) => {
    const text = `expected one value, got ${more.length + 1}.`;
    if (more.length > 0) refuseMistakes([{ path: pointer('', name), text }]);
    return [name, first] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== '')) as Partial<Record<N, string>>;
}

/** @throws {ControlError} for an unknown parameter. */
export function refuseUnknown({ query }: Call, known: readonly string[]): void {
  const mistakes: Mistake[] = [];
  for (const name of query.values.keys()) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const advice = near === undefined ? '' : ` Did you mean ${near}?`;
    const text = `expected ${namesOf(known)}, got another name.${advice}`;
    mistakes.push({ path: pointer('', name), text });
  }
  refuseMistakes(mistakes);
}

function namesOf(known: readonly string[]): string {
  return known.length === 0 ? 'no parameter' : `one of ${known.join(', ')}`;
}

/** Reads a whole number from 0 to `most`. */
export function numberOf(name: string, text: string | undefined, usual: number, most: number): number {
  if (text === undefined) return usual;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= most))
    refuseMistakes([
      { path: `/${name}`, text: `expected a whole number from 0 to ${most}, got ${shown(text)}.` },
    ]);
  return number;
}

/** Reads an instant, Unix milliseconds. */
export function instantOf(name: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  const instant = parseInstant(text, 'Z');
  if (instant === undefined)
    refuseMistakes([
      { path: `/${name}`, text: `expected a date such as 2024-06-30T12:00:00Z, got ${shown(text)}.` },
    ]);
  return instant?.at ?? usual;
}

/** The names of the parameters of a window. */
export const windowNames = ['since', 'until'] as const;

/** Reads a window: by default everything until now. `until` is exclusive here. */
export function windowOf(
  { since, until }: { readonly since?: string; readonly until?: string },
  { network, now }: DataCall,
): Window {
  const from = instantOf('since', since, network.createdAt);
  const to = Math.min(instantOf('until', until, now) + 1, now + 1);
  return { from: Math.min(from, to), to, now };
}

/** The JSON form of a window. */
export function windowJson({ from, to }: Window): object {
  return { since: new Date(from).toISOString(), until: new Date(to - 1).toISOString() };
}

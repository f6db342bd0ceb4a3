import { type JsonSchema, type Mistake, pointer, shown } from '../../schemas/index.ts';
import { cameAs } from '../../schemas/text.ts';
import { readInstant } from '../request/instant.ts';
import { CLOCK_RANGE, type SessionClock } from '../sessions/index.ts';
import { type Handler, sessionOf, wrong } from './call.ts';

/** The JSON form of a clock. */
export function clockJson(clock: Pick<SessionClock, 'now' | 'fixed'>): object {
  return { now: new Date(clock.now()).toISOString(), fixed: clock.fixed };
}

/** Shows the clock of a session. */
export const showClock: Handler = (call) => ({ status: 200, body: clockJson(sessionOf(call).clock) });

/** Sets or advances the clock of a session. */
export const moveClock: Handler = (call) => {
  const { clock } = sessionOf(call);
  const move = moveOf(call.body);
  if ('text' in move) throw wrong([move]);
  try {
    if (move.set !== undefined) clock.set(move.set);
    else clock.advance(move.advance);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw wrong([{ path: move.set === undefined ? '/advance_ms' : '/set', text: error.message }]);
  }
  return { status: 200, body: clockJson(clock) };
};

type Move = { readonly set: number } | { readonly set?: undefined; readonly advance: number };

/** The changes of a clock. A body names exactly one of them. */
const moves = {
  set: {
    description: 'The instant at which the clock stops: ISO 8601, or Unix milliseconds.',
    type: ['string', 'number'],
    read: (value: unknown): Move | undefined => {
      const at = readInstant(value);
      return at === undefined ? undefined : { set: at };
    },
    expected: (value: unknown) => `expected ${CLOCK_RANGE}, got ${cameAs(value)}.`,
  },
  advance_ms: {
    description: 'Milliseconds by which the clock moves, back if negative. A fixed clock stays fixed.',
    type: 'integer',
    read: (value: unknown): Move | undefined =>
      Number.isSafeInteger(value) ? { advance: value as number } : undefined,
    expected: (value: unknown) => `expected a whole number of milliseconds, got ${shown(value)}.`,
  },
} as const;

/** The JSON Schema of the body that moves a clock. */
export const clockMoveSchema: JsonSchema = {
  description: `A change of a clock. The result must be ${CLOCK_RANGE}.`,
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(moves).map(([name, { description, type }]) => [name, { description, type }]),
  ),
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
};

function moveOf(body: unknown): Move | Mistake {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const [[name, value] = ['', undefined]] = entries;
  if (entries.length !== 1 || !Object.hasOwn(moves, name)) {
    const text = `expected {"set": "2024-06-30T12:00:00Z"} or {"advance_ms": 60000}, got ${shown(body)}.`;
    return { path: '', text };
  }
  const { read, expected } = moves[name as keyof typeof moves];
  return read(value) ?? { path: pointer('', name), text: expected(value) };
}

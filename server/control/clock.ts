import { type Mistake, shown } from '../../schemas/index.ts';
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

function moveOf(body: unknown): Move | Mistake {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const [[name, value] = ['', undefined]] = entries;
  if (entries.length !== 1 || (name !== 'set' && name !== 'advance_ms')) {
    const text = `expected {"set": "2024-06-30T12:00:00Z"} or {"advance_ms": 60000}, got ${shown(body)}.`;
    return { path: '', text };
  }
  if (name === 'set') {
    const at = readInstant(value);
    if (at !== undefined) return { set: at };
    return { path: '/set', text: `expected ${CLOCK_RANGE}, got ${cameAs(value)}.` };
  }
  if (Number.isSafeInteger(value)) return { advance: value as number };
  return { path: '/advance_ms', text: `expected a whole number of milliseconds, got ${shown(value)}.` };
}

import type { World } from '../../generators/index.ts';
import { DAY_MS } from '../../schemas/durations.ts';
import type { Context } from '../export/context.ts';
import type { TimeStep } from '../scenarios/steps/time.ts';
import type { Session } from '../sessions/index.ts';

/** The session's context for a request, with the clock, the ids and the end of windows that the steps set. */
export async function contextAt(
  session: Session,
  steps: readonly TimeStep[],
  number: number,
): Promise<Context> {
  let { context } = session;
  for (const step of steps) {
    if (step.do === 'ids') context = withIds(context, step.style);
    else if (step.do === 'clock') context = await withClock(context, step, number);
    else context = { ...context, untilAtMidnight: true };
  }
  return context;
}

function withIds(context: Context, ids: World['options']['ids']): Context {
  return { ...context, world: () => context.otherWorld({ ids }, context.clock.now()) };
}

async function withClock(
  context: Context,
  { set, offsetMs = 0, advanceMs = 0, onMessage = false }: Extract<TimeStep, { do: 'clock' }>,
  number: number,
): Promise<Context> {
  const begins = set === undefined ? context.clock.now() : Date.parse(set);
  const moved = begins + offsetMs + advanceMs * (number - 1);
  const world = set === undefined ? context.world : () => context.otherWorld({}, begins);
  const now = onMessage ? latestMessage(await world(), moved) : moved;
  return { ...context, clock: { now: () => now, fixed: true }, world };
}

/**
 * The time of the latest message of the home network in the seven days before `now`; `now` itself when there
 * is none.
 */
function latestMessage({ networks: [home] }: World, now: number): number {
  let latest = now;
  for (let days = 1; days <= 7 && latest === now; days++) {
    const from = now - days * DAY_MS;
    for (const { created_at } of home.rows('MessageVersions', { from, to: now, now })) {
      latest = Date.parse(String(created_at));
    }
  }
  return latest;
}

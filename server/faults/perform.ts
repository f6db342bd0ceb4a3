import type { FastifyReply, FastifyRequest } from 'fastify';
import { resolveNetworkModel, resolveUserModel } from '../../schemas/index.ts';
import { openPlan } from '../export/open-plan.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { lastValueOf, type Query, valuesOf } from '../http/query.ts';
import { refuse } from '../http/responses.ts';
import { useClock } from '../http/session-response.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import { parseInstant } from '../request/instant.ts';
import { rateLimited } from '../request/rate-limit.ts';
import { type MatchContext, type OwnScenario, stepsFor } from '../scenarios/index.ts';
import type { Progress, Session } from '../sessions/index.ts';
import { performance } from '../util/timers.ts';
import { answerBy } from './answers.ts';
import { deliver } from './deliver.ts';
import { sampleOf } from './sample.ts';
import { stepPlanOf } from './step-plan.ts';
import { contextAt } from './time.ts';

/** A request that a scenario holds for. */
export interface ScenarioRequest {
  readonly session: Session;
  readonly scenario: OwnScenario;
  /** What the scenario was chosen by; everything chosen by the same has the same numbers. */
  readonly chosenBy: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly recording: ExchangeRecord;
  readonly query: Query;
  /** The user to export; undefined for the network. */
  readonly userId: string | undefined;
}

/** Answers as a scenario says. */
export async function perform(performance: ScenarioRequest): Promise<void> {
  const { session, scenario, chosenBy, request, reply, recording, query, userId } = performance;
  const progress = session.progress(chosenBy);
  if (tooEarly(progress, reply, session.clock.now())) return;
  const count = progress.count + 1;
  const number = ((count - 1) % (scenario.cycle ?? Number.POSITIVE_INFINITY)) + 1;
  const occasion = occasionOf(performance, { number, count });
  const act = stepPlanOf(stepsFor(scenario.rules, occasion));
  const context = await contextAt(session, act.time, number);
  const plan = await openPlan(context, { admin: true }, { userId, query });
  // What no answer could be right for uses nothing up, and neither does whoever takes no body.
  if (!(plan instanceof ErrorResponse) && request.method !== 'HEAD' && !request.raw.destroyed)
    progress.count = count;
  recording.scenario = { name: scenario.name, number };
  const assumptions = await session.context.assumptions();
  const { operation } = occasion;
  const scene = { session, chosenBy, request, reply, recording, progress, operation, assumptions };
  if (await answerBy(act.answer, scene)) return;
  useClock(reply.raw, context.clock.now);
  if (plan instanceof ErrorResponse) {
    recording.hint = plan.hint;
    refuse(reply, plan);
    return;
  }
  giveBackIfLeft(reply, progress, recording);
  for (const step of act.time) recording.fire(step);
  recording.plan(plan);
  await deliver({
    plan,
    act,
    context,
    assumptions,
    timeScale: session.timeScale,
    now: session.clock.now(),
    request,
    response: reply.hijack().raw,
    recording,
  });
}

/** A client that leaves before anything was sent has met nothing: the next request has its number. */
function giveBackIfLeft({ raw }: FastifyReply, progress: Progress, recording: ExchangeRecord): void {
  const { count } = progress;
  raw.once('close', () => {
    const metNothing = !raw.headersSent && !recording.isCut;
    if (metNothing && progress.count === count) progress.count -= 1;
  });
}

/** Refuses whoever comes back while the limit still holds. */
function tooEarly({ closedUntil }: Progress, reply: FastifyReply, now: number): boolean {
  const early = closedUntil - performance.now();
  if (early <= 0) return false;
  refuse(reply, rateLimited(early, 'seconds', now));
  return true;
}

function occasionOf(
  { session, query, userId, chosenBy }: ScenarioRequest,
  { number, count }: { readonly number: number; readonly count: number },
): MatchContext {
  const { profile } = session.context;
  const operation = userId === undefined ? 'network' : 'user';
  const resolve = (name: string) =>
    operation === 'user' ? resolveUserModel(name) : resolveNetworkModel(profile, name);
  const asked = valuesOf(query, 'model').map(resolve);
  const since = parseInstant(lastValueOf(query, 'since') ?? '')?.at;
  const until = parseInstant(lastValueOf(query, 'until') ?? '')?.at;
  return {
    number,
    operation,
    asksFor: (model) => asked.length === 0 || asked.includes(resolve(model)),
    user: userId,
    window: since === undefined ? undefined : { from: since, to: (until ?? session.clock.now()) + 1 },
    lot: sampleOf(chosenBy, count),
  };
}

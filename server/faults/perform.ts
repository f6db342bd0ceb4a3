import type { FastifyReply, FastifyRequest } from 'fastify';
import { resolveNetworkModel, resolveUserModel } from '../../schemas/index.ts';
import { openPlan } from '../export/open-plan.ts';
import { verifiedAdmin } from '../http/auth.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { lastValueOf, type Query, valuesOf } from '../http/query.ts';
import { refuse } from '../http/responses.ts';
import { useClock } from '../http/session-response.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import { parseInstant } from '../request/instant.ts';
import { rateLimited } from '../request/rate-limit.ts';
import { type MatchContext, type OwnScenario, sampleOf, stepsFor } from '../scenarios/index.ts';
import type { Progress, Session } from '../sessions/index.ts';
import { performance } from '../util/timers.ts';
import { answerBy } from './answers.ts';
import { deliver } from './deliver.ts';
import { stepPlanOf } from './step-plan.ts';
import { contextAt } from './time.ts';

/** A request that a scenario applies to. Its token is accepted already. */
export interface ScenarioRequest {
  readonly session: Session;
  readonly scenario: OwnScenario;
  /** The token or session that selected the scenario; requests with the same value share one numbering. */
  readonly chosenBy: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly record: ExchangeRecord;
  readonly query: Query;
  /** The user to export; undefined for the network. */
  readonly userId: string | undefined;
}

/** Answers the request according to the scenario. */
export async function perform(input: ScenarioRequest): Promise<void> {
  const { session, scenario, chosenBy, request, reply, record, userId } = input;
  const progress = session.progress(chosenBy);
  if (tooEarly(progress, reply, session.clock.now())) return;
  const { number, count, isUsed, stepPlan, context, plan } = await numbered(input, progress);
  record.scenario = { name: scenario.name, number };
  const assumptions = await session.context.assumptions();
  const operation = userId === undefined ? ('network' as const) : ('user' as const);
  const stepContext = { session, chosenBy, request, reply, record, progress, operation, assumptions };
  if (await answerBy(stepPlan.answer, stepContext)) return;
  useClock(reply.raw, context.clock.now);
  if (plan instanceof ErrorResponse) {
    record.hint = plan.hint;
    refuse(reply, plan);
    return;
  }
  if (isUsed) restoreCountIfUnsent(reply, count, progress, record);
  for (const step of stepPlan.time) record.fire(step);
  record.plan(plan);
  await deliver({
    plan,
    stepPlan,
    context,
    assumptions,
    timeScale: session.timeScale,
    now: session.clock.now(),
    request,
    response: reply.hijack().raw,
    record,
  });
}

/** Takes the number of a request, and plans its response. */
async function numbered(input: ScenarioRequest, progress: Progress) {
  const { session, scenario, request, query, userId } = input;
  using _turn = await progress.turn();
  const count = progress.count + 1;
  const number = ((count - 1) % (scenario.cycle ?? Number.POSITIVE_INFINITY)) + 1;
  const matchContext = matchContextOf(input, { number, count });
  const stepPlan = stepPlanOf(stepsFor(scenario.rules, matchContext));
  const context = await contextAt(session, stepPlan.time, number);
  const plan = await openPlan(context, verifiedAdmin, {
    userId,
    query,
    base: baseUrlOf(request.raw, session),
  });
  // An invalid request uses no number, and neither does a HEAD, unless a step answers it with a status.
  const meets = request.method !== 'HEAD' || stepPlan.answer.length > 0;
  const isUsed = !(plan instanceof ErrorResponse) && meets && !request.raw.destroyed;
  if (isUsed) progress.count = count;
  return { number, count, isUsed, stepPlan, context, plan };
}

/**
 * A client that disconnects before any byte was sent has used no number: the next request gets its number.
 */
function restoreCountIfUnsent(
  { raw }: FastifyReply,
  count: number,
  progress: Progress,
  record: ExchangeRecord,
): void {
  raw.once('close', () => {
    const sentNothing = !raw.headersSent && !record.isCut;
    if (sentNothing && progress.count === count) progress.count -= 1;
  });
}

/** Answers 429 while the rate limit still applies. */
export function tooEarly({ closedUntil }: Progress, reply: FastifyReply, now: number): boolean {
  const early = closedUntil - performance.now();
  if (early <= 0) return false;
  refuse(reply, rateLimited(early, 'seconds', now));
  return true;
}

function matchContextOf(
  { session, query, userId, chosenBy }: ScenarioRequest,
  { number, count }: { readonly number: number; readonly count: number },
): MatchContext {
  const { profile } = session.context;
  const operation = userId === undefined ? ('network' as const) : ('user' as const);
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
    sample: sampleOf(chosenBy, count),
  };
}

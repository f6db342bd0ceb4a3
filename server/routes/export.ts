import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../export/context.ts';
import { exportHead } from '../export/headers.ts';
import { exportBytes, openPlan } from '../export/open-plan.ts';
import type { ExportPlan } from '../export/plan.ts';
import { Tally } from '../export/text-members.ts';
import { abortOnClientClose } from '../http/abort-on-close.ts';
import { type Principal, principalOf } from '../http/auth.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { pathOf } from '../http/path.ts';
import { lastValueOf, parseQuery, type Query, rawQuery } from '../http/query.ts';
import { refuse } from '../http/responses.ts';
import { send } from '../http/send.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import { errorResponses } from '../request/errors.ts';
import { rateLimited } from '../request/rate-limit.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';
import { once } from '../util/once.ts';

/** Scenarios are loaded with the first request that one holds for. */
const stage = once(() => import('../faults/index.ts'));

/** A request for an export. */
export interface ExportRequest {
  readonly sessions: Sessions;
  readonly session: Session;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Whatever stands in the place of the user's id; undefined for the network. */
  readonly userId?: string | undefined;
}

/** Answers `GET /api/v1/export` and `GET /api/v1/export/users/{user_id}`. */
export async function handleExport(asking: ExportRequest): Promise<FastifyReply> {
  const { session, request, reply, userId } = asking;
  const recording = session.journal.open(request.raw, reply.raw);
  const asked = await read(session, request, recording);
  if (asked instanceof ErrorResponse) return refused(asked, reply, recording);
  const { principal, query } = asked;
  const scenario = await scenarioOf(asking, principal);
  if (scenario instanceof ErrorResponse) return refused(scenario, reply, recording);
  if (scenario !== undefined) {
    const { perform } = await stage();
    await perform({ ...scenario, session, request, reply, recording, query, userId });
    return reply;
  }
  const { context } = session;
  const plan = await openPlan(context, principal, { userId, query });
  if (plan instanceof ErrorResponse) return refused(plan, reply, recording);
  recording.plan(plan);
  return answer(context, { request, reply, recording }, plan);
}

function refused(refusal: ErrorResponse, reply: FastifyReply, recording: ExchangeRecord): FastifyReply {
  recording.hint = refusal.hint;
  return refuse(reply, refusal);
}

interface Asked {
  readonly principal: Principal;
  readonly query: Query;
}

async function read(
  session: Session,
  request: FastifyRequest,
  recording: ExchangeRecord,
): Promise<Asked | ErrorResponse> {
  const assumptions = await session.context.assumptions();
  const target = request.raw.url ?? '';
  if (request.method === 'HEAD' && assumptions['head-requests'] === 'wrong-method') {
    return errorResponses.methodNotAllowed(request.method, pathOf(target), assumptions);
  }
  const query = parseQuery(rawQuery(target));
  const { authorization } = request.headers;
  const early = session.limiter?.ask(authorization ?? lastValueOf(query, 'access_token') ?? '') ?? 0;
  if (early > 0) return rateLimited(early, 'seconds', session.clock.now());
  const ticket = session.ticket(lastValueOf(query, 'redirected') ?? '');
  if (ticket === undefined) return { query, principal: principalOf(authorization, query, assumptions) };
  if (ticket.elsewhere && authorization !== undefined) {
    recording.remarks.push({
      id: 'token-on-another-host',
      text: 'the token was sent to the host that a redirect led to: send it to the host it is for only.',
    });
  }
  return { query, principal: { admin: true, chosen: ticket.chosenBy } };
}

/** The scenario that holds for the request, and what it was chosen by: the token's before the session's. A name that nobody knows makes the token one that nobody knows. */
async function scenarioOf(
  { sessions, session, userId }: ExportRequest,
  principal: Principal,
): Promise<{ readonly scenario: OwnScenario; readonly chosenBy: string } | ErrorResponse | undefined> {
  if (!principal.admin) return undefined;
  const { chosen } = principal;
  if (chosen === undefined || chosen === '' || chosen === session.key) {
    return session.scenario && { scenario: session.scenario, chosenBy: '' };
  }
  const name = chosen.split('~', 1)[0] ?? '';
  const scenario = await sessions.scenario(name, session);
  if (scenario !== undefined) return { scenario, chosenBy: chosen };
  return errorResponses.unknownScenario(
    name,
    await sessions.scenarioNames(session),
    userId === undefined ? 'network' : 'user',
  );
}

/** From here on the answer is written to the socket itself: the archive is bytes in a certain order, and what becomes of them is nobody else's business. */
async function answer(
  context: Context,
  {
    request,
    reply,
    recording,
  }: Pick<ExportRequest, 'request' | 'reply'> & { readonly recording: ExchangeRecord },
  plan: ExportPlan,
): Promise<FastifyReply> {
  const assumptions = await context.assumptions();
  const response = reply.hijack().raw;
  response.writeHead(200, exportHead(plan, assumptions));
  recording.answered();
  if (request.method === 'HEAD') {
    response.end();
    return reply;
  }
  await abortOnClientClose(response, context.report, (signal) =>
    send(exportBytes(plan, context, { tally: new Tally(), signal }), response),
  );
  return reply;
}

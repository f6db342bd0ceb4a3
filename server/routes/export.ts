import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../export/context.ts';
import { exportHead } from '../export/headers.ts';
import { openPlan, sharedPieces } from '../export/open-plan.ts';
import type { ExportPlan } from '../export/plan.ts';
import { abortOnClientClose } from '../http/abort-on-close.ts';
import { credentialOf, type Principal, verifiedAdmin } from '../http/auth.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { pathOf } from '../http/path.ts';
import { lastValueOf, parseQuery, type Query, rawQuery } from '../http/query.ts';
import { refuse } from '../http/responses.ts';
import { send } from '../http/send.ts';
import { ArchiveParts, type ExchangeRecord } from '../journal/index.ts';
import { errorResponses } from '../request/errors.ts';
import { rateLimited } from '../request/rate-limit.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';
import { once } from '../util/once.ts';
import { gather } from '../zip/index.ts';
import { ownerOf } from './owner.ts';

/** The module of scenarios is loaded with the first request that has one. */
const faults = once(() => import('../faults/index.ts'));

/** A request for an export. */
export interface ExportRequest {
  readonly sessions: Sessions;
  readonly session: Session;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The text in the place of the user id; `undefined` for the network export. */
  readonly userId?: string | undefined;
}

/** Answers `GET /api/v1/export` and `GET /api/v1/export/users/{user_id}`. */
export async function handleExport(call: ExportRequest): Promise<FastifyReply> {
  const { session, request, reply, userId } = call;
  const record = session.journal.open(request.raw, reply.raw);
  const asked = await read(session, request, record);
  if (asked instanceof ErrorResponse) return sendError(asked, reply, record);
  const { principal, query } = asked;
  const scenario = await scenarioOf(call, principal);
  if (scenario instanceof ErrorResponse) return sendError(scenario, reply, record);
  if (scenario !== undefined) {
    const { perform } = await faults();
    await perform({ ...scenario, session, request, reply, record, query, userId });
    return reply;
  }
  const { context } = session;
  const plan = await openPlan(context, principal, { userId, query, base: baseUrlOf(request.raw, session) });
  if (plan instanceof ErrorResponse) return sendError(plan, reply, record);
  record.plan(plan);
  return answer(context, { request, reply, record }, plan);
}

function sendError(error: ErrorResponse, reply: FastifyReply, record: ExchangeRecord): FastifyReply {
  record.hint = error.hint;
  return refuse(reply, error);
}

interface Asked {
  readonly principal: Principal;
  readonly query: Query;
}

/** The remarks on a token that followed a redirect. */
const MISPLACED = {
  host: {
    id: 'token-on-another-host',
    text: 'the token was sent to the target host of a redirect: send it only to the original host.',
  },
  port: {
    id: 'token-on-another-port',
    text: 'the token was sent to another port, the target of a redirect: another program may listen there.',
  },
} as const;

/** Reads the token and the query of a request; an error response for the rate limit. */
export async function read(
  session: Session,
  request: FastifyRequest,
  record: ExchangeRecord,
): Promise<Asked | ErrorResponse> {
  const assumptions = await session.context.assumptions();
  const target = request.raw.url ?? '';
  if (request.method === 'HEAD' && assumptions['head-requests'] === 'wrong-method') {
    return errorResponses.methodNotAllowed(request.method, pathOf(target), assumptions);
  }
  const query = parseQuery(rawQuery(target));
  const { authorization } = request.headers;
  const waitMs = session.limiter?.ask(authorization ?? lastValueOf(query, 'access_token') ?? '') ?? 0;
  if (waitMs > 0) return rateLimited(waitMs, 'seconds', session.clock.now());
  const ticket = session.ticket(lastValueOf(query, 'redirected') ?? '');
  if (ticket === undefined) {
    const credential = credentialOf(authorization, query, assumptions);
    const principal =
      'why' in credential
        ? { admin: false as const, ...credential }
        : await ownerOf(session, credential.token);
    return { query, principal };
  }
  const hasToken = authorization !== undefined || query.values.has('access_token');
  if (ticket.elsewhere !== undefined && hasToken) record.remarks.push(MISPLACED[ticket.elsewhere]);
  return { query, principal: { ...verifiedAdmin, chosen: ticket.chosenBy } };
}

/**
 * The scenario of the request and the way it was selected; the token's scenario comes before the session's. A
 * token with an unknown scenario is an unknown token.
 */
export async function scenarioOf(
  { sessions, session, userId }: Pick<ExportRequest, 'sessions' | 'session' | 'userId'>,
  principal: Principal,
): Promise<{ readonly scenario: OwnScenario; readonly chosenBy: string } | ErrorResponse | undefined> {
  if (!principal.admin || (userId === undefined && !principal.verified)) return undefined;
  const { chosen } = principal;
  const name = chosen?.split('~', 1)[0] ?? '';
  if (name === '' || chosen === session.key) {
    return (
      session.scenario && {
        scenario: session.scenario,
        chosenBy: numberedBy(session.scenario, '', principal),
      }
    );
  }
  const scenario = await sessions.scenario(name, session);
  if (scenario !== undefined) return { scenario, chosenBy: numberedBy(scenario, chosen ?? '', principal) };
  return errorResponses.unknownScenario(
    name,
    await sessions.scenarioNames(session),
    userId === undefined ? 'network' : 'user',
  );
}

/** The requests that share a numbering: those with the same selection, or with the same signed token. */
function numberedBy({ per }: OwnScenario, chosen: string, principal: Principal): string {
  const token = principal.admin ? principal.tokenId : undefined;
  return per === 'token' && token !== undefined ? `${chosen}~${token}` : chosen;
}

/**
 * Writes the export to the socket directly: the order of its bytes is fixed, and Fastify must not change
 * them.
 */
async function answer(
  context: Context,
  { request, reply, record }: Pick<ExportRequest, 'request' | 'reply'> & { readonly record: ExchangeRecord },
  plan: ExportPlan,
): Promise<FastifyReply> {
  const assumptions = await context.assumptions();
  const response = reply.hijack().raw;
  response.writeHead(200, exportHead(plan, assumptions));
  record.answered();
  if (request.method === 'HEAD') {
    response.end();
    return reply;
  }
  const archive = new ArchiveParts();
  record.archive = archive;
  await abortOnClientClose(response, context.report, (signal) =>
    send(gather(sharedPieces(plan, context, signal), archive.take), response),
  );
  return reply;
}

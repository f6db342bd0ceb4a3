import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './answer.ts';
import type { Context } from './context.ts';
import { exportBytes, openNetworkExport, openUserExport } from './export.ts';
import { pathOf } from './path.ts';
import type { ExportPlan } from './plan.ts';
import { type Principal, principalOf } from './principal.ts';
import { parseQuery, type Query, rawQuery } from './query.ts';
import { Refusal } from './refusal.ts';
import { refusals } from './refusals.ts';
import { send } from './send.ts';
import { Tally } from './summary.ts';

/** Answers `GET /api/v1/export`. */
export async function answerNetworkExport(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = await read(context, request);
  if (asked instanceof Refusal) return refuse(reply, asked);
  return answer(context, request, reply, await openNetworkExport(context, asked.principal, asked.query));
}

/** Answers `GET /api/v1/export/users/{user_id}`, whatever stands in the place of the id. */
export async function answerUserExport(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
): Promise<FastifyReply> {
  const asked = await read(context, request);
  if (asked instanceof Refusal) return refuse(reply, asked);
  const { principal, query } = asked;
  return answer(context, request, reply, await openUserExport(context, principal, { userId, query }));
}

interface Asked {
  readonly principal: Principal;
  readonly query: Query;
}

async function read(context: Context, request: FastifyRequest): Promise<Asked | Refusal> {
  const assumptions = await context.assumptions();
  const target = request.raw.url ?? '';
  if (request.method === 'HEAD' && assumptions['head-requests'] === 'wrong-method') {
    return refusals.wrongMethod(request.method, pathOf(target), assumptions);
  }
  const query = parseQuery(rawQuery(target));
  return { query, principal: principalOf(request.headers.authorization, query, assumptions) };
}

/** From here on the answer is written to the socket itself: the archive is bytes in a certain order, and what becomes of them is nobody else's business. */
async function answer(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  plan: ExportPlan | Refusal,
): Promise<FastifyReply> {
  if (plan instanceof Refusal) return refuse(reply, plan);
  const assumptions = await context.assumptions();
  const named = { 'Content-Disposition': `attachment; filename="export-${plan.now}.zip"` };
  const response = reply.hijack().raw;
  response.writeHead(200, {
    'Content-Type': 'application/zip',
    ...(assumptions['content-disposition'] === 'on' ? named : {}),
  });
  if (request.method === 'HEAD') {
    response.end();
    return reply;
  }
  await stream(context, plan, response);
  return reply;
}

async function stream(context: Context, plan: ExportPlan, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    await send(exportBytes(plan, context, { tally: new Tally(), signal: gone.signal }), response);
  } catch (error) {
    if (!response.destroyed) context.report(error);
    response.destroy();
  }
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { plain, refuse } from './answer.ts';
import { answerUserExport } from './answer-export.ts';
import type { Context } from './context.ts';
import { pathOf } from './path.ts';
import { printable } from './printable.ts';
import { refusals } from './refusals.ts';

const NETWORK_EXPORT = '/api/v1/export';
const USER_EXPORT = /^\/api\/v1\/export\/users\/([^/]+)$/;

/** Answers whatever no route takes: the wrong method, an id that cannot be decoded or is too long, another path. */
export async function answerStray(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = pathOf(request.raw.url ?? '');
  const userId = USER_EXPORT.exec(path)?.[1];
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (userId !== undefined && reading) return answerUserExport(context, request, reply, userId);
  if (path.startsWith('/api/') || path === '/api') {
    const assumptions = await context.assumptions();
    const exists = path === NETWORK_EXPORT || userId !== undefined;
    return refuse(
      reply,
      exists ? refusals.wrongMethod(request.method, path, assumptions) : refusals.noRoute(path, assumptions),
    );
  }
  return plain(reply, 404, `Nothing is at ${printable(path)}. Exports are at ${NETWORK_EXPORT}.`);
}

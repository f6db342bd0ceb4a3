import type { FastifyReply } from 'fastify';
import type { ErrorResponse } from './error-response.ts';

/**
 * Sends an error response. It writes to the socket directly: Fastify would add a charset to the type of a
 * JSON text, and would take twice as long.
 */
export function refuse(reply: FastifyReply, { status, headers, body }: ErrorResponse): FastifyReply {
  reply
    .hijack()
    .raw.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
    .end(reply.request.method === 'HEAD' ? '' : body);
  return reply;
}

/** Sends a plain text, for requests outside the API. */
export function plain(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${text}\n`);
}

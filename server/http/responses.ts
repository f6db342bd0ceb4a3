import type { FastifyReply } from 'fastify';
import type { ErrorResponse } from './error-response.ts';

/** Answers with a refusal. It is written to the socket itself: Fastify would add a charset to the type of a JSON text, and takes as long again. */
export function refuse(reply: FastifyReply, { status, headers, body }: ErrorResponse): FastifyReply {
  reply
    .hijack()
    .raw.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
    .end(reply.request.method === 'HEAD' ? '' : body);
  return reply;
}

/** Answers in words, for what is no part of the API. */
export function plain(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${text}\n`);
}

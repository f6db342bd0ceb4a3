import type { FastifyReply } from 'fastify';
import type { Refusal } from './refusal.ts';

/** Answers with a refusal. Its body goes as bytes, because Fastify adds a charset to the type of a JSON text. */
export function refuse(reply: FastifyReply, { status, headers, body }: Refusal): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .send(body === '' ? undefined : Buffer.from(body));
}

/** Answers in words, for what is no part of the API. */
export function plain(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${text}\n`);
}

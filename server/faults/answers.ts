import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Assumptions } from '../../schemas/index.ts';
import { resetConnection } from '../http/carrier.ts';
import { refuse } from '../http/responses.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import { errorResponses } from '../request/errors.ts';
import { rateLimited } from '../request/rate-limit.ts';
import type { AnswerStep } from '../scenarios/steps/answer.ts';
import type { Progress, Session } from '../sessions/index.ts';
import { performance } from '../util/timers.ts';
import { redirectTarget } from './redirect.ts';
import { pause } from './stall.ts';

/** The request and the state that an answer step uses. */
export interface StepContext {
  readonly session: Session;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly record: ExchangeRecord;
  readonly progress: Progress;
  /** The token or session that selected the scenario. */
  readonly chosenBy: string;
  readonly operation: 'network' | 'user' | 'files';
  readonly assumptions: Assumptions;
}

type Handler<S> = (step: S, context: StepContext) => void | Promise<void>;

/**
 * The implementation of each answer step. A step that hijacks or sends the reply has answered the request.
 */
const handlers: { readonly [K in AnswerStep['do']]: Handler<Extract<AnswerStep, { readonly do: K }>> } = {
  wait: ({ ms }, { session, reply }) => pause(ms / session.timeScale, reply.raw),

  answer: ({ status, reason, headers = {}, body = '' }, { reply }) => {
    const response = reply.hijack().raw;
    const framed = Object.keys(headers).some((name) => /^(content-length|transfer-encoding)$/i.test(name));
    const all = framed ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
    if (reason === undefined) response.writeHead(status, all);
    else response.writeHead(status, reason, all);
    response.end(reply.request.method === 'HEAD' ? '' : body);
  },

  refuse: ({ why }, { reply, operation, assumptions }) => {
    refuse(
      reply,
      operation === 'user'
        ? errorResponses.userAuthFailure(why)
        : errorResponses.networkAuthFailure(why, assumptions),
    );
  },

  'rate-limit': ({ seconds, retryAfter }, { session, reply, progress }) => {
    progress.closedUntil = performance.now() + seconds * 1000;
    refuse(reply, rateLimited(seconds * 1000, retryAfter, session.clock.now()));
  },

  redirect: async ({ to, status = 302 }, { session, chosenBy, request, reply }) => {
    const location = await redirectTarget(to, { session, chosenBy }, request);
    if (location === undefined) return;
    reply.hijack().raw.writeHead(status, { Location: location, 'Content-Length': '0' }).end();
  },

  'be-silent': async ({ ms }, { session, reply, record }) => {
    const response = reply.hijack().raw;
    await pause(ms / session.timeScale, response);
    hangUp(response, 'reset', record);
  },

  'hang-up': ({ how }, { reply, record }) => hangUp(reply.hijack().raw, how, record),

  'refuse-connections': (_, { reply, record }) => hangUp(reply.hijack().raw, 'reset', record),
};

function hangUp(response: ServerResponse, how: 'reset' | 'close', record: ExchangeRecord): void {
  const { socket } = response;
  if (socket === null || socket.destroyed) return;
  record.cut();
  if (how === 'reset') resetConnection(socket);
  else socket.end();
}

/**
 * Runs the steps in order until one answers the request.
 *
 * @returns true when a step has answered.
 */
export async function answerBy(steps: readonly AnswerStep[], context: StepContext): Promise<boolean> {
  for (const step of steps) {
    await (handlers[step.do] as Handler<AnswerStep>)(step, context);
    if (step.do !== 'redirect' || context.reply.sent) context.record.fire(step);
    if (context.reply.sent || context.reply.raw.destroyed) return true;
  }
  return false;
}

import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Assumptions } from '../../schemas/index.ts';
import { refuse } from '../http/responses.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import { errorResponses } from '../request/errors.ts';
import { rateLimited } from '../request/rate-limit.ts';
import type { AnswerStep } from '../scenarios/steps/answer.ts';
import type { Progress, Session } from '../sessions/index.ts';
import { performance } from '../util/timers.ts';
import { redirectTarget } from './redirect.ts';
import { pause } from './stall.ts';

/** What an answer step has to do with. */
export interface StepContext {
  readonly session: Session;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly recording: ExchangeRecord;
  readonly progress: Progress;
  /** What the scenario was chosen by. */
  readonly chosenBy: string;
  readonly operation: 'network' | 'user';
  readonly assumptions: Assumptions;
}

type Doing<S> = (step: S, scene: StepContext) => void | Promise<void>;

/** How each answer step is done. One that takes the reply has answered. */
const doings: { readonly [K in AnswerStep['do']]: Doing<Extract<AnswerStep, { readonly do: K }>> } = {
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

  redirect: ({ to, status = 302 }, { session, chosenBy, request, reply }) => {
    const location = redirectTarget(to, { session, chosenBy }, request);
    if (location === undefined) return;
    reply.hijack().raw.writeHead(status, { Location: location, 'Content-Length': '0' }).end();
  },

  'be-silent': async ({ ms }, { session, reply, recording }) => {
    const response = reply.hijack().raw;
    await pause(ms / session.timeScale, response);
    hangUp(response, 'reset', recording);
  },

  'hang-up': ({ how }, { reply, recording }) => hangUp(reply.hijack().raw, how, recording),

  'refuse-connections': (_, { reply, recording }) => hangUp(reply.hijack().raw, 'reset', recording),
};

function hangUp(response: ServerResponse, how: 'reset' | 'close', recording: ExchangeRecord): void {
  const { socket } = response;
  if (socket === null || socket.destroyed) return;
  recording.cut();
  if (how === 'reset') socket.resetAndDestroy();
  else socket.end();
}

/** Does the steps one after another, until one answers. True when one has. */
export async function answerBy(steps: readonly AnswerStep[], scene: StepContext): Promise<boolean> {
  for (const step of steps) {
    await (doings[step.do] as Doing<AnswerStep>)(step, scene);
    if (step.do !== 'redirect' || scene.reply.sent) scene.recording.fire(step);
    if (scene.reply.sent || scene.reply.raw.destroyed) return true;
  }
  return false;
}

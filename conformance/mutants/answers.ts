import { decideOnAnswer } from '../reference-client/decide-on-answer.ts';
import { Failure } from '../reference-client/failure.ts';
import { receive } from '../reference-client/receive.ts';
import { send } from '../reference-client/send.ts';
import type { Mutant } from './mutant.ts';

/** The number of requests of the mutant that does not wait. */
const STORM = 20;
/** Longer than any case. */
const NO_LIMIT_MS = 3_600_000;

/** The mutants that give up too early, come back too early, or wait for ever. */
export const answerMutants: readonly Mutant[] = [
  {
    name: 'one-shot',
    does: 'Never retries.',
    parts: {
      decideOnAnswer: (answer) => {
        const decision = decideOnAnswer(answer);
        return decision.next === 'retry' ? { ...decision, next: 'fail' } : decision;
      },
      send: (...given) => send(...given).catch(forGood),
      receive: (...given) => receive(...given).catch(forGood),
    },
    in: ['limits', 'windows'],
  },
  {
    name: 'stubborn',
    does: 'Retries after a permanent refusal.',
    parts: {
      decideOnAnswer: (answer) => {
        const decision = decideOnAnswer(answer);
        return decision.next === 'fail' ? { ...decision, next: 'retry' } : decision;
      },
    },
    in: ['access', 'errors'],
  },
  {
    name: 'impatient',
    does: 'Retries at once and ignores Retry-After.',
    parts: { retryDelay: () => 0 },
    in: ['limits', 'files.*-refused-once'],
  },
  {
    name: 'stormer',
    does: 'Retries without a pause and without a limit.',
    parts: {
      send: async (request, waiting) => {
        let answer = await send(request, waiting);
        for (let tries = 1; tries < STORM && answer.status >= 429; tries++) {
          answer = await send(request, waiting);
        }
        return answer;
      },
    },
    in: ['limits'],
  },
  {
    name: 'patient',
    does: 'Has no time limit for the response or for the rest of it.',
    parts: {
      send: (request, { limits, ...others }) =>
        send(request, {
          limits: { ...limits, connectMs: NO_LIMIT_MS, firstByteMs: NO_LIMIT_MS, stallMs: NO_LIMIT_MS },
          ...others,
        }),
      receive: (answer, file, { limits, ...others }) =>
        receive(answer, file, { limits: { ...limits, stallMs: NO_LIMIT_MS }, ...others }),
    },
    timeLimitSeconds: 5,
    in: ['download.silent-*', 'download.pauses'],
    processes: ['download'],
  },
];

function forGood(error: unknown): never {
  throw error instanceof Failure ? new Failure(error.message) : error;
}

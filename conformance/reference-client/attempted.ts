import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.ts';
import type { ReferenceOptions } from './options.ts';
import type { Answer, Decision, ReferenceParts, ReferenceRequest, Waiting } from './parts.ts';
import type { TokenSession } from './token-session.ts';

/** A run of the client. */
export interface Running {
  readonly options: ReferenceOptions;
  readonly parts: ReferenceParts;
  readonly session: TokenSession;
  readonly waiting: Waiting;
  readonly signal: AbortSignal;
}

/** Takes the body of an answer. */
type Take<T> = (answer: Answer, waiting: Waiting) => Promise<T>;

/** Repeats a request until its whole body is there. Rejects with a `Failure`. */
export async function attempted<T>(
  running: Running,
  request: ReferenceRequest,
  take: Take<T>,
  decide: (answer: Answer) => Decision = running.parts.decideOnAnswer,
): Promise<T> {
  const { options, parts, signal } = running;
  const { limits } = options;
  for (let tries = 1; ; tries++) {
    const outcome = await tryOnce(running, request, { take, decide });
    if ('whole' in outcome) return outcome.whole;
    if (tries === limits.tries) throw new Failure(`${outcome.why} (${tries} tries)`);
    const delay = parts.retryDelay(tries, outcome.answer, limits);
    if (delay > limits.longestWaitMs) {
      throw new Failure(`${outcome.why}; it wants to be asked again in ${Math.ceil(delay / 1000)} s`);
    }
    await sleep(delay, undefined, { signal });
  }
}

type Try<T> = { readonly whole: T } | { readonly why: string; readonly answer: Answer | undefined };

async function tryOnce<T>(
  running: Running,
  request: ReferenceRequest,
  { take, decide }: { readonly take: Take<T>; readonly decide: (answer: Answer) => Decision },
): Promise<Try<T>> {
  const { session, signal } = running;
  let answer: Answer | undefined;
  try {
    answer = await sent(running, request);
    if (answer.status === 401 && request.token !== undefined && (await session.renew())) {
      answer.body.on('error', () => {}).destroy();
      answer = await sent(running, request);
    }
    const decision = decide(answer);
    if (decision.next === 'fail') throw new Failure(decision.why);
    if (decision.next === 'retry') return { why: decision.why, answer };
    return { whole: await take(answer, running.waiting) };
  } catch (error) {
    if (signal.aborted || !(error instanceof Failure) || !error.again) throw error;
    return { why: error.message, answer: undefined };
  }
}

/** Sends a request with the token of the moment, if it needs one. */
async function sent({ parts, session, waiting }: Running, request: ReferenceRequest): Promise<Answer> {
  const token = request.token === undefined ? undefined : await session.current();
  return parts.send({ ...request, token }, waiting);
}

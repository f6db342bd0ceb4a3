import { setTimeout as sleep } from 'node:timers/promises';
import { attempted, type Running } from './attempted.ts';
import { Failure } from './failure.ts';
import type { Limits } from './options.ts';
import type { FilesRange, StatusAnswer, StatusDecision } from './parts.ts';
import { textOf } from './text-of.ts';

/** The longest wait between two requests for the status. */
const LONGEST_POLL_MS = 120_000;
const GROWTH = 1.5;
/** The number of responses that do not find an export request before it counts as lost. */
const MOST_UNFOUND = 8;

/** An export request that is complete. */
export interface FilesJob {
  readonly id: string;
  readonly links: readonly string[];
}

/** Creates an export request and waits until it is complete. Rejects with a `Failure` when it never is. */
export async function completeJob(running: Running, range: FilesRange): Promise<FilesJob> {
  const { options, parts, session } = running;
  const token = await session.current();
  const created = await attempted(running, parts.createRequest(options, range, token), textOf);
  const id = fieldOf(created, 'user_request_id');
  if (id === '') throw new Failure('the service created an export request without an id');
  return { id, links: await linksOf(running, id) };
}

/** Asks for the status until the export request is complete. Resolves to its links. */
export async function linksOf(running: Running, id: string): Promise<readonly string[]> {
  const { options, parts, session, signal } = running;
  const { limits } = options;
  const request = parts.statusRequest(options, id, await session.current());
  const end = performance.now() + limits.jobMs;
  let unfound = 0;
  for (let polls = 0; ; polls++) {
    await sleep(parts.pollDelay(polls, limits), undefined, { signal });
    const answer = await attempted(
      running,
      request,
      async (one, waiting): Promise<StatusAnswer> => ({
        status: one.status,
        text: one.status === 200 ? await textOf(one, waiting) : one.text,
      }),
      (one) => (one.status === 404 ? { next: 'receive' } : parts.decideOnAnswer(one)),
    );
    unfound += answer.status === 404 ? 1 : 0;
    const decision = parts.decideOnStatus(answer, unfound);
    if (decision.next === 'download') return decision.links;
    if (decision.next === 'fail' || performance.now() > end)
      throw new Failure(`the export request ${id} is not complete: ${decision.why}`);
  }
}

/**
 * The meaning of a status. COMPLETE is observed, and so is an export request that is not found at first; the
 * names of the states in which an export request ends otherwise are not known.
 */
export function decideOnStatus({ status, text }: StatusAnswer, unfound: number): StatusDecision {
  if (status === 404) {
    const next = unfound < MOST_UNFOUND ? 'wait' : 'fail';
    return { next, why: 'the server answered 404: it is not found' };
  }
  const state = fieldOf(text, 'status');
  if (/COMPLETE/i.test(state) && !/INCOMPLETE/i.test(state)) {
    const lines = fieldOf(text, 'data').split(/\r?\n/);
    return { next: 'download', links: lines.map((line) => line.trim()).filter((line) => line !== '') };
  }
  const why = `its state is ${state.slice(0, 40)}`;
  return { next: /FAIL|ERROR|EXPIRE|CANCEL|REJECT/i.test(state) ? 'fail' : 'wait', why };
}

export function pollDelay(polls: number, { pollWaitMs }: Limits): number {
  return Math.min(pollWaitMs * GROWTH ** polls, Math.max(LONGEST_POLL_MS, pollWaitMs));
}

/** A text in a JSON object; the empty text when there is none. */
function fieldOf(json: string, name: string): string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Failure('expected JSON, got something else');
  }
  const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof field === 'string' ? field : '';
}

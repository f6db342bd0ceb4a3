import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Assumptions } from '../../schemas/index.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { errorResponses } from '../request/errors.ts';
import { type ExportWindow, readWindow } from '../request/window.ts';
import { type AuthorizedFilesCall, seedOf, sendError, sendJson, stepsOfScenario } from './call.ts';
import { waitForPlace } from './state.ts';

/** Answers `POST /api/v1/export/requests`: creates an export request, and sends its id. */
export async function createRequest(call: AuthorizedFilesCall): Promise<FastifyReply> {
  const { session, record } = call;
  const { context, filesJobs, timeScale } = session;
  const assumptions = await context.assumptions();
  const now = session.context.clock.now();
  const range = readRange(call, now, assumptions);
  const valid = !(range instanceof ErrorResponse);
  const steps = await stepsOfScenario(call, valid ? range : undefined, valid);
  if (steps === undefined) return call.reply;
  if (!valid) return sendError(call, range);
  const { since, until, window } = range;
  record.understood = [
    ['since', new Date(since).toISOString()],
    ['until', new Date(until).toISOString()],
  ];
  const waitMs = waitForPlace(filesJobs.list, now);
  if (waitMs > 0 && assumptions['files-export-at-once'] === '429')
    return sendError(call, errorResponses.filesTooManyRequests(waitMs));
  const words = [await seedOf(session), filesJobs.created, now, since, until];
  const id = createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 32);
  filesJobs.add({ id, createdAt: now, since, until, window, timeScale, steps, linksGiven: 0 });
  return sendJson(call, { user_request_id: id });
}

/** Reads `since` and `until`, by the rules of the network export. */
function readRange(
  { query }: AuthorizedFilesCall,
  now: number,
  assumptions: Assumptions,
): ExportWindow | ErrorResponse {
  const range = readWindow(query, { profile: 'current', now, assumptions });
  if (range instanceof ErrorResponse) return errorResponses.filesParameterInvalid(range);
  if (assumptions['files-export-range'] === 'any') return range;
  const latest = twoMonthsAfter(range.since);
  return range.until <= latest ? range : errorResponses.filesRangeTooLong(short(range.since), short(latest));
}

/** The same day and time two months later, or the last day of that month. */
function twoMonthsAfter(at: number): number {
  const date = new Date(at);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 3, 0)).getUTCDate();
  return new Date(at).setUTCMonth(date.getUTCMonth() + 2, Math.min(date.getUTCDate(), lastDay));
}

function short(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

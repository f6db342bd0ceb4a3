import type { FastifyReply } from 'fastify';
import { errorResponses } from '../request/errors.ts';
import type { FilesJob } from '../sessions/index.ts';
import { type AuthorizedFilesCall, faults, seedOf, sendError, sendJson, stepsOfScenario } from './call.ts';
import { linkTo } from './links.ts';
import { partsOf } from './parts.ts';
import { isHidden, LINK_VALID_MS, stateOf, stepOf } from './state.ts';

/**
 * Answers `GET /api/v1/export/requests/{id}`: the state of an export request, and when it is complete, the
 * links to its parts, one on a line.
 */
export async function showStatus(call: AuthorizedFilesCall, id: string): Promise<FastifyReply> {
  const { session, record } = call;
  const job = session.filesJobs.get(id);
  if ((await stepsOfScenario(call, job, job !== undefined)) === undefined) return call.reply;
  const now = session.context.clock.now();
  if (job === undefined || isHidden(job, now)) {
    const step = job && stepOf(job, 'job-hides');
    if (step !== undefined) record.fire(step);
    return sendError(call, errorResponses.filesRequestNotFound(id));
  }
  const state = stateOf(job, now);
  recordSteps(call, job, now);
  const data = state === 'COMPLETE' ? await linksOf(call, job, now) : '';
  return sendJson(call, { user_request_id: job.id, status: state, data });
}

/** Records the steps without which the response would be another one. */
function recordSteps({ record }: AuthorizedFilesCall, job: FilesJob, now: number): void {
  const state = stateOf(job, now);
  for (const step of job.steps) {
    const without = { ...job, steps: job.steps.filter((one) => one !== step) };
    const empties = step.do === 'job-ends' && step.as === 'empty' && state === 'COMPLETE';
    if (empties || stateOf(without, now) !== state) record.fire(step);
  }
}

async function linksOf(call: AuthorizedFilesCall, job: FilesJob, now: number): Promise<string> {
  const { session, request, record } = call;
  const { context } = session;
  const [home] = (await context.world()).networks;
  const parts = partsOf(job, home, await context.assumptions());
  const step = stepOf(job, 'link-expires');
  const expired = step !== undefined && (step.in === 'every-response' || job.linksGiven === 0);
  if (expired && parts.length > 0) record.fire(step);
  if (request.method !== 'HEAD' && parts.length > 0) job.linksGiven += 1;
  const expires = expired ? now - 1000 : now + LINK_VALID_MS;
  const seed = await seedOf(session);
  const leads = stepOf(job, 'link-leads');
  if (leads !== undefined && parts.length > 0) record.fire(leads);
  const otherHost = leads && (await faults()).otherHost(request);
  return parts
    .map(({ number }) =>
      linkTo({ jobId: job.id, part: number }, expires, { session, request, seed, otherHost }),
    )
    .join('\n');
}

import { DAY_MS, HOUR_MS } from '../../schemas/durations.ts';
import type { JobStep } from '../scenarios/steps/job.ts';
import type { FilesJob } from '../sessions/index.ts';

/** The number of export requests that can be in progress at the same time. */
export const MOST_AT_ONCE = 6;
/** The time until an export request is started, and until it is finished, milliseconds. */
const STARTED_AFTER_MS = 5_000;
const FINISHED_AFTER_MS = 60_000;
/** The time for which an export request can be asked for after it could be finished, milliseconds. */
const KEPT_MS = 7 * DAY_MS;
/** The time for which a link is valid, milliseconds. */
export const LINK_VALID_MS = HOUR_MS;

/** The state of an export request, as `status` names it. Only the name of success is observed. */
export type JobState = 'PENDING' | 'IN_PROGRESS' | 'COMPLETE' | 'FAILED' | 'EXPIRED';

/** The step of a kind that applies to an export request: the last one; undefined when none does. */
export function stepOf<K extends JobStep['do']>(
  { steps }: FilesJob,
  word: K,
): Extract<JobStep, { readonly do: K }> | undefined {
  const isOfKind = (step: JobStep): step is Extract<JobStep, { readonly do: K }> => step.do === word;
  return steps.filter(isOfKind).at(-1);
}

/** The instant at which an export request is finished by the clock, Unix milliseconds. */
export function finishedAt(job: FilesJob): number {
  const step = stepOf(job, 'job-takes');
  const ms = step === undefined ? FINISHED_AFTER_MS : step.seconds * 1000;
  return job.createdAt + ms / job.timeScale;
}

/** The state of an export request at an instant of the clock, Unix milliseconds. */
export function stateOf(job: FilesJob, now: number): JobState {
  const finished = finishedAt(job);
  if (now >= finished + KEPT_MS) return 'EXPIRED';
  if (now < Math.min(job.createdAt + STARTED_AFTER_MS / job.timeScale, finished)) return 'PENDING';
  if (now < finished) return 'IN_PROGRESS';
  const step = stepOf(job, 'job-ends');
  return step === undefined ? 'COMPLETE' : endings[step.as];
}

const endings = {
  failed: 'FAILED',
  expired: 'EXPIRED',
  empty: 'COMPLETE',
  never: 'IN_PROGRESS',
} as const satisfies Readonly<Record<Extract<JobStep, { do: 'job-ends' }>['as'], JobState>>;

/** The milliseconds until the first of these export requests ends; 0 when fewer than six are in progress. */
export function waitForPlace(jobs: readonly FilesJob[], now: number): number {
  const active = jobs.filter((job) => ['PENDING', 'IN_PROGRESS'].includes(stateOf(job, now)));
  if (active.length < MOST_AT_ONCE) return 0;
  const ends = active.map((job) =>
    stepOf(job, 'job-ends')?.as === 'never' ? finishedAt(job) + KEPT_MS : finishedAt(job),
  );
  return Math.max(1, Math.min(...ends) - now);
}

/** Tells whether requests for the status do not find the export request yet. */
export function isHidden(job: FilesJob, now: number): boolean {
  const step = stepOf(job, 'job-hides');
  return step !== undefined && now < job.createdAt + (step.seconds * 1000) / job.timeScale;
}

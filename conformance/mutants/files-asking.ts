import { decideOnStatus } from '../reference-client/files-job.ts';
import { createRequest, downloadRequest, statusRequest } from '../reference-client/files-requests.ts';
import type { ReferenceRequest } from '../reference-client/parts.ts';
import type { Mutant } from './mutant.ts';

/** The time limit of a mutant that waits without end: enough for a run without a fault. */
const PATIENT_SECONDS = 8;
const WEEK_MS = 604_800_000;

/** The mutants that use the Files Export API wrongly. */
export const filesAskingMutants: readonly Mutant[] = [
  {
    name: 'files-first-look',
    does: 'Takes the first response to a request for the status for the end.',
    parts: {
      decideOnStatus: (...given) => {
        const decision = decideOnStatus(...given);
        return decision.next === 'wait' ? { next: 'download', links: [] } : decision;
      },
    },
    in: ['files'],
  },
  {
    name: 'files-busy-poller',
    does: 'Asks for the status again and again without a pause.',
    parts: { pollDelay: () => 0 },
    in: ['files'],
  },
  {
    name: 'files-endless-poller',
    does: 'Asks for the status until it is COMPLETE, without end.',
    parts: {
      decideOnStatus: (...given) => {
        const decision = decideOnStatus(...given);
        return decision.next === 'fail' ? { ...decision, next: 'wait' } : decision;
      },
    },
    run: ({ args }, asReference) => asReference({ args: [...args, '--job-limit', '3600'] }),
    timeLimitSeconds: PATIENT_SECONDS,
    in: ['files.failed', 'files.expired', 'files.never-found'],
  },
  {
    name: 'files-hasty',
    does: 'Takes an export request that is not found yet for a lost one.',
    parts: {
      decideOnStatus: (answer, unfound) =>
        answer.status === 404 ? { next: 'fail', why: 'it is lost' } : decideOnStatus(answer, unfound),
    },
    in: ['files'],
  },
  {
    name: 'files-first-link',
    does: 'Downloads only the first link.',
    parts: {
      decideOnStatus: (...given) => {
        const decision = decideOnStatus(...given);
        return decision.next === 'download' ? { ...decision, links: decision.links.slice(0, 1) } : decision;
      },
    },
    in: ['files'],
  },
  {
    name: 'files-empty-failure',
    does: 'Takes an export without files for a failure.',
    parts: {
      decideOnStatus: (...given) => {
        const decision = decideOnStatus(...given);
        return decision.next === 'download' && decision.links.length === 0
          ? { next: 'fail', why: 'it has no links' }
          : decision;
      },
    },
    in: ['files'],
  },
  {
    name: 'files-token-giver',
    does: 'Sends the token with the download of a link.',
    parts: { downloadRequest: (link, token) => ({ ...downloadRequest(link), token }) },
    in: ['files'],
  },
  {
    name: 'files-id-cutter',
    does: 'Keeps only 16 characters of the id of an export request.',
    parts: { statusRequest: (options, id, token) => statusRequest(options, id.slice(0, 16), token) },
    in: ['files'],
  },
  {
    name: 'files-query-token',
    does: 'Sends the token of an export request in the query.',
    parts: {
      createRequest: (options, range, token) => withQueryToken(createRequest(options, range, token)),
      statusRequest: (options, id, token) => withQueryToken(statusRequest(options, id, token)),
    },
    in: ['files'],
  },
  {
    name: 'files-pathless',
    does: 'Drops the path of the base URL from the status of an export request.',
    parts: {
      statusRequest: (options, id, token) =>
        statusRequest({ ...options, baseUrl: new URL('/', options.baseUrl) }, id, token),
    },
    in: ['files'],
  },
  {
    name: 'files-window-cutter',
    does: 'Begins an export of files a week too late, and ends it a week too early.',
    parts: {
      createRequest: (options, { since, until }, token) =>
        createRequest(options, { since: since + WEEK_MS, until: until - WEEK_MS }, token),
    },
    in: ['files'],
  },
];

/** The same request with its token in the query. */
function withQueryToken({ token = '', ...request }: ReferenceRequest): ReferenceRequest {
  const url = new URL(request.url);
  url.searchParams.set('access_token', token);
  return { ...request, url, token: undefined };
}

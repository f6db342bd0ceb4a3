import type { Exchange } from '../../server/index.ts';
import { filesRequests } from '../compare/files-exchanges.ts';
import { firstFew } from '../util/first-few.ts';
import { type Check, held } from './check.ts';

/** The shortest pause that counts as one, milliseconds. */
const LEAST_PAUSE_MS = 200;

/** The pause after the response to a request, milliseconds; a response without an end has none yet. */
function pauseBetween(one: Exchange, next: Exchange): number {
  return next.ms.start - one.ms.start - (one.ms.head ?? one.ms.total ?? 0);
}

/** Checks on the requests for the status of an export request. */
export const filesChecks = {
  'pauses-between-requests': {
    demand: 'The client pauses before it asks for the status of an export request again',
    judge: ({ exchanges }) => {
      const asked = filesRequests(exchanges, 'status');
      const pauses = asked.flatMap((one, at) => {
        const next = asked.slice(at + 1).find(({ request }) => request.path === one.request.path);
        return next === undefined ? [] : [pauseBetween(one, next)];
      });
      const hasPauses = pauses.every((ms) => ms >= LEAST_PAUSE_MS);
      const short = pauses.filter((ms) => ms < LEAST_PAUSE_MS).length;
      return held(
        asked.length > 0 && hasPauses,
        `at least ${LEAST_PAUSE_MS} ms between the response and the next request for the status`,
        asked.length === 0 ? 'no request for the status' : hasPauses ? 'that' : `${short} shorter pauses`,
      );
    },
  },
  'asks-by-the-given-id': {
    demand: 'Every request for the status has the id of an export request that the service created',
    judge: ({ exchanges }) => {
      const asked = filesRequests(exchanges, 'status');
      // A scenario that hides an export request leaves its step.
      const unknown = asked.filter(({ response, steps }) => response?.status === 404 && steps.length === 0);
      const seen = (unknown.length > 0 ? unknown : asked).map(({ request }) => request.path);
      return held(
        asked.length > 0 && unknown.length === 0,
        'the value of user_request_id in the path, unchanged',
        seen.length === 0 ? 'no request for the status' : firstFew(seen, MOST_PATHS).join(', '),
      );
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

/** The number of paths that a finding shows. */
const MOST_PATHS = 3;

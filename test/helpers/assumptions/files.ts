import type { NetworkProfile } from '../../../schemas/index.ts';
import type { Ask } from '../serve.ts';
import type { Proofs } from './observe.ts';

type AskIn = (profile: NetworkProfile) => Ask;

const REQUESTS = '/api/v1/export/requests';
const instant = { headers: { authorization: 'Bearer verified-admin~files-export-instant' } };

async function statuses(askIn: AskIn, ranges: readonly string[]): Promise<readonly number[]> {
  const ask = askIn('current');
  const all: number[] = [];
  for (const range of ranges) {
    all.push((await ask(`${REQUESTS}?${range}`, { method: 'POST' })).statusCode);
  }
  return all;
}

async function linkCount(askIn: AskIn): Promise<number> {
  const ask = askIn('current');
  const created = await ask(`${REQUESTS}?since=2024-05-01&until=2024-06-30`, { method: 'POST', ...instant });
  const status = await ask(`${REQUESTS}/${created.json().user_request_id}`, instant);
  return status.json().data.split('\n').length;
}

const ranges = ['since=2024-04-01&until=2024-06-02', 'since=0', 'since=2024-06-01'];

/** The switches of the Files Export API. */
export const filesProofs = {
  'files-export-range': {
    see: (askIn) => statuses(askIn, ranges),
    seen: { '400': [400, 400, 200], any: [200, 200, 200] },
  },
  'files-export-at-once': {
    see: (askIn) => statuses(askIn, Array(7).fill('since=2024-06-01')),
    seen: { '429': [200, 200, 200, 200, 200, 200, 429], any: [200, 200, 200, 200, 200, 200, 200] },
  },
  'files-export-parts': { see: linkCount, seen: { months: 2, one: 1 } },
} satisfies Partial<Proofs>;

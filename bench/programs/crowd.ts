// Many clients that download exports at the same time, until they are stopped.
import type { IncomingMessage } from 'node:http';
import { ask } from '../get.ts';
import { doJobs } from './jobs.ts';

/** The clients download this address, or stop. */
export type CrowdJob = { readonly url: string; readonly clients: number } | 'leave';

/** The state of the clients. */
export interface CrowdState {
  /** The number of exports in progress. */
  readonly underWay: number;
  /** The number of bytes that all clients have received so far. */
  readonly bytes: number;
}

const crowd = new Set<IncomingMessage>();
let bytes = 0;

/** Resolves when every client has the first byte of its response, or when they have stopped. */
async function take(job: CrowdJob): Promise<CrowdState> {
  if (job === 'leave') {
    const underWay = crowd.size;
    for (const response of crowd) response.destroy();
    return { underWay, bytes };
  }
  await Promise.all(Array.from({ length: job.clients }, () => begin(job.url)));
  return { underWay: crowd.size, bytes };
}

async function begin(url: string): Promise<void> {
  const response = await ask(url);
  crowd.add(response);
  response.on('error', () => undefined);
  response.on('end', () => crowd.delete(response));
  await new Promise((resolve) => {
    response.once('data', resolve);
    response.on('data', (part: Buffer) => {
      bytes += part.length;
    });
  });
}

doJobs(take);

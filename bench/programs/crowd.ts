// Many clients that take exports at the same time, until they are told to leave.
import type { IncomingMessage } from 'node:http';
import { ask } from '../get.ts';
import { doJobs } from './jobs.ts';

/** Come and take this, or leave. */
export type CrowdJob = { readonly url: string; readonly clients: number } | 'leave';

/** How it stands. */
export interface CrowdState {
  /** Exports that are under way. */
  readonly underWay: number;
  /** Bytes that all have taken so far. */
  readonly bytes: number;
}

const crowd = new Set<IncomingMessage>();
let bytes = 0;

/** Resolves when every client has the first byte of its answer, or when they have left. */
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

// Downloads an export and counts its bytes, as cheaply as a client can.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ask } from '../get.ts';
import { doJobs } from './jobs.ts';
import { csvBytes, TAIL_BYTES } from './zip-tail.ts';

/** A download to make. */
export interface Download {
  readonly url: string;
  /** The path to save the archive at; the time of such a download is not meaningful. */
  readonly saveAs?: string;
}

/** The result of a download. */
export interface Downloaded {
  /** From the request until the last byte, milliseconds. */
  readonly ms: number;
  readonly zipBytes: number;
  /** The size of all CSVs before compression, in bytes. */
  readonly csvBytes: number;
  /** The CPU time of this process meanwhile, milliseconds. */
  readonly cpuMs: number;
}

async function download({ url, saveAs }: Download): Promise<Downloaded> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const response = await ask(url);
  let zipBytes = 0;
  let tail: Buffer[] = [];
  let tailBytes = 0;
  response.on('data', (bytes: Buffer) => {
    zipBytes += bytes.length;
    tail.push(bytes);
    tailBytes += bytes.length;
    if (tailBytes > 64 * TAIL_BYTES) {
      tail = [Buffer.concat(tail).subarray(-TAIL_BYTES)];
      tailBytes = TAIL_BYTES;
    }
  });
  if (saveAs === undefined)
    await new Promise((resolve, reject) => response.on('end', resolve).on('error', reject));
  else await pipeline(response, createWriteStream(saveAs));
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  return {
    ms,
    zipBytes,
    csvBytes: csvBytes(Buffer.concat(tail)),
    cpuMs: (user + system) / 1000,
  };
}

doJobs(download);

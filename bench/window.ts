import type { Worker } from './child.ts';
import type { Download, Downloaded } from './programs/download.ts';
import type { Served } from './served.ts';

export type Client = Worker<Download, Downloaded>;

/**
 * The beginning of windows without a fixed length, a Monday morning: busy hours follow, and the servers'
 * clock is a month later.
 */
const BEGIN = Date.UTC(2025, 4, 5, 9);
const FIRST_SECONDS = 900;
/** The maximum growth factor from one guess to the next, because minutes say little about hours. */
const MOST_GROWTH = 6;
const TRIES = 6;
/** A window is accepted when it contains this share of the wanted size. */
const NEAR = 0.8;

/** The address of an export of CSVs without attachments. Both instants are inclusive. */
export function exportUrl(server: Served, since: string, until: string): string {
  return `${server.url}/api/v1/export?since=${since}&until=${until}&include=csv`;
}

/**
 * The number of seconds that contain about this many bytes of CSV, found with requests for a few windows,
 * none larger than wanted.
 */
export async function secondsOf(csvBytes: number, server: Served, client: Client): Promise<number> {
  let seconds = FIRST_SECONDS;
  for (let tried = 0; tried < TRIES; tried++) {
    const got = await client.do({ url: secondsUrl(server, seconds) });
    const ratio = csvBytes / got.csvBytes;
    if (ratio <= 1 / NEAR && ratio >= NEAR) break;
    seconds = Math.round(seconds * Math.min(ratio, MOST_GROWTH));
  }
  return seconds;
}

/** The address of an export of this many seconds. */
export function secondsUrl(server: Served, seconds: number): string {
  const iso = (at: number): string => new Date(at).toISOString();
  return exportUrl(server, iso(BEGIN), iso(BEGIN + seconds * 1000 - 1000));
}

// Only compresses a file's bytes: the time of a whole export is compared with it.
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { doJobs } from './jobs.ts';

let file = '';
let csv = Buffer.alloc(0);

/** Milliseconds to compress the file at a path, without the time to read it. */
function deflate(path: string): number {
  if (path !== file) csv = readFileSync(path);
  file = path;
  const begun = performance.now();
  deflateRawSync(csv, { level: 1 });
  return performance.now() - begun;
}

doJobs(deflate);

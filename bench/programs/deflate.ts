// Compresses a file's bytes, and does nothing else: what a whole export is held against.
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { doJobs } from './jobs.ts';

let file = '';
let csv = Buffer.alloc(0);

/** Milliseconds to compress the file at a path; reading it does not count. */
function deflate(path: string): number {
  if (path !== file) csv = readFileSync(path);
  file = path;
  const begun = performance.now();
  deflateRawSync(csv, { level: 1 });
  return performance.now() - begun;
}

doJobs(deflate);

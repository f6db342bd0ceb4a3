import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import type * as Yauzl from 'yauzl';
import { Failure } from './failure.ts';
import type { Findings } from './parts.ts';
import { verifyArchive } from './verify-archive.ts';

// The first `import` of a CommonJS package compiles a parser, which takes as long as the start of Node.
const yauzl: typeof Yauzl = createRequire(import.meta.url)('yauzl');

/**
 * Reads an archive of the Files Export API and its inner archives to their ends, and compares the CSV with
 * the files in them.
 */
export async function verifyFilesArchive(file: string, signal: AbortSignal): Promise<Findings> {
  const { csvs } = await verifyArchive(file, signal);
  const problem = csvs.find((csv) => csv.problem !== undefined)?.problem;
  if (problem !== undefined) throw new Failure(problem);
  if (csvs.length === 0) throw new Failure('the archive has no CSV');
  const members = await innerMembers(file, signal);
  const missing = csvs.flatMap(({ paths }) => paths).filter((path) => !members.has(path));
  return { missing: missing.map((path) => `the file ${path} is missing`), notes: [] };
}

/** The members of all inner archives, which are read to their ends. */
async function innerMembers(file: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  const inner = file.replace(/(?:\.part)?$/, '-inner.part');
  const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!/\.zip$/i.test(entry.fileName)) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(inner), { signal });
      for (const name of (await verifyArchive(inner, signal)).members) members.add(name);
    }
  } finally {
    zip.close();
    await rm(inner, { force: true });
  }
  return members;
}

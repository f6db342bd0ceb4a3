import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { actualFilesExport } from '../../../conformance/compare/actual-files-export.ts';
import type { ExpectedExport } from '../../../conformance/model/observation.ts';
import { startServer } from '../../../server/index.ts';
import { FilesClient } from '../files-client.ts';
import { lookAt } from '../found-entries.ts';
import { type Files, options } from './actual-exports.ts';

/** The window of the archives, in two months. */
export const FILES_QUERY = 'since=2024-05-20T00:00:00Z&until=2024-06-18T23:59:59Z';

/** The archives that the Files Export API sends for the window. */
export async function servedArchives(): Promise<readonly Buffer[]> {
  await using server = await startServer({ ...options, port: 0, scenario: 'files-export-instant' });
  const outcome = await new FilesClient({ url: server.url, token: 'verified-admin' }).run(FILES_QUERY);
  if (outcome.ended !== 'complete') throw new Error(`expected archives, got ${outcome.ended}`);
  return outcome.archives;
}

/** Reads the files export in an output folder with these files. */
export async function filesKeptFrom(files: Files, expected: ExpectedExport) {
  const folder = await mkdtemp(join(tmpdir(), 'observing-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const { entries } = await lookAt(folder);
    const out = await Promise.all(
      entries.map(async (entry) => {
        const content = entry.kind === 'file' ? await readFile(join(folder, entry.path)) : undefined;
        const digest = content === undefined ? '' : createHash('sha256').update(content).digest('hex');
        return { ...entry, digest };
      }),
    );
    const written = new Set(Object.keys(files));
    return await actualFilesExport(out, { written, expected, served: [] });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

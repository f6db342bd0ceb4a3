import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import { actualExportOf } from '../../../conformance/compare/actual-export.ts';
import { expectedExportOf } from '../../../conformance/compare/expected-export.ts';
import type { ExpectedExport, Table } from '../../../conformance/model/observation.ts';
import { openExport } from '../../../server/index.ts';
import { lookAt } from '../found-entries.ts';
import { all } from '../zip-members.ts';

export const options = { size: 'tiny', seed: '7', now: Date.UTC(2024, 5, 19, 12) } as const;
export const call = { query: 'since=2024-05-20' };

export type Files = Readonly<Record<string, string | Buffer>>;

/** Reads the actual export in an output folder with these files, written one second after the other. */
export async function keptFrom(
  files: Files,
  output: Parameters<typeof actualExportOf>[1],
  change?: (folder: string) => Promise<void>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'observing-'));
  try {
    for (const [index, [path, content]] of Object.entries(files).entries()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
      await utimes(join(folder, path), 1_700_000_000 + index, 1_700_000_000 + index);
    }
    await change?.(folder);
    return await actualExportOf((await lookAt(folder)).entries, output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function truth(query = call.query): Promise<ExpectedExport> {
  const found = await expectedExportOf(options, { query });
  if (found === undefined) throw new Error('expected an export');
  return found;
}

export async function served(query = call.query): Promise<Buffer> {
  const opened = await openExport(options, { query });
  if (opened.refused) throw new Error('expected an export');
  return Buffer.concat(await all(opened.bytes));
}

/** The rows of a table as a client that knows types keeps them: numbers, true and false, null. */
export function objects({ header, rows }: Table): string[] {
  const typed = (value: string) => {
    if (value === '') return 'null';
    return /^(?:true|false|[1-9]\d{0,20})$/.test(value) ? value : JSON.stringify(value);
  };
  return rows.map(
    (row) => `{${header.map((name, at) => `${JSON.stringify(name)}: ${typed(row[at] ?? '')}`).join(', ')}}`,
  );
}

export const withoutAttachments = ({ tables }: ExpectedExport) => ({
  tables,
  attachments: new Map<string, string>(),
});

export async function membersOf(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const archive = await fromBufferPromise(bytes);
  const members = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry())
    members.set(entry.fileName, Buffer.concat(await all(await archive.openReadStreamPromise(entry))));
  return members;
}

import { openExport } from '../../../server/index.ts';
import { unzip } from '../unzip.ts';
import { withFile, zip } from './fixtures.ts';

/** An export of the mock. `change` returns the text of a CSV in another form. */
interface LawExport {
  readonly change?: (name: string, csv: string) => string;
}

/** Everything of the smallest network, unchanged. */
export const tiny: LawExport = {};

/** Calls `use` with the path of an export, and removes the file afterwards. */
export async function withExport({ change }: LawExport, use: (path: string) => Promise<void>): Promise<void> {
  const opened = await openExport(
    { size: 'tiny', seed: '7', now: Date.UTC(2024, 5, 19, 12) },
    { query: 'since=0&include=csv' },
  );
  if (opened.refused) throw new Error('the export was refused');
  const parts: Buffer[] = [];
  for await (const part of opened.bytes) parts.push(part);
  const bytes = Buffer.concat(parts);
  await withFile(change ? changed(await unzip(bytes), change) : bytes, use);
}

function changed(members: ReadonlyMap<string, Buffer>, change: NonNullable<LawExport['change']>): Buffer {
  const entries = Array.from(members, ([name, data]) => ({
    name,
    data: name.endsWith('.csv') ? Buffer.from(change(name, data.toString())) : data,
  }));
  return zip(entries);
}

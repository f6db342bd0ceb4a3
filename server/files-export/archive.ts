import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipArchive } from 'archiver';
import type { Attachment } from '../../generators/index.ts';
import { csvWriter } from '../csv/index.ts';
import type { ExportPlan } from '../export/plan.ts';

/** The number of files in an inner archive; the last one has fewer. */
const FILES_PER_ARCHIVE = 100;
/** The zlib level of all members, as in the network export. */
const LEVEL = 1;

interface Entry {
  readonly name: string;
  readonly content: Readable;
}

/** The data of an archive besides its plan. */
interface Packing {
  /** The date of every member. */
  readonly date: Date;
  readonly signal: AbortSignal;
}

/**
 * Makes the archive of a part: the CSV of the plan, and inner archives with its attachments. It is made while
 * it is read: at most some blocks exist at the same time. The same plan gives the same bytes.
 */
export function filesArchive(plan: ExportPlan, signal: AbortSignal): Readable {
  const packing = { date: new Date(plan.now), signal };
  return archiveOf(partEntries(plan, packing), packing);
}

function* partEntries(plan: ExportPlan, packing: Packing): Generator<Entry, void, undefined> {
  for (const { member, columns, rows } of plan.csvs) {
    yield { name: member, content: Readable.from(csvWriter(columns)(rows())) };
  }
  let number = 0;
  for (const { attachments } of plan.attachments) {
    for (const files of batches(attachments(), FILES_PER_ARCHIVE)) {
      number += 1;
      yield { name: `files-${number}.zip`, content: archiveOf(fileEntries(files), packing) };
    }
  }
}

function* fileEntries(files: readonly Attachment[]): Generator<Entry, void, undefined> {
  for (const { path, content } of files) yield { name: path, content: Readable.from(content()) };
}

/** Packs entries one after another; the next one begins when the one before has been read. */
function archiveOf(entries: Iterable<Entry>, packing: Packing): Readable {
  const archive = new ZipArchive({ zlib: { level: LEVEL } });
  fill(archive, entries, packing).catch((error: unknown) => archive.destroy(error as Error));
  return archive;
}

async function fill(archive: ZipArchive, entries: Iterable<Entry>, { date, signal }: Packing): Promise<void> {
  for (const { name, content } of entries) {
    content.once('error', (error) => archive.destroy(error));
    try {
      archive.append(content, { name, date });
      await once(archive, 'entry', { signal });
    } finally {
      content.destroy();
    }
  }
  await archive.finalize();
}

function* batches<T>(all: Iterable<T>, size: number): Generator<T[], void, undefined> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

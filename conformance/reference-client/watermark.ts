import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure.ts';
import { formatInstant, parseInstant } from './instant.ts';
import type { ReferenceOptions } from './options.ts';
import type { Coverage } from './parts.ts';
import { selectionOf } from './selection.ts';
import { moveWhole } from './write-whole.ts';

/** `watermarks.json`, by what is exported: another choice of models has another watermark. */
interface Watermarks {
  readonly [selection: string]: {
    /** The last instant that is exported. */
    readonly until?: string;
    /** The export that was about to be published. It counts when its file exists. */
    readonly pending?: { readonly until: string; readonly file: string };
  };
}

/** The start of the next window: right after the last exported instant. */
export async function recall(options: ReferenceOptions): Promise<number | undefined> {
  const { until, pending } = (await read(options))[selectionOf(options)] ?? {};
  const last = pending !== undefined && (await isThere(pending.file)) ? pending.until : until;
  if (last === undefined) return undefined;
  const at = parseInstant(last);
  if (at === undefined) throw unreadable(options, `until ${last}`);
  return at + 1;
}

export async function intend(options: ReferenceOptions, coverage: Coverage, file: string): Promise<void> {
  const all = await read(options);
  const { until } = all[selectionOf(options)] ?? {};
  // The name is the same as before: the existence of the file proves nothing then.
  if (await isThere(file)) return;
  const pending = { until: formatInstant(coverage.until), file };
  await write(options, { ...all, [selectionOf(options)]: { ...(until && { until }), pending } });
}

/** Moves the watermark, never back. */
export async function remember(options: ReferenceOptions, { until }: Coverage): Promise<void> {
  const all = await read(options);
  const before = parseInstant(all[selectionOf(options)]?.until ?? '') ?? until;
  const entry = { until: formatInstant(Math.max(before, until)) };
  await write(options, { ...all, [selectionOf(options)]: entry });
}

function fileOf({ state = '' }: ReferenceOptions): string {
  return join(state, 'watermarks.json');
}

async function read(options: ReferenceOptions): Promise<Watermarks> {
  let text: string;
  try {
    text = await readFile(fileOf(options), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Watermarks;
  } catch {
    // Reported below.
  }
  throw unreadable(options, 'something else');
}

function unreadable(options: ReferenceOptions, got: string): Failure {
  const text = `expected watermarks in ${fileOf(options)}, got ${got}: mend the file, or remove it to begin at --since`;
  return new Failure(text);
}

async function write(options: ReferenceOptions, watermarks: Watermarks): Promise<void> {
  await mkdir(options.state ?? '', { recursive: true });
  const file = fileOf(options);
  // A name of its own: two runs may write at the same time.
  const unfinished = `${file}.${process.pid}.new`;
  await writeFile(unfinished, `${JSON.stringify(watermarks, undefined, 2)}\n`);
  await moveWhole(unfinished, file);
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

import { type DifferenceKind, differences } from '../compare/differences.ts';
import { hasIntactParts } from '../compare/intact-answers.ts';
import { isUnfinished } from '../compare/output-files.ts';
import { joinedServed, withoutServedBeyond } from '../compare/served-rows.ts';
import type { RunObservation } from '../model/observation.ts';
import type { FileSeen } from '../sandbox/snapshot.ts';

/** The files with a final name that the run created or changed. */
function finalFiles({ out, outBefore }: RunObservation): readonly FileSeen[] {
  const before = new Map(outBefore.map((file) => [file.path, file.digest]));
  return out.filter(
    (file) => file.kind === 'file' && before.get(file.path) !== file.digest && looksFinal(file),
  );
}

/**
 * The final files that hold something new. A dump is written after every run: it holds an export if its rows
 * are not those of the dump before.
 */
export function newFiles(seen: RunObservation, runs: readonly RunObservation[]): readonly FileSeen[] {
  return seen.isDump === true && !hasOtherRows(seen, runs) ? [] : finalFiles(seen);
}

function hasOtherRows(seen: RunObservation, runs: readonly RunObservation[]): boolean {
  const { actualExport: now } = seen;
  const before = runs.slice(0, runs.indexOf(seen)).at(-1)?.actualExport;
  if (now === undefined) return false;
  return before === undefined
    ? [...now.tables.values()].some(({ rows }) => rows.length > 0)
    : differences(before, now).length > 0;
}

/** Tells whether a user would take the file for an export. */
export function looksFinal({ path }: FileSeen): boolean {
  return /\.(?:zip|csv|json|ndjson|jsonl)$/i.test(path) && !isUnfinished(path);
}

/** Files with their sizes, for people. */
export function named(files: readonly FileSeen[]): string {
  return files.length === 0
    ? 'no file'
    : files.map(({ path, bytes }) => `${path} (${bytes} bytes)`).join(', ');
}

/**
 * Tells whether a client that exports in parts reports the run as partial, and keeps only what was in the
 * intact responses.
 */
export function isPartOfServed(seen: RunObservation): boolean {
  const { outcome, actualExport, servedExports } = seen;
  if (outcome !== 'partial' || !hasIntactParts(seen) || actualExport?.sound !== true) return false;
  const expected = joinedServed(servedExports);
  if (expected === undefined) return false;
  const found = differences(expected, withoutServedBeyond(expected, actualExport, servedExports));
  return found.every(({ kind }) => LESS.has(kind));
}

/** The differences of an export that is only a part of another one; JSON without rows has no columns. */
const LESS: ReadonlySet<DifferenceKind> = new Set<DifferenceKind>([
  'file-missing',
  'columns-lost',
  'rows-lost',
  'attachment-missing',
]);

/**
 * Tells whether tables that several runs write still hold every row and attachment that they held before
 * the run.
 */
export function growsOnly(seen: RunObservation, runs: readonly RunObservation[]): boolean {
  const before = runs.slice(0, runs.indexOf(seen)).findLast((run) => run.actualExport !== undefined);
  const [earlier, now] = [before?.actualExport, seen.actualExport];
  if (earlier === undefined || now === undefined || /\.zip$/i.test(now.path)) return false;
  return differences(earlier, now).every(({ kind }) => !LOSSES.has(kind));
}

const LOSSES: ReadonlySet<DifferenceKind> = new Set<DifferenceKind>([...LESS, 'attachment-changed']);

import { type Difference, type DifferenceKind, differences } from '../compare/differences.ts';
import { isUnfinished } from '../compare/output-files.ts';
import { withoutServedBeyond } from '../compare/served-rows.ts';
import type { Judgement } from '../model/check.ts';
import type { ActualExport, ExpectedExport, RunObservation } from '../model/observation.ts';
import type { FileSeen } from '../sandbox/snapshot.ts';
import { firstFew } from '../util/first-few.ts';
import { type Check, held, unsupported, untested } from './check.ts';
import { endOf } from './exit.ts';

/** The files with a final name that the run created or changed. */
function finalFiles({ out, outBefore }: RunObservation): readonly FileSeen[] {
  const before = new Map(outBefore.map((file) => [file.path, file.digest]));
  return out.filter(
    (file) => file.kind === 'file' && before.get(file.path) !== file.digest && looksFinal(file),
  );
}

/** Tells whether a user would take the file for an export. */
function looksFinal({ path }: FileSeen): boolean {
  return /\.(?:zip|csv|json|ndjson|jsonl)$/i.test(path) && !isUnfinished(path);
}

function named(files: readonly FileSeen[]): string {
  return files.length === 0 ? 'none' : files.map(({ path, bytes }) => `${path} (${bytes} bytes)`).join(', ');
}

/** The first five texts, and the number of the others. */
function shortly(texts: readonly string[]): string {
  return firstFew(texts, 5).join('; ');
}

/**
 * The differences between the actual export and the expected one; none when it equals the baseline export and
 * the case allows that.
 */
function wrongIn(
  actual: ActualExport,
  { expectedExport, baselineExport, servedExports }: RunObservation,
): readonly Difference[] {
  const from = (expected: ExpectedExport) =>
    differences(expected, withoutServedBeyond(expected, actual, servedExports));
  const found = expectedExport === undefined ? [] : from(expectedExport);
  const isBaseline = found.length > 0 && baselineExport !== undefined && from(baselineExport).length === 0;
  return isBaseline ? [] : found;
}

const texts = (found: readonly Difference[]): string => shortly(found.map(({ text }) => text));

/** Judges each form in which the client keeps the export: the first one that fails decides. */
function inEveryForm(
  { actualExport, otherForms }: RunObservation,
  judge: (actualExport: ActualExport | undefined) => Judgement,
): Judgement {
  const judgements = [judge(actualExport), ...otherForms.map((other) => judge(other.actualExport))];
  const [first = untested('The output was not read.')] = judgements;
  return judgements.find(({ verdict }) => verdict !== 'passed') ?? first;
}

function keptIn(actualExport: ActualExport | undefined, seen: RunObservation): Judgement {
  const { expectedExport, out } = seen;
  if (expectedExport === undefined) return untested('The service has no such export.');
  if (actualExport === undefined)
    return held(false, 'an export in the output folder', `files: ${named(out)}`);
  if (actualExport.beyond !== undefined) return untested(`Too large to compare: ${actualExport.beyond}`);
  if (!actualExport.sound)
    return held(false, 'an export that can be read', `${actualExport.path}: ${actualExport.problem}`);
  const found = wrongIn(actualExport, seen);
  return held(found.length === 0, 'the rows and attachments that were served', inFile(actualExport, found));
}

function wholeIn(actualExport: ActualExport | undefined, seen: RunObservation): Judgement {
  if (actualExport === undefined)
    return held(false, 'the export that the exit code calls complete', `files: ${named(seen.out)}`);
  const found = wrongIn(actualExport, seen);
  const expected = 'the whole export, because the exit code means complete';
  return held(found.length === 0, expected, inFile(actualExport, found));
}

/** The differences, after the file or folder that was read. */
function inFile({ path }: ActualExport, found: readonly Difference[]): string {
  const place = path === '' ? 'files in the output folder' : path;
  return `${place}: ${found.length === 0 ? 'all of them' : texts(found)}`;
}

/**
 * Whether tables that several runs write still hold every row and attachment that they held before the run.
 */
function growsOnly(seen: RunObservation, runs: readonly RunObservation[]): boolean {
  const before = runs.slice(0, runs.indexOf(seen)).findLast((run) => run.actualExport !== undefined);
  const [earlier, now] = [before?.actualExport, seen.actualExport];
  if (earlier === undefined || now === undefined || /\.zip$/i.test(now.path)) return false;
  return differences(earlier, now).every(({ kind }) => !LOSSES.has(kind));
}

const LOSSES: ReadonlySet<DifferenceKind> = new Set<DifferenceKind>([
  'file-missing',
  'columns-lost',
  'rows-lost',
  'attachment-missing',
  'attachment-changed',
]);

/** Checks on the files that the client writes. */
export const outputChecks = {
  'keeps-the-export': {
    demand: 'The output holds every row and every attachment of the export exactly once and unchanged',
    judge: (seen) => inEveryForm(seen, (actualExport) => keptIn(actualExport, seen)),
  },
  'keeps-what-it-says': {
    demand: 'The output matches the exit code: the whole export, or no file that looks like an export',
    judge: (seen) => {
      const { outcome, expectedExport } = seen;
      if (expectedExport === undefined) return untested('The service has no such export.');
      if (outcome === 'failed')
        return held(
          finalFiles(seen).length === 0,
          'no .zip, .csv or .json in the output folder (write to *.part, then rename)',
          named(finalFiles(seen)),
        );
      if (outcome === 'partial') return held(true, 'a report that something is missing', endOf(seen));
      if (outcome !== 'complete')
        return held(
          false,
          'a run that ends by itself (raise timeLimitSeconds if it needs longer)',
          endOf(seen),
        );
      return inEveryForm(seen, (actualExport) => wholeIn(actualExport, seen));
    },
  },
  'keeps-each-row-once': {
    demand: 'A row that is served twice is kept once',
    judge: ({ actualExport, baselineExport }, { of = '' }) => {
      if (baselineExport === undefined) return untested('The service has no such export.');
      if (actualExport === undefined) return held(false, 'rows in the output folder', 'none');
      if (/\.zip$/i.test(actualExport.path)) return unsupported('The client keeps the ZIP as it arrived.');
      const found = differences(baselineExport, actualExport, { files: [of] });
      return held(
        found.length === 0,
        `each row of ${of} once`,
        found.length === 0 ? 'each once' : texts(found),
      );
    },
  },
  'keeps-no-false-export': {
    demand: 'A failed run leaves no file that looks like a finished export',
    judge: (seen) =>
      held(
        finalFiles(seen).length === 0,
        'no .zip, .csv or .json in the output folder (write to *.part, then rename)',
        named(finalFiles(seen)),
      ),
  },
  'leaves-nothing-unfinished': {
    demand: 'A failed run leaves no unfinished file',
    judge: ({ out, outBefore }) => {
      const before = new Set(outBefore.map(({ path }) => path));
      const rest = out.filter(
        (file) => file.kind === 'file' && !before.has(file.path) && file.bytes > MOST_LEFT,
      );
      return held(
        rest.length === 0,
        'no new file with a part of an export (remove it when the run fails)',
        named(rest),
      );
    },
  },
  'keeps-the-earlier-export': {
    demand: 'An earlier good export stays unchanged',
    judge: (seen, _, { runs }) => {
      const { out, outBefore } = seen;
      const earlier = outBefore.filter((file) => file.kind === 'file' && looksFinal(file));
      if (earlier.length === 0) return held(false, 'an earlier export', 'none before the run');
      const after = new Map(out.map((file) => [file.path, file.digest]));
      const changed = earlier.filter(({ path, digest }) => after.get(path) !== digest);
      if (changed.length > 0 && growsOnly(seen, runs))
        return held(true, 'the rows of the earlier exports', 'all of them, in files that grow');
      const kept = changed.length === 0 ? 'unchanged' : `changed or gone: ${named(changed)}`;
      return held(changed.length === 0, `${named(earlier)} unchanged`, kept);
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

/** The maximum size of a note or a lock file, which is no part of an export; bytes. */
const MOST_LEFT = 4096;

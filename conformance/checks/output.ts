import { type Difference, differences } from '../compare/differences.ts';
import { withoutServedBeyond } from '../compare/served-rows.ts';
import type { Judgement } from '../model/check.ts';
import type { ActualExport, ExpectedExport, RunObservation } from '../model/observation.ts';
import { firstFew } from '../util/first-few.ts';
import { type Check, held, unsupported, untested } from './check.ts';
import { endOf } from './exit.ts';
import { growsOnly, isPartOfServed, looksFinal, named, newFiles } from './left-files.ts';

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
  // Nothing is beyond for a client that asked for one export, as it was told to.
  const served = servedExports.every((one) => one === expectedExport) ? [] : servedExports;
  const from = (expected: ExpectedExport) => {
    const all = differences(expected, actual);
    return all.length === 0 || served.length === 0
      ? all
      : differences(expected, withoutServedBeyond(expected, actual, served));
  };
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

/**
 * Tells whether a dump has nothing to write: the export has no row. A database without a row need not have
 * a table.
 */
function isEmptyDump({ isDump, expectedExport, dumpFailure }: RunObservation): boolean {
  if (isDump !== true || dumpFailure !== undefined || expectedExport === undefined) return false;
  const { tables, attachments } = expectedExport;
  return attachments.size === 0 && [...tables.values()].every(({ rows }) => rows.length === 0);
}

function keptIn(actualExport: ActualExport | undefined, seen: RunObservation): Judgement {
  const { expectedExport, out } = seen;
  if (expectedExport === undefined) return untested('The service has no such export.');
  if (actualExport === undefined && isEmptyDump(seen)) return held(true, 'no row', named(out));
  if (actualExport === undefined)
    return held(false, 'an export in the output folder', `${named(out)} in the output folder`);
  if (actualExport.beyond !== undefined) return untested(`Too large to compare: ${actualExport.beyond}`);
  if (!actualExport.sound)
    return held(false, 'an export that can be read', `${placeOf(actualExport)}: ${actualExport.problem}`);
  const found = wrongIn(actualExport, seen);
  return held(found.length === 0, 'the rows and attachments that were served', inFile(actualExport, found));
}

function wholeIn(actualExport: ActualExport | undefined, seen: RunObservation): Judgement {
  if (actualExport === undefined && isEmptyDump(seen)) return held(true, 'no row', named(seen.out));
  if (actualExport === undefined)
    return held(
      false,
      'the export that the exit code calls complete',
      `${named(seen.out)} in the output folder`,
    );
  const found = wrongIn(actualExport, seen);
  const expected = 'the whole export, because the exit code means complete';
  const { sound, problem } = actualExport;
  if (found.length > 0 && !sound) return held(false, expected, `${placeOf(actualExport)}: ${problem}`);
  return held(found.length === 0, expected, inFile(actualExport, found));
}

function nothingNew(seen: RunObservation, runs: readonly RunObservation[]): Judgement {
  if (isPartOfServed(seen)) return held(true, 'nothing but rows of intact responses', endOf(seen));
  const found = newFiles(seen, runs);
  const expected = seen.isDump
    ? 'no new row in the database (commit the rows of a complete export together)'
    : 'no .zip, .csv or .json in the output folder (write to *.part, then rename)';
  return held(found.length === 0, expected, named(found));
}

/**
 * Judges every export that the run wrote: none of them may be damaged, unless it came damaged. ZIP readers
 * differ about such a ZIP, and the client has one that can read it.
 */
function soundIn(actualExport: ActualExport | undefined, seen: RunObservation): Judgement {
  const expected = 'an export that can be read, because the exit code means complete';
  if (actualExport === undefined)
    return held(isEmptyDump(seen), expected, `${named(seen.out)} in the output folder`);
  const isAsServed = ({ path }: ActualExport) => seen.asServed.includes(path);
  const unsound = [actualExport, ...(seen.writtenExports ?? [])].find(
    (one) => !one.sound && !isAsServed(one),
  );
  const found = unsound?.problem ?? 'it can be read';
  return held(unsound === undefined, expected, `${placeOf(unsound ?? actualExport)}: ${found}`);
}

/** The differences, after the file or folder that was read. */
function inFile(actualExport: ActualExport, found: readonly Difference[]): string {
  return `${placeOf(actualExport)}: ${found.length === 0 ? 'all of them' : texts(found)}`;
}

/** The file or folder that was read. */
function placeOf({ path }: ActualExport): string {
  return path === '' ? 'files in the output folder' : path;
}

/** Checks on the files that the client writes. */
export const outputChecks = {
  'keeps-the-export': {
    demand: 'The output holds every row and every attachment of the export exactly once and unchanged',
    judge: (seen) => inEveryForm(seen, (actualExport) => keptIn(actualExport, seen)),
  },
  'keeps-what-it-says': {
    demand: 'The output matches the exit code: the whole export, or no file that looks like an export',
    judge: (seen, _, { runs }) => {
      const { outcome, expectedExport } = seen;
      if (expectedExport === undefined) return untested('The service has no such export.');
      if (outcome === 'failed') return nothingNew(seen, runs);
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
  'keeps-a-sound-export': {
    demand:
      'A run that is reported as complete leaves an export that can be read, or that is as it was served',
    judge: (seen) => {
      if (seen.outcome !== 'complete')
        return held(seen.outcome !== undefined, 'an outcome other than complete', endOf(seen));
      return inEveryForm(seen, (actualExport) => soundIn(actualExport, seen));
    },
  },
  'keeps-each-row-once': {
    demand: 'A row that is served twice is kept once',
    judge: ({ outputForm, actualExport: first, otherForms, baselineExport }, { of = '' }) => {
      if (baselineExport === undefined) return untested('The service has no such export.');
      const forms = [{ form: outputForm, actualExport: first }, ...otherForms];
      const inRows = forms.find(({ form }) => form === 'rows');
      if (inRows === undefined) return unsupported('The client keeps the files as they arrived.');
      const { actualExport } = inRows;
      if (actualExport === undefined)
        return held(false, 'rows in the output folder', 'no export in the output folder');
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
    judge: (seen, _, { runs }) => nothingNew(seen, runs),
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

import { type Difference, differences } from '../compare/differences.ts';
import type { ActualExport, RunObservation } from '../model/observation.ts';
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
  return /\.(?:zip|csv|json|ndjson|jsonl)$/i.test(path);
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
  { expectedExport, baselineExport }: RunObservation,
): readonly Difference[] {
  const found = expectedExport === undefined ? [] : differences(expectedExport, actual);
  const isBaseline =
    found.length > 0 && baselineExport !== undefined && differences(baselineExport, actual).length === 0;
  return isBaseline ? [] : found;
}

const texts = (found: readonly Difference[]): string => shortly(found.map(({ text }) => text));

/** Checks on the files that the client writes. */
export const outputChecks = {
  'keeps-the-export': {
    demand: 'The output holds every row and every attachment of the export exactly once and unchanged',
    judge: (seen) => {
      const { actualExport, expectedExport, out } = seen;
      if (expectedExport === undefined) return untested('The service has no such export.');
      if (actualExport === undefined)
        return held(false, 'an export in the output folder', `files: ${named(out)}`);
      if (actualExport.beyond !== undefined) return untested(`Too large to compare: ${actualExport.beyond}`);
      if (!actualExport.sound)
        return held(false, 'an export that can be read', `${actualExport.path}: ${actualExport.problem}`);
      const found = wrongIn(actualExport, seen);
      return held(
        found.length === 0,
        'the rows and attachments that were served',
        found.length === 0 ? `${actualExport.path || 'files'}: all of them` : texts(found),
      );
    },
  },
  'keeps-what-it-says': {
    demand: 'The output matches the exit code: the whole export, or no file that looks like an export',
    judge: (seen) => {
      const { outcome, actualExport, expectedExport } = seen;
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
      if (actualExport === undefined)
        return held(false, 'the export that the exit code calls complete', `files: ${named(seen.out)}`);
      const found = wrongIn(actualExport, seen);
      return held(
        found.length === 0,
        'the whole export, because the exit code means complete',
        found.length === 0 ? `${actualExport.path || 'files'}: all of it` : texts(found),
      );
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
    judge: ({ out, outBefore }) => {
      const earlier = outBefore.filter((file) => file.kind === 'file' && looksFinal(file));
      if (earlier.length === 0) return held(false, 'an earlier export', 'none before the run');
      const after = new Map(out.map((file) => [file.path, file.digest]));
      const changed = earlier.filter(({ path, digest }) => after.get(path) !== digest);
      return held(changed.length === 0, `${named(earlier)} unchanged`, `changed or gone: ${named(changed)}`);
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

/** The maximum size of a note or a lock file, which is no part of an export; bytes. */
const MOST_LEFT = 4096;

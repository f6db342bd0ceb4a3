import { type ArchiveLimits, defaultArchiveLimits } from './archive/limits.ts';

/** The limits of a check: its cost and the number of its findings. */
export interface CheckLimits extends ArchiveLimits {
  /** Examples listed for each kind of finding in each column; all are counted. */
  readonly maxExamples: number;
  /** Different findings kept; further kinds are only counted. */
  readonly maxFindings: number;
  /** CSVs looked at. */
  readonly maxCsvs: number;
  /** Bytes of a header line; a longer one counts as none. */
  readonly maxHeaderBytes: number;
  /** Ids held at the same time, over all files. */
  readonly maxIds: number;
  /** Milliseconds that the check may take. */
  readonly maxMs: number;
}

export const defaultCheckLimits: CheckLimits = {
  ...defaultArchiveLimits,
  // Enough to see a pattern.
  maxExamples: 5,
  // 48 files with some forty columns each and a few kinds of finding; more is a hostile archive.
  maxFindings: 2000,
  // 600 networks with 32 files each.
  maxCsvs: 20_000,
  // The longest header has 850 bytes.
  maxHeaderBytes: 8 * 1024,
  // An id costs up to 40 bytes, and for a moment 60 when the table grows.
  maxIds: 4_000_000,
  // What the largest export takes, three times over.
  maxMs: 30 * 60_000,
};

/** Counts the rows of an export while it is written. */
export class Tally {
  readonly #csvs: { readonly member: string; readonly content: { readonly rowCount: number } }[] = [];

  /** Adds a CSV; its count may still grow. */
  add(member: string, content: { readonly rowCount: number }): void {
    this.#csvs.push({ member, content });
  }

  /** The number of rows so far, over all CSVs. */
  get rows(): number {
    return this.#csvs.reduce((sum, { content }) => sum + content.rowCount, 0);
  }

  /**
   * The number of rows of each CSV below a folder (`''` is the root), by label, in the order of the CSVs.
   * CSVs with the same label are added up.
   */
  counts(folder: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { member, content } of this.#csvs) {
      if (!member.startsWith(folder)) continue;
      const label = labelOf(member);
      counts.set(label, (counts.get(label) ?? 0) + content.rowCount);
    }
    return counts;
  }
}

/**
 * The label of a CSV in `log.txt`: its base name in capitals with `_` between words, as `MESSAGE_VERSIONS`.
 */
export function labelOf(member: string): string {
  const base = member.slice(member.lastIndexOf('/') + 1).replace(/\.csv$/, '');
  return base
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/\W/g, '_')
    .toUpperCase();
}

/** The contents of `log.txt` besides the counts. */
export interface PlannedLog {
  /** True if the export has a `log.txt`. */
  readonly written: boolean;
  /** The number that is added to each count. */
  readonly countsOff: number;
  /** The planned failures that the log reports. */
  readonly failures: readonly PlannedFailure[];
}

/** A planned failure of a member. */
export interface PlannedFailure {
  /**
   * The member that fails, with its folder; `undefined` when it turns out to be complete, such as a CSV with
   * fewer rows than its limit. Computed at each call.
   */
  member(): string | undefined;
  /** The reason, as a sentence without a full stop. */
  readonly reason: string;
}

/** The log of an export without faults. */
export const trueLog: PlannedLog = { written: true, countsOff: 0, failures: [] };

/**
 * `log.txt` of a folder: the counts and the failures. A failure is reported next to its counts; that of a
 * file outside all folders is reported in every folder.
 */
export function logText(tally: Tally, folder: string, { countsOff, failures }: PlannedLog): string {
  const counts = Array.from(
    tally.counts(folder),
    ([label, count]) => `Number of exported ${label}: ${count + countsOff}`,
  );
  const failed = failures.flatMap(({ member, reason }) => {
    const name = member();
    const isHere = name !== undefined && (name.startsWith(folder) || !name.includes('/'));
    return isHere ? `Failed to export ${name}: ${reason}` : [];
  });
  return [...counts, ...failed].map((line) => `${line}\n`).join('');
}

import type { Assumptions } from '../../schemas/index.ts';
import type { Query } from '../http/query.ts';
import { redactQuery } from '../http/redact.ts';

/** Counts what an export holds while it is written. */
export class Tally {
  readonly #csvs: { readonly member: string; readonly content: { readonly rowCount: number } }[] = [];

  /** Takes a CSV along; its count may still grow. */
  add(member: string, content: { readonly rowCount: number }): void {
    this.#csvs.push({ member, content });
  }

  /** Rows so far, over all CSVs. */
  get rows(): number {
    return this.#csvs.reduce((sum, { content }) => sum + content.rowCount, 0);
  }

  /** Rows of the CSVs below a folder (`''` is the root) by label, in the order in which they came. A CSV that several networks have is counted over all of them. */
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

/** What `log.txt` calls a CSV: its base name in capitals, words parted by `_`, as `MESSAGE_VERSIONS`. */
export function labelOf(member: string): string {
  const base = member.slice(member.lastIndexOf('/') + 1).replace(/\.csv$/, '');
  return base
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/\W/g, '_')
    .toUpperCase();
}

/** What `log.txt` will say besides the counts. */
export interface PlannedLog {
  /** Whether there is one. */
  readonly written: boolean;
  /** So many rows more than there are it counts in every CSV. */
  readonly countsOff: number;
  /** What fails on purpose and is told. */
  readonly failures: readonly PlannedFailure[];
}

/** What fails on purpose. */
export interface PlannedFailure {
  /** The member that fails, with its folder; undefined when it turns out to be whole, such as a CSV with fewer rows than it is cut to. Computed anew at every call. */
  member(): string | undefined;
  /** Why, as a sentence without its end. */
  readonly reason: string;
}

/** Of an export in which all went well. */
export const trueLog: PlannedLog = { written: true, countsOff: 0, failures: [] };

/**
 * `log.txt` of a folder: what was exported, and what was not. A failure is told where its counts are; that of a file
 * which no folder has is told in every one.
 */
export function logText(tally: Tally, folder: string, { countsOff, failures }: PlannedLog): string {
  const counts = Array.from(
    tally.counts(folder),
    ([label, count]) => `Number of exported ${label}: ${count + countsOff}`,
  );
  const failed = failures.flatMap(({ member, reason }) => {
    const name = member();
    const told = name !== undefined && (name.startsWith(folder) || !name.includes('/'));
    return told ? `Failed to export ${name}: ${reason}` : [];
  });
  return [...counts, ...failed].map((line) => `${line}\n`).join('');
}

/** Parameters as they were in effect, name and value. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** `request.txt`: what was asked for. */
export function requestText(parameters: Parameters, query: Query, assumptions: Assumptions): string {
  return requestTexts[assumptions['request-txt']](parameters, query);
}

const requestTexts: Readonly<
  Record<Assumptions['request-txt'], (parameters: Parameters, query: Query) => string>
> = {
  lines: (parameters) => parameters.map(([name, value]) => `${name}: ${value}\n`).join(''),
  query: (_, { raw }) => `${redactQuery(raw)}\n`,
  empty: () => '',
};

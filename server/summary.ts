import type { Assumptions } from '../schemas/index.ts';
import type { Query } from './query.ts';
import { redactQuery } from './redact.ts';

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

/** `log.txt` of a folder: what was exported. */
export function logText(tally: Tally, folder: string): string {
  return [...tally.counts(folder)]
    .map(([label, count]) => `Number of exported ${label}: ${count}\n`)
    .join('');
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

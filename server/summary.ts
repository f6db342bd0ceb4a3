import type { ExportPlan } from './plan.ts';

/** Counts what an export holds while it is written. */
export class Tally {
  readonly #csvs: { readonly label: string; readonly content: { readonly rowCount: number } }[] = [];

  /** Takes a CSV along; its count may still grow. */
  add(member: string, content: { readonly rowCount: number }): void {
    this.#csvs.push({ label: labelOf(member), content });
  }

  /** Rows so far, over all CSVs. */
  get rows(): number {
    return this.#csvs.reduce((sum, { content }) => sum + content.rowCount, 0);
  }

  /** Rows by label, in the order in which the CSVs came. A CSV that several networks have is counted over all of them. */
  get counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { label, content } of this.#csvs)
      counts.set(label, (counts.get(label) ?? 0) + content.rowCount);
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

/** `log.txt`: what was exported. */
export function logText(tally: Tally): string {
  return [...tally.counts].map(([label, count]) => `Number of exported ${label}: ${count}\n`).join('');
}

/** `request.txt`: what was asked for. */
export function requestText({ parameters }: ExportPlan): string {
  return parameters.map(([name, value]) => `${name}: ${value}\n`).join('');
}

import { cpus, loadavg } from 'node:os';
import { type Effort, type Figure, isWithin, type Limit, type Outcome, type Result } from './figure.ts';

/** A line of the table. */
export interface Line extends Limit, Result {
  readonly figure: string;
  readonly within: boolean;
  readonly reachesGoal: boolean;
}

/** The result of a run of the bench; `--json` writes it unchanged. */
export interface Report {
  readonly node: string;
  readonly machine: string;
  /** The day of the run, ISO 8601. */
  readonly date: string;
  readonly effort: Effort;
  /**
   * The number of processes that wanted a core, on average over the last minute: at the start, and at the
   * end.
   */
  readonly load: readonly [start: number, end: number];
  readonly lines: readonly Line[];
  /** The notes, by figure. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
}

/** A short description of the machine. */
export function machine(): string {
  const all = cpus();
  return `${process.platform} ${process.arch}, ${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
}

export function load(): number {
  return loadavg()[0] ?? 0;
}

export function linesOf({ name, limits }: Figure, { results }: Outcome<string>): Line[] {
  return Object.entries(limits).map(([key, limit]) => {
    const result = results[key];
    if (result === undefined) throw new Error(`expected ${name} to measure '${key}', got no result.`);
    const within = isWithin(limit, result.value);
    const reachesGoal = isWithin({ ...limit, bound: limit.goal }, result.value);
    return { figure: name, ...limit, ...result, within, reachesGoal };
  });
}

export const HEADINGS = ['figure', 'what', 'measured', 'against', 'result', 'bound', 'goal', ''];
/** The columns of text; the others contain numbers and are aligned to the right. */
const WORDS = new Set([0, 1, 7]);

/** The report as a table. */
export function render({ node, machine, effort, load: [start, end], lines, notes }: Report): string {
  const within = lines.filter((line) => line.within).length;
  const explained = Object.entries(notes).flatMap(([name, texts]) => [
    `${name}:`,
    ...texts.map((text) => `  ${text}`),
  ]);
  return [
    `Node ${node}, ${machine}; load ${start.toFixed(1)} at the start, ${end.toFixed(1)} at the end; ${effort} run`,
    '',
    ...table([HEADINGS, ...lines.map(cellsOf)]),
    '',
    ...explained,
    '',
    `${within} within bound, ${lines.length - within} beyond`,
    '',
  ].join('\n');
}

/** The cells of a line, in the order of the headings. */
export function cellsOf({
  figure,
  what,
  side,
  measured,
  against,
  value,
  unit,
  bound,
  goal,
  within,
  reachesGoal,
}: Line) {
  const sign = side === 'at most' ? '≤' : '≥';
  const number = (amount: number, digits?: number): string => {
    const text = digits === undefined ? String(amount) : amount.toFixed(digits);
    return unit === '×' ? `${text} ×` : `${text} ${unit}`;
  };
  const verdict = within ? (reachesGoal ? 'within' : 'within, short of the goal') : 'BEYOND';
  const digits = { '×': 2, MB: 0, s: 1, ms: 1, readers: 0 }[unit];
  const limits = [`${sign} ${number(bound)}`, `${sign} ${number(goal)}`];
  return [figure, what, measured, against, number(value, digits), ...limits, verdict];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        WORDS.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

import type { FileKey, Law, Rule } from '../../../schemas/index.ts';
import { allHold, type Cells, type ExportClock, holds, related } from './condition.ts';

/** A place where a law is broken. */
export interface Breach {
  readonly law: Law;
  readonly member: string;
  readonly line: number;
  /** The cells that contradict each other, as text. */
  readonly value: string;
}

/** A row, with its place. */
export interface LawRow {
  readonly file: FileKey;
  readonly member: string;
  readonly line: number;
  readonly cells: Cells;
}

type Of<K extends Rule['kind']> = Extract<Rule, { kind: K }>;

interface Turn {
  readonly at: string;
  readonly value: string;
  readonly member: string;
  readonly line: number;
}

interface Options {
  readonly laws: readonly Law[];
  readonly clock: ExportClock;
  /** True when the export covers the whole past: then nothing begins with its end. */
  readonly whole: boolean;
  /** The maximum number of rows and keys to remember. */
  readonly most: number;
}

/**
 * Holds rows against the laws. All rows that others are joined to must be remembered first; then each row is
 * taken once. Both can be fed in pieces.
 */
export class LawCheck {
  readonly #options: Options;
  readonly #byFile = new Map<FileKey, Law[]>();
  /** The columns to remember of each target such as `Users.id`. */
  readonly #wanted = new Map<string, Set<string>>();
  readonly #remembered = new Map<string, Map<string, Map<string, string>>>();
  readonly #seen = new Map<string, { member: string; line: number }>();
  readonly #turns = new Map<Law, Map<string, Turn[]>>();
  readonly #breaches: Breach[] = [];
  #left: number;

  constructor(options: Options) {
    this.#options = options;
    this.#left = options.most;
    for (const law of options.laws) {
      const { rule } = law;
      this.#byFile.set(law.file, [...(this.#byFile.get(law.file) ?? []), law]);
      if (rule.kind !== 'joined') continue;
      const columns = this.#wanted.get(rule.to) ?? new Set<string>();
      for (const column of [rule.their, ...(rule.where ?? []).map((each) => each.column)])
        columns.add(column);
      this.#wanted.set(rule.to, columns);
    }
  }

  /** True when there were more rows than can be remembered: the laws were not checked on all. */
  get full(): boolean {
    return this.#left <= 0;
  }

  /** Tells whether rows of this file are to be remembered. */
  remembers(file: FileKey): boolean {
    return [...this.#wanted.keys()].some((target) => fileOf(target) === file);
  }

  /** Remembers a row that others are joined to. */
  remember({ file, cells }: Pick<LawRow, 'file' | 'cells'>): void {
    for (const [target, columns] of this.#wanted) {
      if (fileOf(target) !== file || !this.#take()) continue;
      const rows = this.#remembered.get(target) ?? new Map<string, Map<string, string>>();
      this.#remembered.set(target, rows);
      const kept = new Map<string, string>();
      for (const column of columns) {
        const text = cells(column);
        if (text !== undefined) kept.set(column, text);
      }
      rows.set(cells(columnOf(target)) ?? '', kept);
    }
  }

  /** Takes a row and checks the laws of its file. */
  take(row: LawRow): void {
    for (const law of this.#byFile.get(row.file) ?? []) {
      const { rule } = law;
      if (rule.kind === 'row') this.#row(law, rule, row);
      else if (rule.kind === 'order') this.#order(law, rule, row);
      else if (rule.kind === 'unique') this.#unique(law, rule, row);
      else if (rule.kind === 'joined') this.#joined(law, rule, row);
      else this.#turn(law, rule, row);
    }
  }

  /** All breaches, after every row was taken. */
  finish(): readonly Breach[] {
    for (const [law, keys] of this.#turns) {
      for (const turns of keys.values()) this.#inTurns(law, law.rule as Of<'turns'>, turns);
    }
    return this.#breaches;
  }

  #take(): boolean {
    return --this.#left > 0;
  }

  #row(law: Law, { when, then }: Of<'row'>, row: LawRow): void {
    const { clock } = this.#options;
    if (!allHold(when, row.cells, clock)) return;
    const broken = then.find((condition) => holds(condition, row.cells, clock) === false);
    if (broken === undefined) return;
    const others = [broken.equals, broken.differsFrom, broken.endsWith, broken.contains];
    const columns = [...when.map(({ column }) => column), broken.column, ...others];
    this.#broken(
      law,
      row,
      columns.filter((column) => column !== undefined),
    );
  }

  #order(law: Law, { first, second }: Of<'order'>, row: LawRow): void {
    const [a, b] = [row.cells(first), row.cells(second)];
    if (a && b && !related(a, 'not-after', b)) this.#broken(law, row, [first, second]);
  }

  #unique(law: Law, { columns, when = [] }: Of<'unique'>, row: LawRow): void {
    if (!allHold(when, row.cells, this.#options.clock)) return;
    const values = columns.map((column) => row.cells(column) ?? '');
    // A message of a thread between networks is in the export of each of them.
    const network = row.member.slice(0, row.member.lastIndexOf('/') + 1);
    const key = JSON.stringify([law.id, network, ...values]);
    const before = this.#seen.get(key);
    if (before) this.#broken(law, row, columns, ` as in line ${before.line}`);
    else if (this.#take()) this.#seen.set(key, { member: row.member, line: row.line });
  }

  #joined(law: Law, rule: Of<'joined'>, row: LawRow): void {
    const target = this.#remembered.get(rule.to)?.get(row.cells(rule.by) ?? '');
    const own = row.cells(rule.own);
    if (!target || !own || !allHold(rule.when ?? [], row.cells, this.#options.clock)) return;
    const their = target.get(rule.their);
    const failed = (rule.where ?? []).find(
      (condition) => holds(condition, (column) => target.get(column), this.#options.clock) === false,
    );
    if (failed) {
      const value = `${rule.by} ${row.cells(rule.by)}, ${fileOf(rule.to)}.${failed.column} ${target.get(failed.column)}`;
      this.#breaches.push({ law, member: row.member, line: row.line, value });
    } else if (their && !related(own, rule.relation, their)) {
      const value = `${rule.own} ${own}, ${fileOf(rule.to)}.${rule.their} ${their}`;
      this.#breaches.push({ law, member: row.member, line: row.line, value });
    }
  }

  #turn(law: Law, { by, column, values, time }: Of<'turns'>, row: LawRow): void {
    const value = row.cells(column);
    const at = row.cells(time);
    if (value === undefined || !at || !values.includes(value) || !this.#take()) return;
    const keys = this.#turns.get(law) ?? new Map<string, Turn[]>();
    this.#turns.set(law, keys);
    const key = JSON.stringify(by.map((name) => row.cells(name)));
    const turns = keys.get(key) ?? [];
    keys.set(key, turns);
    turns.push({ at, value, member: row.member, line: row.line });
  }

  #inTurns(law: Law, { column, values: [first], time }: Of<'turns'>, turns: readonly Turn[]): void {
    const sorted = turns.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
    for (const [i, { at, value, member, line }] of sorted.entries()) {
      const before = sorted[i - 1];
      const wrong = before === undefined ? this.#options.whole && value !== first : before.value === value;
      if (!wrong) continue;
      const earlier =
        before === undefined ? 'nothing before' : `and before in line ${before.line}, ${before.at}`;
      this.#breaches.push({ law, member, line, value: `${column} ${value}, ${time} ${at}, ${earlier}` });
    }
  }

  #broken(law: Law, { member, line, cells }: LawRow, columns: readonly string[], more = ''): void {
    const value = [...new Set(columns)].map((column) => `${column} ${JSON.stringify(cells(column) ?? '')}`);
    this.#breaches.push({ law, member, line, value: value.join(', ') + more });
  }
}

function fileOf(target: string): string {
  return target.slice(0, target.lastIndexOf('.'));
}

function columnOf(target: string): string {
  return target.slice(target.lastIndexOf('.') + 1);
}

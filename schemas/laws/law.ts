import type { FileKey } from '../tables.ts';

/** A condition on one cell of a row. All given parts must hold. */
export interface Condition {
  readonly column: string;
  /** The cell has one of these texts. */
  readonly is?: readonly string[];
  readonly isNot?: readonly string[];
  readonly empty?: boolean;
  /** The cell has the same text as another column of the row. */
  readonly equals?: string;
  readonly differsFrom?: string;
  /** The cell begins with this text, ends with or contains the text of another column of the row. */
  readonly beginsWith?: string;
  readonly endsWith?: string;
  readonly contains?: string;
  /** A regular expression, in linear time. */
  readonly matches?: string;
  /** The instant is surely not after the clock of the export, or surely after it. */
  readonly clock?: 'past' | 'future';
}

/** The relation of a cell to a cell of another row. */
export type Relation =
  | 'equal'
  | 'different'
  | 'not-before'
  | 'not-after'
  | 'among'
  | 'among-ids'
  | 'contains';

/** The rule of a law, by its kind. */
export type Rule =
  /** In each row where all of `when` hold, all of `then` hold. */
  | { readonly kind: 'row'; readonly when: readonly Condition[]; readonly then: readonly Condition[] }
  /** Two instants of a row; a row in which one is empty is left out. */
  | { readonly kind: 'order'; readonly first: string; readonly second: string }
  /** No two rows in which all of `when` hold have the same texts in these columns. */
  | { readonly kind: 'unique'; readonly columns: readonly string[]; readonly when?: readonly Condition[] }
  /**
   * The row that a column names, by a column such as `Users.id`: a cell of this row compared with a cell of
   * that one. A row where a cell is empty is left out, and so is one whose target is not in the export.
   */
  | {
      readonly kind: 'joined';
      readonly by: string;
      readonly to: string;
      readonly own: string;
      readonly relation: Relation;
      readonly their: string;
      readonly when?: readonly Condition[];
      readonly where?: readonly Condition[];
    }
  /**
   * The rows with the same texts in `by`, in order of time, have these values in turns, the first one first.
   */
  | {
      readonly kind: 'turns';
      readonly by: readonly string[];
      readonly column: string;
      readonly values: readonly [string, string];
      readonly time: string;
    };

/** A fact about the rows of a file that an export alone can show. */
export interface Law {
  /** The file and a short name, such as `Users/joined-first`. */
  readonly id: string;
  readonly file: FileKey;
  /** The law in one sentence. */
  readonly says: string;
  /** True when a real network may break it: then it is a note, not a finding. */
  readonly note?: true;
  readonly rule: Rule;
}

/** The laws of a file by their short names. */
export type FileLaws = Readonly<Record<string, Omit<Law, 'id' | 'file'>>>;

const NOTE = { note: true } as const;

type Row = Extract<Rule, { kind: 'row' }>;
type Joined = Extract<Rule, { kind: 'joined' }>;

export function order(says: string, first: string, second: string) {
  return { says, rule: { kind: 'order', first, second } } as const;
}

export function row(says: string, when: Row['when'], then: Row['then']) {
  return { says, rule: { kind: 'row', when, then } } as const;
}

export function unique(says: string, columns: readonly string[], when: readonly Condition[] = []) {
  return { says, rule: { kind: 'unique', columns, when } } as const;
}

export function turns(
  says: string,
  by: readonly string[],
  column: string,
  values: readonly [string, string],
  time: string,
) {
  return { says, rule: { kind: 'turns', by, column, values, time } } as const;
}

/** @param path the columns as `by → File.column`: the target of the join. */
export function joined(
  says: string,
  [by, to]: readonly [by: string, to: string],
  [own, relation, their]: readonly [own: string, relation: Relation, their: string],
  conditions: Pick<Joined, 'when' | 'where'> = {},
) {
  return { says, rule: { kind: 'joined', by, to, own, relation, their, ...conditions } } as const;
}

/** A law that a real network may break. */
export function note<L extends Omit<Law, 'id' | 'file'>>(law: L) {
  return { ...law, ...NOTE };
}

export const filled = (column: string): Condition => ({ column, empty: false });
export const empty = (column: string): Condition => ({ column, empty: true });
export const is = (column: string, ...values: string[]): Condition => ({ column, is: values });
export const isNot = (column: string, ...values: string[]): Condition => ({ column, isNot: values });

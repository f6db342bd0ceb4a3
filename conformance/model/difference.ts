import type { Reason } from './reasons.ts';

/** The ways in which an actual export can differ from the expected export. */
export type DifferenceKind =
  | 'file-missing'
  | 'file-extra'
  | 'columns-lost'
  | 'columns-added'
  | 'columns-renamed'
  | 'columns-reordered'
  | 'rows-lost'
  | 'rows-duplicated'
  | 'rows-added'
  /** The same row with other values. */
  | 'rows-changed'
  | 'attachment-missing'
  | 'attachment-extra'
  | 'attachment-changed';

/** An example of a difference. Every text is short and printable. */
export interface DifferenceExample {
  /** The id of the row or another text that identifies it; otherwise the column's name or the path. */
  readonly of: string;
  readonly column?: string;
  readonly expected?: string;
  readonly seen?: string;
}

/** Rows, columns or files of one file that differ in the same way and for the same reason. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The table's name, or the attachment's path. */
  readonly file: string;
  /** The number of rows, columns or files. */
  readonly count: number;
  /** The likely reason; absent when none is known. */
  readonly reason?: Reason;
  /** At most three examples. */
  readonly examples: readonly DifferenceExample[];
  /** The whole difference, as a sentence without its full stop. */
  readonly text: string;
}

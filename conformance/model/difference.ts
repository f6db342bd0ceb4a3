import type { Reason } from './reasons.ts';

/** In what a client's export can differ from the truth. */
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
  /** The id of the row, or what tells it else; the column's name or the path where no row is meant. */
  readonly of: string;
  readonly column?: string;
  readonly expected?: string;
  readonly seen?: string;
}

/** Things of one file that are not as they were served, all in the same way and for the same reason. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The table's name, or the attachment's path. */
  readonly file: string;
  /** Rows, columns or files. */
  readonly count: number;
  /** The likely reason; absent when none can be told. */
  readonly reason?: Reason;
  /** At most three examples. */
  readonly examples: readonly DifferenceExample[];
  /** All of it in one sentence without its end. */
  readonly text: string;
}

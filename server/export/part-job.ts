import type { CsvColumn } from '../csv/index.ts';
import type { Method } from '../zip/index.ts';
import type { PartRecipe } from './parts.ts';

/** A part of a CSV for a thread. */
export interface PartJob {
  readonly recipe: PartRecipe;
  readonly columns: readonly CsvColumn[];
  readonly method: Method;
  /** The zlib level. */
  readonly level: number;
  readonly first: boolean;
  readonly last: boolean;
  /** True if the part of the file that has these rows again is made in the same pass. */
  readonly withLater: boolean;
  /** Its element is 1 when nobody needs the part any more. All jobs of an export share it. */
  readonly stop: Int32Array;
}

/** The result of a job. */
export interface MadePart {
  readonly own: PackedPart;
  /** The part of the file that has the rows again. */
  readonly other?: PackedPart;
}

/** A part as a thread returns it. */
export interface PackedPart {
  readonly rows: number;
  /** The compressed blocks, one after another. */
  readonly bytes: ArrayBuffer;
  /** Length in `bytes`, size of the content and its CRC-32, for each block. */
  readonly blocks: readonly { readonly length: number; readonly size: number; readonly crc: number }[];
}

import { type Row, textKey } from '../../../generators/index.ts';
import { fileByKey } from '../../../schemas/index.ts';
import type { PlannedCsv } from '../../export/plan.ts';

/** A number that depends on the identity of a row alone, and not on its place in an answer. */
export type RowNumber = (row: Row) => number;

/** The number of each row of a CSV, from its identity: the same row has the same in every answer. */
export function rowNumberOf({ key }: Pick<PlannedCsv, 'key'>): RowNumber {
  const { identity } = fileByKey(key);
  return (row) => numberOf(identity.map((name) => row[name] ?? ''));
}

/** The number for the values of an identity. */
export function numberOf(identity: readonly (string | number | boolean)[]): number {
  return textKey(identity.join('\n'));
}

/**
 * Tells whether a step that aims at one in so many rows changes the row of this number. Two answers that
 * carry the row agree on it, whatever else they carry.
 */
export function isChosen(number: number, every: number): boolean {
  return number % every === 0;
}

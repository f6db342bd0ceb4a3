import type { Difference } from '../model/difference.ts';
import type { ActualExport, ExpectedExport } from '../model/observation.ts';
import { attachmentDifferences } from './attachment-differences.ts';
import { differenceOf } from './format.ts';
import { tableDifferences } from './table-differences.ts';
import { filesLike, joinedNetworks, pairTables } from './table-names.ts';

export type { Difference, DifferenceExample, DifferenceKind } from '../model/difference.ts';
export { type Reason, reasons } from '../model/reasons.ts';

/** The two exports that are compared. */
export interface Compared {
  /** The tables, as `Messages`, in whichever folder; attachments belong to `Files`. All when left out. */
  readonly files?: readonly string[] | undefined;
}

/**
 * In what a client's export differs from the truth, and likely why: nothing when it is the same. The order of
 * rows does not matter.
 */
export function differences(
  truth: Pick<ExpectedExport, 'tables' | 'attachments'>,
  kept: Pick<ActualExport, 'tables' | 'attachments' | 'form'>,
  { files }: Compared = {},
): readonly Difference[] {
  const wanted = files && new Set(files.map(plainName));
  const isWanted = (name: string) => wanted?.has(plainName(name)) ?? true;
  const tables = joinedNetworks(truth.tables, kept.tables);
  const { pairs, missing, extra } = pairTables(tables, kept.tables);
  const json = kept.form === 'json';
  const isMissed = (name: string) => !json || (tables.get(name)?.rows.length ?? 0) > 0;
  const isFile = (name: string) => !json || filesLike(name) !== undefined;
  const told = (kind: 'file-missing' | 'file-extra', names: readonly string[]) =>
    names.map((file) => differenceOf({ kind, file, count: 1, reason: undefined, examples: [] }));
  return [
    ...told('file-missing', missing.filter(isWanted).filter(isMissed)),
    ...told('file-extra', extra.filter(isWanted).filter(isFile)),
    ...pairs
      .filter(([name]) => isWanted(name))
      .flatMap(([file, expected, seen]) => tableDifferences({ file, expected, seen, form: kept.form })),
    ...(isWanted('Files') ? attachmentDifferences(truth.attachments, kept.attachments) : []),
  ];
}

function plainName(table: string): string {
  return filesLike(table) ?? table;
}

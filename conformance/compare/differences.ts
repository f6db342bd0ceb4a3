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
 * Finds the differences between a client's export and the expected one, with their likely reasons; none when
 * they are equal. The order of rows does not matter.
 */
export function differences(
  expectedExport: Pick<ExpectedExport, 'tables' | 'attachments'>,
  actualExport: Pick<ActualExport, 'tables' | 'attachments' | 'form'>,
  { files }: Compared = {},
): readonly Difference[] {
  const wanted = files && new Set(files.map(plainName));
  const isWanted = (name: string) => wanted?.has(plainName(name)) ?? true;
  const tables = joinedNetworks(expectedExport.tables, actualExport.tables);
  const { pairs, missing, extra } = pairTables(tables, actualExport.tables);
  const json = actualExport.form === 'json';
  const isMissed = (name: string) => !json || (tables.get(name)?.rows.length ?? 0) > 0;
  const isFile = (name: string) => !json || filesLike(name) !== undefined;
  const difference = (kind: 'file-missing' | 'file-extra', names: readonly string[]) =>
    names.map((file) => differenceOf({ kind, file, count: 1, reason: undefined, examples: [] }));
  return [
    ...difference('file-missing', missing.filter(isWanted).filter(isMissed)),
    ...difference('file-extra', extra.filter(isWanted).filter(isFile)),
    ...pairs
      .filter(([name]) => isWanted(name))
      .flatMap(([file, expected, seen]) =>
        tableDifferences({
          file,
          expected,
          seen,
          form: actualExport.form,
          networks: !expectedExport.tables.has(file),
        }),
      ),
    ...(isWanted('Files') ? attachmentDifferences(expectedExport.attachments, actualExport.attachments) : []),
  ];
}

function plainName(table: string): string {
  return filesLike(table) ?? table;
}

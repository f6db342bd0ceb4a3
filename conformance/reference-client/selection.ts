import { createHash } from 'node:crypto';
import type { ReferenceOptions } from './options.ts';

/**
 * The selection of an export, whatever the window: exports of different selections have nothing to do with
 * each other.
 */
export function selectionOf(options: ReferenceOptions): string {
  const { models, include = 'all', networks, includeEns = 'false', excludeFiles = 'false' } = options;
  const sorted = (names: readonly string[]) => [...names].sort().join(',') || '*';
  return `model=${sorted(models)} network=${sorted(networks)} include=${include} include_ens=${includeEns} exclude_files=${excludeFiles}`;
}

const EVERYTHING = 'model=* network=* include=all include_ens=false exclude_files=false';

/** The ending of the names of exports, so that none replaces one that holds more; `''` for a whole export. */
export function selectionTag(options: ReferenceOptions): string {
  const selection = selectionOf(options);
  if (selection === EVERYTHING) return '';
  return `-${createHash('sha256').update(selection).digest('hex').slice(0, 8)}`;
}

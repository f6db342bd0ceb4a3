import {
  createWorld,
  type Network,
  type Row,
  type WorldInput,
  worldOptions,
} from '../../generators/index.ts';
import { columnsOf, type FileKey, filesOf } from '../../schemas/index.ts';

/** The default time of the clock in tests: a Friday at noon. */
export const NOON = Date.UTC(2026, 10, 20, 12);

export async function worldOf(input: WorldInput, now = NOON) {
  return createWorld(worldOptions({ size: 'tiny', ...input }, now));
}

/** The home network of a world. */
export async function networkOf(input: WorldInput, now = NOON): Promise<Network> {
  return (await worldOf(input, now)).networks[0];
}

export const networkFiles = filesOf('current');

/** `Admins` and `Networks` list the current state for every window. */
export const datedFiles = networkFiles.filter((key) => key !== 'Admins' && key !== 'Networks');

export function rowsOf(network: Network, key: FileKey, from: number, to: number, now = NOON): Row[] {
  return [...network.rows(key, { from, to, now })];
}

/** Returns every row of a file up to the time of the clock. */
export function allRows(network: Network, key: FileKey, now = NOON): Row[] {
  return rowsOf(network, key, 0, now + 1, now);
}

/** Returns the rows as sorted texts, for a comparison without order. */
export function bag(rows: Iterable<Row>): string[] {
  return Array.from(rows, (row) => JSON.stringify(row)).sort();
}

/** Returns the columns of a file that reference another file. */
export function referencesOf(key: FileKey, profile: 'current' | 'user') {
  return columnsOf(key, profile).flatMap(([name, column]) => {
    if (column.refers === undefined) return [];
    const dot = column.refers.lastIndexOf('.');
    return [{ name, file: column.refers.slice(0, dot) as FileKey, column: column.refers.slice(dot + 1) }];
  });
}

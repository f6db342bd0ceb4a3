import type { Network, Row, Rows, Window, World } from '../../generators/index.ts';
import type { FileKey } from '../../schemas/index.ts';
import { rowsInWindow, type Writing, writtenRows } from './written-rows.ts';

/** The rows of a planned CSV. */
export interface PlannedRows extends Rows {
  /** The parts of a file that may be large, in order: their rows are the rows of the whole. */
  readonly parts?: Parts;
}

/** The parts of a table: the rows of neighbouring windows. They depend on network and request alone. */
export interface Parts {
  /** At least one. */
  readonly count: number;
  rows(index: number): Rows;
  /** The description of a part, for a thread. */
  recipe(index: number): PartRecipe;
}

/** Everything from which a thread makes the rows of a part; it can be copied. */
export interface PartRecipe {
  readonly world: World['options'];
  /** The index of the network in the world. */
  readonly network: number;
  readonly key: FileKey;
  readonly window: Window;
  readonly writing: Writing;
}

/** A table in a window. */
interface Table {
  readonly world: World;
  readonly network: Network;
  readonly key: FileKey;
  readonly window: Window;
  readonly writing: Writing;
}

/** The rows of a network's table in a window, cut into parts if they may be many. */
export function partedRows({ world, network, key, window, writing }: Table): PlannedRows {
  const rowsIn = (within: Window): Rows => rowsOfPart(network, { key, window: within, writing });
  const rows = rowsIn(window);
  const cuts = network.cuts(key, window);
  if (cuts === undefined) return rows;
  const windowOf = (index: number): Window => ({
    ...window,
    from: index === 0 ? window.from : cuts.at(index - 1),
    to: index === cuts.count ? window.to : cuts.at(index),
  });
  return {
    [Symbol.iterator]: (): Iterator<Row> => rows[Symbol.iterator](),
    parts: {
      count: cuts.count + 1,
      rows: (index) => rowsIn(windowOf(index)),
      recipe: (index) => ({
        world: world.options,
        network: world.networks.indexOf(network),
        key,
        window: windowOf(index),
        writing,
      }),
    },
  };
}

/** The rows of a part, on any thread. */
export function rowsOfPart(
  network: Network,
  { key, window, writing }: Pick<PartRecipe, 'key' | 'window' | 'writing'>,
): Rows {
  return writtenRows(key, rowsInWindow(network, key, { profile: writing.profile, window }), writing);
}

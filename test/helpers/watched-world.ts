import type { Network, World } from '../../generators/index.ts';

/** The activity of the generators of a world. */
export interface Activity {
  /** The number of row iterators that began and have not ended. */
  running: number;
  /** The number of rows that were returned. */
  rows: number;
}

/** Returns the same world with counters. `onRow` receives every row before it is returned, and may throw. */
export function watched(world: World, onRow: () => void = () => {}): { world: World; activity: Activity } {
  const activity: Activity = { running: 0, rows: 0 };
  function* watch<T>(rows: Iterable<T>): Generator<T> {
    activity.running += 1;
    try {
      for (const row of rows) {
        onRow();
        activity.rows += 1;
        yield row;
      }
    } finally {
      activity.running -= 1;
    }
  }
  const networks = world.networks.map(
    (network): Network => ({
      ...network,
      rows: (key, window) => watch(network.rows(key, window)),
      attachments: (window) => watch(network.attachments(window)),
    }),
  );
  return { world: { ...world, networks: networks as unknown as World['networks'] }, activity };
}

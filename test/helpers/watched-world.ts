import type { Network, World } from '../../generators/index.ts';

/** What the generators of a world are doing. */
export interface Activity {
  /** Row iterators that have begun and not ended. */
  running: number;
  /** Rows given out. */
  rows: number;
}

/** The same world, watched. `onRow` sees every row before it is given out, and may throw. */
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

import { keptExports } from './kept-exports.ts';
import { keptMembers } from './kept-members.ts';

/** Keeps whole exports and their members in half of the bytes each, until disposed of. */
export function keepExports(bytes: number): Disposable {
  const users = [keptExports.keep(bytes / 2), keptMembers.keep(bytes / 2)];
  return {
    [Symbol.dispose]: () => {
      for (const user of users) user[Symbol.dispose]();
    },
  };
}

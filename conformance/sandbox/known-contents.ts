import { machineNow } from '../util/timers.ts';
import type { VersionedEntry } from './look.ts';

/**
 * The time from a change of a file to its reading after which a further change gets another time: file
 * systems have times of coarse steps. Milliseconds.
 */
const SETTLED_MS = 1000;

/**
 * Remembers a text about the content of each file of a case, such as its digest, so that a file is not read
 * again after every run. A file counts as the same while its identity, its size and its times are the same.
 */
export class KnownContents {
  readonly #known = new Map<string, string>();

  /** Returns the known text about a file, by `read` if there is none. Anything but a text is not kept. */
  async of<T>(
    entry: Pick<VersionedEntry, 'version' | 'changed'>,
    read: () => Promise<string | T>,
  ): Promise<string | T> {
    const known = this.#known.get(entry.version);
    if (known !== undefined) return known;
    const isSettled = machineNow() - entry.changed > SETTLED_MS;
    const found = await read();
    if (typeof found === 'string' && isSettled) this.#known.set(entry.version, found);
    return found;
  }
}

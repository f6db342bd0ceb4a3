import { randomBytes } from 'node:crypto';
import { type Dirent, lstatSync, opendirSync } from 'node:fs';
import { rename, rmdir, unlink } from 'node:fs/promises';
import { sleep } from '../util/timers.ts';
import { Turns } from '../util/turns.ts';
import { type Identity, identityOf, ReplacedError } from './identity.ts';
import { reasonOf } from './look.ts';
import { joined, makeAccessible, type Path, withFolder } from './open-verified.ts';

/** A folder that the kit made. */
interface Known {
  readonly path: string;
  readonly identity: Identity;
}

/**
 * A process that has not ended yet may put new files there as often as this, and is waited for in between.
 */
const GOES = 5;
const BETWEEN_MS = 40;

/**
 * Removes everything that lies in a folder that the kit made, and nothing else: links are removed and not
 * followed. Returns why something is left, as sentences; nothing when the folder is empty.
 */
export async function emptyFolder(folder: Known): Promise<readonly string[]> {
  let problems: readonly string[] = [];
  try {
    for (let go = 0; go < GOES; go++) {
      if (go > 0) await sleep(BETWEEN_MS);
      problems = await emptyOnce(folder);
      if (problems.length === 0) break;
    }
  } catch (error) {
    // It does not come back by itself.
    if (!(error instanceof ReplacedError)) throw error;
    return [`${folder.path}: ${error.message}`];
  }
  return problems;
}

/** Removes a folder that the kit made with everything in it. Returns why something is left, as sentences. */
export async function removeFolder(folder: Known): Promise<readonly string[]> {
  const problems = await emptyFolder(folder);
  if (problems.length > 0) return problems;
  try {
    // A link that has just taken its place is no folder, and is not removed.
    await rmdir(folder.path);
    return [];
  } catch (error) {
    return isGone(error) ? [] : [`${folder.path}: ${reasonOf(error)}.`];
  }
}

async function emptyOnce(folder: Known): Promise<readonly string[]> {
  const problems: string[] = [];
  try {
    makeAccessible(folder.path, folder.identity);
    await withFolder(folder.path, folder.identity, async (top) => {
      const emptying = new Emptying(top, problems);
      await emptying.takeFrom(top);
      await emptying.removeMoved();
    });
  } catch (error) {
    if (error instanceof ReplacedError) throw error;
    problems.push(`${folder.path}: ${reasonOf(error)}.`);
  }
  return problems;
}

/** Folders that are being removed are called by this and a number of their own. */
const REMOVED = `.engage-export-removed-${randomBytes(6).toString('hex')}-`;
let count = 0;

/**
 * Empties one folder. Folders in it are moved up to it before they are emptied, so that no path grows with
 * the depth of the tree. Changes may wait for the disk, and are made on other threads.
 */
class Emptying {
  readonly #top: Path;
  readonly #problems: string[];
  /** The folders that were moved up and are not removed yet, by their names. */
  readonly #moved = new Map<string, Identity>();
  readonly #turns = new Turns();

  constructor(top: Path, problems: string[]) {
    this.#top = top;
    this.#problems = problems;
  }

  /** Removes the files of a folder, and moves its folders up. */
  async takeFrom(folder: Path): Promise<void> {
    const entries = opendirSync(folder as string, { encoding: 'buffer' as BufferEncoding });
    try {
      const next = () => entries.readSync() as Dirent<Buffer> | null;
      for (let entry = next(); entry !== null; entry = next()) {
        const name = entry.name.toString('latin1');
        if (folder === this.#top && this.#moved.has(name)) continue;
        const path = joined(folder, entry.name);
        await this.#trying(name, () => this.#take(path));
        await this.#turns.give();
      }
    } finally {
      entries.closeSync();
    }
  }

  async removeMoved(): Promise<void> {
    for (const [name, identity] of this.#moved) {
      const path = joined(this.#top, name);
      await this.#trying(name, async () => {
        await withFolder(path, identity, (opened) => this.takeFrom(opened));
        await rmdir(path);
      });
    }
  }

  async #take(path: Path): Promise<void> {
    const found = lstatSync(path, { bigint: true });
    if (!found.isDirectory()) return unlink(path);
    if (await isRemovedEmpty(path)) return;
    const identity = identityOf(found);
    makeAccessible(path, identity);
    const name = `${REMOVED}${count++}`;
    this.#moved.set(name, identity);
    return rename(path, joined(this.#top, name));
  }

  async #trying(name: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!isGone(error)) this.#problems.push(`${name}: ${reasonOf(error)}.`);
    }
  }
}

/** Most folders are empty. One that is not, or may not be removed yet, is emptied first. */
function isRemovedEmpty(path: Path): Promise<boolean> {
  return rmdir(path).then(
    () => true,
    () => false,
  );
}

function isGone(error: unknown): boolean {
  return (
    error instanceof ReplacedError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')
  );
}

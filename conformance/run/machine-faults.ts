import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../model/case.ts';
import type { RunValues } from '../model/client-description.ts';
import { identityOf } from '../sandbox/identity.ts';
import { joined, makeAccessible, type Path, withFolder } from '../sandbox/open-verified.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** The regular file in the output folder below which an unwritable `{out_dir}` is. */
export const OCCUPIED = 'occupied';

/** A larger file of `{state_dir}` is no watermark but data, whose damage a client need not notice; bytes. */
const MOST_STATE_BYTES = 16 * 1024;

/** The folders below each other in `{state_dir}` whose files are damaged. */
const MOST_DEPTH = 4;

/** The largest file on a full disk, in the blocks of 512 bytes that `ulimit -f` counts in a POSIX shell. */
const MOST_BLOCKS = 16;

const GARBAGE = Buffer.from('\0\x01{"until": \xff\xfe \0not a date', 'latin1');

const damages = {
  'cut-state': (content: Buffer) => content.subarray(0, Math.floor(content.length / 2)),
  'garbled-state': () => GARBAGE,
  'emptied-state': () => Buffer.alloc(0),
} as const;

function damageOf({ machine }: Run): ((content: Buffer) => Buffer) | undefined {
  return machine !== undefined && machine in damages ? damages[machine as keyof typeof damages] : undefined;
}

/**
 * Makes the fault of the machine of a run in its folders, and ends that of the run before. Resolves to the
 * values that change, and to the files that were damaged if the fault is to damage some.
 */
export async function makeMachineFault(
  { run, before }: { readonly run: Run; readonly before: Run | undefined },
  { out, state, identity }: Pick<Sandbox, 'out' | 'state' | 'identity'>,
): Promise<{ readonly values: Partial<RunValues>; readonly damaged: readonly string[] | undefined }> {
  if ([run, before].some((one) => one?.machine === 'unwritable')) {
    makeAccessible(out, identity('out'));
    await withFolder(out, identity('out'), async (folder) => {
      const occupied = joined(folder, OCCUPIED);
      await rm(occupied, { recursive: true, force: true });
      if (run.machine === 'unwritable')
        await writeFile(occupied, 'A file stands in the place of a folder.\n');
    });
  }
  const damage = damageOf(run);
  if (damage !== undefined) makeAccessible(state, identity('state'));
  const damaged =
    damage === undefined
      ? undefined
      : await withFolder(state, identity('state'), (folder) => damageFiles(folder, damage));
  const values = run.machine === 'unwritable' ? { out_dir: join(out, OCCUPIED, 'exports') } : {};
  return { values, damaged };
}

/**
 * Damages the small regular files of a folder and of the folders below it. Returns their names. Each is
 * replaced and not written to: a client may have made a link to a file elsewhere.
 */
async function damageFiles(
  folder: Path,
  damage: (content: Buffer) => Buffer,
  depth = MOST_DEPTH,
): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = joined(folder, entry.name);
    if (entry.isDirectory() && depth > 1) {
      const identity = identityOf(await lstat(file, { bigint: true }));
      damaged.push(...(await withFolder(file, identity, (below) => damageFiles(below, damage, depth - 1))));
    }
    if (!entry.isFile()) continue;
    const content = await readSmall(file);
    if (content === undefined) continue;
    const fresh = joined(folder, `${entry.name}.${randomBytes(6).toString('hex')}`);
    await writeFile(fresh, damage(content), { flag: 'wx' });
    await rename(fresh, file);
    damaged.push(entry.name);
  }
  return damaged;
}

/** The content of a small file; undefined for an empty one and for a larger one. */
async function readSmall(path: Buffer): Promise<Buffer | undefined> {
  await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  const { size } = await file.stat();
  return size === 0 || size > MOST_STATE_BYTES ? undefined : file.readFile();
}

/**
 * A command in which no file can become larger than a few KiB. The signal of the limit is ignored, so that
 * writing fails with an error, as on a full disk.
 */
export function withoutSpace(argv: readonly string[]): readonly string[] {
  return ['/bin/sh', '-c', `trap '' XFSZ; ulimit -f ${MOST_BLOCKS}; exec "$@"`, 'sh', ...argv];
}

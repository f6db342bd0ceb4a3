import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders of one case, below one that nobody else uses. */
export interface Sandbox extends AsyncDisposable {
  /** Around the others: whatever appears here besides them has escaped. */
  readonly root: string;
  readonly out: string;
  readonly state: string;
  /** The client's HOME and TMPDIR. */
  readonly work: string;
}

/** What the paths of all sandboxes of this process begin with, and no others. */
export const sandboxPrefix = join(tmpdir(), `engage-export-case-${randomBytes(6).toString('hex')}-`);

/** Makes the folders of a case; they are gone when it is disposed of. */
export async function makeSandbox(): Promise<Sandbox> {
  const root = await mkdtemp(sandboxPrefix);
  open.add(root);
  const folders = {
    out: join(root, 'a', 'out'),
    state: join(root, 'a', 'state'),
    work: join(root, 'a', 'work'),
  };
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })));
  return {
    root,
    ...folders,
    [Symbol.asyncDispose]: async () => {
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
      open.delete(root);
    },
  };
}

const open = new Set<string>();

/** The folders that are there now, for whoever has to clean up in a hurry. */
export function openSandboxes(): readonly string[] {
  return [...open];
}

/** Takes everything out of a folder. */
export async function emptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

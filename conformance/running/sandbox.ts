import { mkdir, mkdtemp, rm } from 'node:fs/promises';
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

/** Makes the folders of a case; they are gone when it is disposed of. */
export async function makeSandbox(): Promise<Sandbox> {
  const root = await mkdtemp(join(tmpdir(), 'engage-export-case-'));
  const folders = {
    out: join(root, 'a', 'out'),
    state: join(root, 'a', 'state'),
    work: join(root, 'a', 'work'),
  };
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })));
  open.add(root);
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

import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Syncs a file to disk and then renames it in one step: a reader sees either the old file or the whole new
 * one.
 */
export async function moveWhole(from: string, to: string): Promise<void> {
  await settle(from, 'r+');
  await rename(from, to);
  // Folders cannot be opened on Windows, where the rename is all that can be done.
  if (process.platform !== 'win32') await settle(dirname(to), 'r');
}

async function settle(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

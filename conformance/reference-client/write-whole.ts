import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts a file on the disk for good and then under another name, in one step: whoever looks sees the old file
 * or the whole new one.
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

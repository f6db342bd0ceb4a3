import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Node's own recursive call never returns where a system
 * says that there is no such place although the folder above exists, as in `/proc`.
 *
 * @param mode the mode of the folders that are made.
 * @throws {Error} (as a rejection) the error of the system.
 */
export async function makeFolders(path: string, mode = 0o777): Promise<void> {
  const above = dirname(path);
  try {
    await makeFolder(path, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === path) throw error;
    await makeFolders(above, mode);
    await makeFolder(path, mode);
  }
}

/** Makes a folder, unless it is there. */
async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const isThere = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isThere) throw error;
  }
}

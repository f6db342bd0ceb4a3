import type { ClientDescription } from '../clients/description.ts';
import type { Kept } from '../running/observation.ts';
import { keptFiles } from './kept-files.ts';
import { keptZip } from './kept-zip.ts';
import { leftFiles } from './left-files.ts';

/**
 * What a client has left of an export in its output folder; undefined when nothing there looks like one, or all of it
 * has the name of something unfinished. Whatever the files hold, it does not throw.
 */
export async function keptOf(folder: string, leaves: ClientDescription['leaves']): Promise<Kept | undefined> {
  const files = await leftFiles(folder);
  return leaves === 'zip' ? keptZip(files) : keptFiles(files, leaves);
}

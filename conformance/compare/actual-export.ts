import type { ClientDescription } from '../model/client-description.ts';
import type { Kept, Truth } from '../model/observation.ts';
import type { FoundEntry } from '../sandbox/look.ts';
import { keptFiles, keptFolders } from './actual-files.ts';
import { keptZip, keptZips } from './actual-zip.ts';
import { leftFiles } from './output-files.ts';

/**
 * What a client has left of an export in its output folder, of which these are all entries; undefined when nothing
 * there looks like one, or all of it has the name of something unfinished. Whatever the files hold, it does not throw.
 * A ZIP that is one of those that were served, byte for byte, is not read once more.
 */
export async function keptOf(
  out: readonly FoundEntry[],
  leaves: ClientDescription['leaves'],
  served: readonly Truth[] = [],
): Promise<Kept | undefined> {
  const files = leftFiles(out);
  return leaves === 'zip' ? keptZip(files, served) : keptFiles(files, leaves);
}

/** Every export in the output folder of which one of these files is a part. Paths are below the folder. */
export async function keptWith(
  out: readonly FoundEntry[],
  leaves: ClientDescription['leaves'],
  { paths, served = [] }: { readonly paths: ReadonlySet<string>; readonly served?: readonly Truth[] },
): Promise<readonly Kept[]> {
  const files = leftFiles(out);
  return leaves === 'zip'
    ? keptZips(
        files.filter(({ path }) => paths.has(path)),
        served,
      )
    : keptFolders(files, leaves, paths);
}

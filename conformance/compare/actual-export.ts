import type { OutputForm } from '../model/client-description.ts';
import type { ActualExport, ExpectedExport } from '../model/observation.ts';
import type { WrittenPaths } from '../sandbox/snapshot.ts';
import { actualFiles, actualFolders } from './actual-files.ts';
import { actualZip, actualZips } from './actual-zip.ts';
import { joinedExports } from './joined-exports.ts';
import { leftFiles, type OutputEntry } from './output-files.ts';

/**
 * Finds the export that a client wrote: the exports that a run wrote together, or without one the newest in
 * its output folder; undefined when nothing there looks like one, or when everything has the name of
 * something unfinished. It throws for no content of a
 * file. A ZIP that equals a served one byte for byte is not read again.
 */
export async function actualExportOf(
  out: readonly OutputEntry[],
  output: OutputForm,
  {
    written = [],
    served = [],
  }: { readonly written?: readonly ActualExport[]; readonly served?: readonly ExpectedExport[] } = {},
): Promise<ActualExport | undefined> {
  const joined = joinedExports(written);
  if (joined !== undefined) return joined;
  const files = leftFiles(out);
  return output === 'zip'
    ? actualZip(files, served)
    : actualFiles(files, { output, networks: networkFolders(served) });
}

/** Every export in the output folder of which the run wrote a file. Paths are below the folder. */
export async function actualExportsOf(
  out: readonly OutputEntry[],
  output: OutputForm,
  { paths, served = [] }: { readonly paths: WrittenPaths; readonly served?: readonly ExpectedExport[] },
): Promise<readonly ActualExport[]> {
  const files = leftFiles(out);
  if (output !== 'zip') return actualFolders(files, { output, networks: networkFolders(served), ...paths });
  const zips = await actualZips(
    files.filter(({ path }) => paths.written.has(path)),
    served,
  );
  return zips.map((zip) => ({ ...zip, unchanged: !paths.changed.has(zip.path) }));
}

/** The folders of networks in these exports, such as `12345/`; undefined when nothing was served. */
function networkFolders(served: readonly ExpectedExport[]): ReadonlySet<string> | undefined {
  if (served.length === 0) return undefined;
  const names = served.flatMap(({ tables }) => [...tables.keys()]).filter((name) => name.includes('/'));
  return new Set(names.map((name) => name.slice(0, name.indexOf('/') + 1)));
}

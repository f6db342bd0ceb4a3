import type { OutputForm } from '../model/client-description.ts';
import type { ActualExport, ExpectedExport } from '../model/observation.ts';
import type { FoundEntry } from '../sandbox/look.ts';
import { actualFiles, actualFolders } from './actual-files.ts';
import { actualZip, actualZips } from './actual-zip.ts';
import { joinedExports } from './joined-exports.ts';
import { leftFiles } from './output-files.ts';

/**
 * Finds the export that a client wrote: the exports that a run wrote together, or without one the newest in
 * its output folder; undefined when nothing there looks like one, or when everything has the name of
 * something unfinished. It throws for no content of a
 * file. A ZIP that equals a served one byte for byte is not read again.
 */
export async function actualExportOf(
  out: readonly FoundEntry[],
  output: OutputForm,
  {
    written = [],
    served = [],
  }: { readonly written?: readonly ActualExport[]; readonly served?: readonly ExpectedExport[] } = {},
): Promise<ActualExport | undefined> {
  const joined = joinedExports(written);
  if (joined !== undefined) return joined;
  const files = leftFiles(out);
  return output === 'zip' ? actualZip(files, served) : actualFiles(files, output);
}

/** Every export in the output folder of which one of these files is a part. Paths are below the folder. */
export async function actualExportsOf(
  out: readonly FoundEntry[],
  output: OutputForm,
  {
    paths,
    served = [],
  }: { readonly paths: ReadonlySet<string>; readonly served?: readonly ExpectedExport[] },
): Promise<readonly ActualExport[]> {
  const files = leftFiles(out);
  return output === 'zip'
    ? actualZips(
        files.filter(({ path }) => paths.has(path)),
        served,
      )
    : actualFolders(files, output, paths);
}

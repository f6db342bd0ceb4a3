import picomatch from 'picomatch';
import type { ClientDescription } from '../model/client-description.ts';

/** The entries of an output folder that may be part of an export, by the globs of the client. */
export function ofAnExport<T extends { readonly path: string }>(
  entries: readonly T[],
  { exports = ['**'], ignore = [] }: Pick<ClientDescription, 'exports' | 'ignore'>,
): readonly T[] {
  const isAny = picomatch([...exports], { dot: true, ignore: [...ignore] });
  return entries.filter(({ path }) => isAny(path));
}

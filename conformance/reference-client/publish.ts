import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stampOf } from './instant.ts';
import type { ReferenceOptions } from './options.ts';
import type { Coverage, PublishPlace } from './parts.ts';
import { selectionTag } from './selection.ts';
import { moveWhole } from './write-whole.ts';

const PART = /^export-.*\.part$/;

/**
 * The final name of a complete export. One of a window that the server's clock has not reached has its
 * beginning twice.
 */
export function nameOf(options: ReferenceOptions, coverage: Coverage | undefined): string {
  const { operation, userId = '' } = options;
  const tag = selectionTag(options);
  if (operation === 'user') return `export-user-${userId.replaceAll(/[^\w-]/g, '_')}${tag}.zip`;
  if (coverage === undefined) return `export${tag}.zip`;
  const { since, until } = coverage;
  return `export-${stampOf(since)}-${stampOf(Math.max(since, until))}${tag}.zip`;
}

/** Creates the folder and removes the files of a killed run. */
export async function prepareFolder(out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const leftovers = (await readdir(out)).filter((name) => PART.test(name));
  await Promise.all(leftovers.map((name) => rm(join(out, name), { force: true })));
}

/**
 * A complete export gets the final name and replaces an earlier one. A partial export has its own name and
 * replaces nothing.
 */
export async function publish(
  file: string,
  ended: 'complete' | 'partial',
  { out, name }: PublishPlace,
): Promise<string> {
  const partial = join(out, name.replace(/\.zip$/, '.partial.zip'));
  const target = ended === 'complete' ? join(out, name) : partial;
  await moveWhole(file, target);
  if (ended === 'complete') await rm(partial, { force: true });
  return target;
}

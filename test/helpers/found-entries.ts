import { lstat } from 'node:fs/promises';
import { identityOf } from '../../conformance/sandbox/identity.ts';
import { defaultFolderLimits, type FolderLimits, lookBelow } from '../../conformance/sandbox/look.ts';

/** Inspects a folder in the same way as the kit inspects a sandbox folder. */
export async function lookAt(path: string, limits: Partial<FolderLimits> = {}) {
  const identity = identityOf(await lstat(path, { bigint: true }));
  const { signal } = new AbortController();
  return lookBelow({ path, identity }, { limits: { ...defaultFolderLimits, ...limits }, signal });
}

import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Identity, identityOf, isSame } from './identity.ts';
import { reasonOf } from './look.ts';
import { emptyFolder, removeFolder } from './remove.ts';

/** The folders of one case, below one that nobody else uses. Paths are absolute. */
export interface Sandbox extends AsyncDisposable {
  /** Around the others: whatever appears here besides them has escaped. */
  readonly root: string;
  /** The folder that holds the other three. */
  readonly parent: string;
  readonly out: string;
  readonly state: string;
  /** The client's HOME and TMPDIR. */
  readonly work: string;
  /** The identity of one of the folders. */
  identity(name: FolderName): Identity;
  /**
   * The reason why the folders are no longer the ones that the kit made, as a sentence; undefined while they
   * are.
   */
  breach(): string | undefined;
  /** Takes everything out of the output folder. Returns why something is left, as sentences. */
  emptyOut(): Promise<readonly string[]>;
}

export const folderNames = ['root', 'parent', 'out', 'state', 'work'] as const;
export type FolderName = (typeof folderNames)[number];

/** The names of the folders as reports show them. */
const shownNames: Readonly<Record<FolderName, string>> = {
  root: 'The folder of the case',
  parent: 'The folder around {out_dir} and {state_dir}',
  out: '{out_dir}',
  state: '{state_dir}',
  work: 'HOME',
};

/** The folder for temporary files cannot be used. The message is a sentence. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}

let prefix: string | undefined;

/** The beginning of the paths of all sandboxes of this process, and of no others. */
export function sandboxPrefix(): string {
  prefix ??= join(resolve(tmpdir()), `engage-export-case-${randomBytes(6).toString('hex')}-`);
  return prefix;
}

/** Makes the folders of a case; they are gone when it is disposed of. Rejects with a `SandboxError`. */
export async function makeSandbox(): Promise<Sandbox> {
  const root = orCannotMake(() => mkdtempSync(sandboxPrefix()));
  const parent = join(root, 'a');
  const paths = {
    root,
    parent,
    out: join(parent, 'out'),
    state: join(parent, 'state'),
    work: join(parent, 'work'),
  };
  open.add(root);
  const identities = orCannotMake(() => makeAll(paths));
  return {
    ...paths,
    identity: (name) => identities[name],
    breach: () => breachOf(paths, identities),
    emptyOut: () => emptyFolder({ path: paths.out, identity: identities.out }),
    [Symbol.asyncDispose]: async () => {
      const problems = await removeFolder({ path: root, identity: identities.root });
      open.delete(root);
      for (const text of problems.slice(0, 1))
        process.emitWarning(`The folder of a case could not be removed: ${text}`, 'SandboxWarning');
    },
  };
}

/** Rejects with a `SandboxError` when no folder of a case can be made. */
export async function expectSandboxes(): Promise<void> {
  await using _ = await makeSandbox();
}

function makeAll(paths: Readonly<Record<FolderName, string>>): Record<FolderName, Identity> {
  const identities: Partial<Record<FolderName, Identity>> = {};
  for (const name of folderNames) {
    if (name !== 'root') mkdirSync(paths[name]);
    identities[name] = identityOf(lstatSync(paths[name], { bigint: true }));
  }
  return identities as Record<FolderName, Identity>;
}

function orCannotMake<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new SandboxError(
      `expected a folder for temporary files that can be written to, got ${resolve(tmpdir())} (${reasonOf(error)}): set TMPDIR to another one.`,
    );
  }
}

function breachOf(
  paths: Readonly<Record<FolderName, string>>,
  identities: Readonly<Record<FolderName, Identity>>,
): string | undefined {
  for (const name of folderNames) {
    const found = statOf(paths[name]);
    const is =
      typeof found === 'string'
        ? `it cannot be found (${found})`
        : found.isDirectory() && isSame(identityOf(found), identities[name])
          ? undefined
          : `${kindOf(found)} stands in its place`;
    if (is !== undefined) return `${shownNames[name]} is not the folder that the kit made: ${is}.`;
  }
  return undefined;
}

function statOf(path: string) {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    return reasonOf(error);
  }
}

function kindOf(found: { isSymbolicLink(): boolean; isDirectory(): boolean; isFile(): boolean }): string {
  if (found.isSymbolicLink()) return 'a link';
  if (found.isDirectory()) return 'another folder';
  return found.isFile() ? 'a file' : 'something that is no folder';
}

const open = new Set<string>();

/** The folders that are there now, for whoever has to clean up in a hurry. */
export function openSandboxes(): readonly string[] {
  return [...open];
}

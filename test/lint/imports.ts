import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An import of one source file by another, including type imports and dynamic imports. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** The time at which the imported file is loaded: with the importing one, later, or never. */
  readonly loads: 'with' | 'later' | 'never';
}

/** The order of the source folders. Each folder may import the folders that follow it. */
const TOP: readonly string[] = ['cli', 'conformance', 'server', 'generators', 'schemas'];

/**
 * The order of the subfolders in a source folder. A subfolder may import the subfolders that follow it. Files
 * beside the subfolders, such as `index.ts`, may import all of them, unless the list names the file.
 */
const subfolders: Readonly<Record<string, readonly string[]>> = {
  server: [
    'routes',
    'page',
    'control',
    'config',
    'sign-in',
    'rest',
    'files-export',
    'faults',
    'sessions',
    'journal',
    'scenarios',
    'export',
    'zip',
    'csv',
    'request',
    'tls',
    'http',
    'util',
  ],
  conformance: [
    'mutation',
    'explain',
    'run-conformance.ts',
    'mutants',
    'reference-client',
    'known-failures',
    'evidence',
    'selection',
    'run',
    'reports',
    'fingerprints',
    'checks',
    'compare',
    'cases',
    'client',
    'inspect',
    'model',
    'sandbox',
    'util',
  ],
};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IMPORT = /(?:^|\n)(?:import|export)(\s+type\b)?\s[^'";]*?from\s*'(\.[^'\n]+)'|import\('(\.[^'\n]+)'\)/g;

/** Reads every import between source files of the product. */
export function productImports(): readonly Import[] {
  const files = TOP.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => posix.join(folder, name.replaceAll('\\', '/'))),
  );
  return files.flatMap((from) =>
    Array.from(readFileSync(join(ROOT, from), 'utf8').matchAll(IMPORT), ([, type, fixed, dynamic]) => ({
      from,
      to: posix.join(dirname(from), fixed ?? dynamic ?? ''),
      loads:
        fixed === undefined
          ? ('later' as const)
          : type === undefined
            ? ('with' as const)
            : ('never' as const),
    })),
  );
}

/** Returns the imports that go up in the order or into an unlisted subfolder, one line each. */
export function upwardImports(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    const [above, below] = [heightOf(from), heightOf(to)];
    const line = `${from} imports ${to}`;
    if (above === undefined || below === undefined) return [`${line}: a folder without a place in the order`];
    return above > below ? [line] : [];
  });
}

/** Returns the position of a file in the order, from 0 at the top; undefined for an unlisted subfolder. */
function heightOf(file: string): number | undefined {
  const [folder = '', subfolder = ''] = file.split('/');
  const level = TOP.indexOf(folder);
  const order = subfolders[folder];
  if (order === undefined) return level * 100;
  const at = order.indexOf(subfolder);
  return at === -1 && !subfolder.endsWith('.ts') ? undefined : level * 100 + 1 + at;
}

/** Returns the groups of files that import each other, directly or indirectly. */
export function importCycles(imports: readonly Import[]): readonly (readonly string[])[] {
  const next = new Map<string, Import[]>();
  for (const one of imports) next.set(one.from, [...(next.get(one.from) ?? []), one]);
  return stronglyConnected([...new Set(imports.flatMap(({ from, to }) => [from, to]))], (file) =>
    (next.get(file) ?? []).map(({ to }) => to),
  );
}

/** Tarjan's strongly connected components of more than one node. */
function stronglyConnected(
  nodes: readonly string[],
  nextOf: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const found: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const lowOf = (node: string): number => low.get(node) ?? Number.POSITIVE_INFINITY;
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    for (const other of nextOf(node)) {
      if (!index.has(other)) visit(other);
      if (stack.includes(other)) low.set(node, Math.min(lowOf(node), lowOf(other)));
    }
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) found.push(group);
  };
  for (const node of nodes) if (!index.has(node)) visit(node);
  return found;
}

/** Returns the files that are loaded together with these ones, directly or through other files. */
export function loadedWith(imports: readonly Import[], files: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(files);
  for (const file of loaded)
    for (const { from, to, loads } of imports) if (from === file && loads === 'with') loaded.add(to);
  return loaded;
}

const PACKAGE = /(?:^|\n)(?:import|export)(?!\s+type\b)\s[^'";]*?from\s*'([^.'\n][^'\n]*)'/g;

/** Returns the packages that are loaded with these files, without the modules of Node. */
export function packagesLoadedWith(files: Iterable<string>): ReadonlySet<string> {
  const names = Array.from(files, (file) =>
    Array.from(readFileSync(join(ROOT, file), 'utf8').matchAll(PACKAGE), ([, name = '']) => name),
  ).flat();
  return new Set(names.filter((name) => !name.startsWith('node:')));
}

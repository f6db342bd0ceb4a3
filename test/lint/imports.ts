import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An import of one source file by another, type imports and dynamic ones included. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** The source folders, from the top of the house to its ground: each may import those behind it. */
const TOP: readonly string[] = ['cli', 'conformance', 'server', 'generators', 'schemas'];

/**
 * The rooms inside a source folder, from the top to the ground. A room imports only rooms behind it. The files beside the
 * rooms, `index.ts` for one, stand above all of them, unless they are in the list.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  server: [
    'routes',
    'control',
    'config',
    'faults',
    'sessions',
    'journal',
    'scenarios',
    'export',
    'zip',
    'csv',
    'request',
    'http',
    'util',
  ],
  conformance: [
    'mutation',
    'run-conformance.ts',
    'mutants',
    'reference-client',
    'known-failures',
    'evidence',
    'selection',
    'run',
    'reports',
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
const IMPORT = /(?:^|\n)(?:import|export)\s[^'";]*?from\s*'(\.[^'\n]+)'|import\('(\.[^'\n]+)'\)/g;

/** Reads every import between source files of the product. */
export function productImports(): readonly Import[] {
  const files = TOP.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => posix.join(folder, name.replaceAll('\\', '/'))),
  );
  return files.flatMap((from) =>
    Array.from(readFileSync(join(ROOT, from), 'utf8').matchAll(IMPORT), ([, fixed, dynamic]) => ({
      from,
      to: posix.join(dirname(from), fixed ?? dynamic ?? ''),
    })),
  );
}

/** The imports that go from a room to one above it, or into a room that has no place in the order; a line each. */
export function upwardImports(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    const [above, below] = [heightOf(from), heightOf(to)];
    const line = `${from} imports ${to}`;
    if (above === undefined || below === undefined) return [`${line}: a room without a place in the order`];
    return above > below ? [line] : [];
  });
}

/** The place of a file in the order, from 0 at the top; undefined for a room that the order does not have. */
function heightOf(file: string): number | undefined {
  const [folder = '', room = ''] = file.split('/');
  const floor = TOP.indexOf(folder);
  const order = rooms[folder];
  if (order === undefined) return floor * 100;
  const at = order.indexOf(room);
  return at === -1 && !room.endsWith('.ts') ? undefined : floor * 100 + 1 + at;
}

/** The groups of files that import each other, by way of others or directly. */
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

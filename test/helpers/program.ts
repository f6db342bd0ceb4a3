import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROOMS = ['cli', 'conformance', 'server', 'generators', 'schemas'];

/**
 * What starts a program of the project, `cli/main` for one: what was compiled if it is newer than every source, as in
 * `npm test`, because it starts four times as fast; else the sources.
 */
export function program(name: string): readonly [node: string, ...args: string[]] {
  return compiledIsNew()
    ? [process.execPath, join(ROOT, 'dist', `${name}.js`)]
    : [process.execPath, '--import', import.meta.resolve('tsx'), join(ROOT, `${name}.ts`)];
}

let known: boolean | undefined;

function compiledIsNew(): boolean {
  known ??= newest(ROOMS, '.ts') <= oldest('dist/cli');
  return known;
}

function newest(folders: readonly string[], ending: string): number {
  return Math.max(...folders.flatMap((folder) => timesOf(folder, ending)));
}

function oldest(folder: string): number {
  return Math.min(...timesOf(folder, '.js'), Number.POSITIVE_INFINITY);
}

/** When the files below a folder were written, Unix milliseconds; 0 for a folder that is not there. */
function timesOf(folder: string, ending: string): readonly number[] {
  try {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => name.endsWith(ending))
      .map((name) => statSync(join(ROOT, folder, name)).mtimeMs);
  } catch {
    return [0];
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** The result of lines in a shell. */
export interface ShellResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs lines in a shell, as a CI system does. `npm` is a program that writes its arguments to `npm.txt` and
 * makes `engage-export` of this code available, because the packages are installed already.
 */
export async function runLines(
  lines: string,
  { cwd, env = {}, shell }: { cwd: string; env?: Readonly<Record<string, string>>; shell: readonly string[] },
): Promise<ShellResult> {
  const programs = join(cwd, '.programs');
  await mkdir(join(cwd, 'node_modules/.bin'), { recursive: true });
  await mkdir(programs, { recursive: true });
  const log = join(cwd, 'npm.txt');
  await writeFile(join(programs, 'npm'), `#!/bin/sh\necho "$*" >>'${log}'\n`);
  await chmod(join(programs, 'npm'), 0o755);
  const main = join(ROOT, 'dist/cli/main.js');
  await symlink(main, join(cwd, 'node_modules/.bin/engage-export')).catch(() => undefined);
  await chmod(main, 0o755);
  const script = join(programs, 'script.sh');
  await writeFile(script, lines);
  const [program = '', ...options] = shell;
  const path = `${programs}${delimiter}${process.env.PATH}`;
  const child = spawn(program, [...options, script], { cwd, env: { ...process.env, ...env, PATH: path } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    stdout += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Returns a text file, empty if there is none. */
export async function textIn(folder: string, name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8').catch(() => '');
}

import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';

/**
 * The reason why a program cannot be started, as the rest of `expected a program that can be run, got ...`;
 * undefined when it can.
 */
export async function whyNotRunnable(program: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  if (program.includes('/')) return whyNot(resolve(program), program);
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const reasons = await Promise.all(folders.map((folder) => whyNot(join(folder, program), program)));
  return reasons.includes(undefined) ? undefined : `'${program}', which is in no folder of PATH`;
}

async function whyNot(path: string, program: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return `'${program}', and there is no such file`;
  if (!found.isFile()) return `'${program}', which is no file`;
  const runs = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  return runs ? undefined : `'${program}', which may not be executed: chmod +x makes it so`;
}

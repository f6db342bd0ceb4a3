import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servedNames } from '../server/index.ts';
import { runInTerminal } from './run-in-terminal.ts';
import { UsageError } from './usage-error.ts';

/** Brings the loopback device up, replaces the file of names, and becomes the program. */
const ENTER = `
ip link set lo up || { echo 'engage-export: a network of its own needs the program ip (package iproute2).' >&2; exit 4; }
mount --bind "$1" /etc/hosts || exit 4
shift
exec "$@"`;

/** The arguments of this command for the inside of the namespace: the names lead to this machine there. */
export function withoutHosts(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--');
  return [...args.slice(0, at).filter((text) => text !== '--hosts'), '--direct', ...args.slice(at)];
}

/** The variable that is set in such a namespace. */
const INSIDE = 'ENGAGE_EXPORT_NAMESPACE';

/** Tells whether this process runs in such a namespace. */
export function isInNamespace(): boolean {
  return process.env[INSIDE] === '1';
}

/**
 * Runs a command of `engage-export` once more in a network and mount namespace of its own, in which the names
 * of the service lead to this machine and nothing leads elsewhere. Resolves to its exit code.
 *
 * @throws {UsageError} on a system without such namespaces.
 */
export async function inNamespace(args: readonly string[]): Promise<number> {
  const lines = servedNames.map((name) => `127.0.0.1 ${name}`);
  if (process.platform !== 'linux')
    throw new UsageError(
      `hosts needs Linux, got ${process.platform}. For run, add these lines to the hosts file of this machine and use --direct:\n${lines.join('\n')}\n`,
    );
  const folder = await mkdtemp(join(tmpdir(), 'engage-hosts-'));
  try {
    const hosts = join(folder, 'hosts');
    await writeFile(hosts, `127.0.0.1 localhost\n::1 localhost\n${lines.join('\n')}\n`);
    const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
    const program = [process.execPath, ...process.execArgv, process.argv[1] ?? '', ...args];
    return await runInTerminal(
      ['unshare', ...asRoot, '--mount', '--net', 'sh', '-c', ENTER, 'sh', hosts, ...program],
      { ...process.env, [INSIDE]: '1' },
    ).catch((error: unknown) => {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError('hosts needs the program unshare (package util-linux), got none.');
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

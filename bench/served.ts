import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { end, program, startNode } from './child.ts';

const COMMAND = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** A server in a process of its own. */
export interface Served extends AsyncDisposable {
  /** The address, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends the server at once, without cleaning up. */
  kill(): Promise<void>;
}

/** The clock of every measured server: a Wednesday. */
export const NOW = '2025-06-18T00:00:00Z';

/** The options of Node for a measured server. */
export interface Preload {
  /** A script that is loaded before the server's own code. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the compiled product and resolves with the line that contains its address. */
export function serveExports(flags: readonly string[], preload?: Preload): Promise<Served> {
  const before = preload === undefined ? [] : ['--import', preload.script];
  return listening(
    startNode([...before, COMMAND, 'serve', '--port', '0', '--quiet', ...flags], preload?.env),
  );
}

/** Starts one of the servers that the product is compared with. */
export function serveBare(name: string, args: readonly string[] = []): Promise<Served> {
  return listening(startNode([program(name), ...args]));
}

/** @throws Error when the product is not compiled. */
export function expectCompiled(): void {
  if (existsSync(COMMAND)) return;
  throw new Error(`expected the compiled product at ${COMMAND}, but the file is missing. Run npm run build.`);
}

async function listening(child: ChildProcess): Promise<Served> {
  const url = await firstUrl(child);
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    kill: () => end(child, 'SIGKILL'),
    [Symbol.asyncDispose]: () => end(child),
  };
}

/** The first address that the process prints. */
function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      const url = /(http:\/\/\S+)\n/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Error(
          `expected the server to print its address, but it ended with ${code}. Its message is above.`,
        ),
      );
    });
  });
}

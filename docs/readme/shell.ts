import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from '../../test/helpers/program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVE = 'npm start -- ';
/** The address in the README, with the default port. */
const ADDRESS = 'http://127.0.0.1:4010';
/** The last line that a server prints when it starts. */
const LAST_LINE = /^Endpoints and parameters: .*\n/m;

/** Commands that end with another exit code than 0, by a text in them. */
const exitCodes: readonly (readonly [text: string, code: number])[] = [
  ['~cut-mid-member-chunked', 18],
  ['-- curl ', 1],
];

/** Changes to commands: the packages are installed already, and one case stands for a run of all cases. */
const changes: readonly (readonly [text: string, change: string])[] = [
  ['npm ci', ':'],
  ['engage-export test -- node ', 'engage-export test --only request.since -- node '],
  ['engage-export test --client ', 'engage-export test --only request.since --client '],
];

/** Parts of outputs that differ from run to run, and how the README shows them. */
const normalisations: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/http:\/\/127\.0\.0\.1:\d+/g, ADDRESS],
  [/(?<=\. )[\d.]+ m?s(?=\.$)/gm, '1.5 s'],
];

/** A shell that runs the commands of the README in its own folder. `npx` and `npm` run this code there. */
export class ReadmeShell implements AsyncDisposable {
  readonly #folder: string;
  readonly #servers: ChildProcess[] = [];
  #address = ADDRESS;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<ReadmeShell> {
    const folder = await mkdtemp(join(tmpdir(), 'engage-readme-'));
    await symlink(join(ROOT, 'examples'), join(folder, 'examples'));
    return new ReadmeShell(folder);
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.#folder, name), text);
  }

  /** Runs lines one after another and returns their outputs as the README shows them. */
  async runAll(lines: readonly string[]): Promise<string> {
    const outputs: string[] = [];
    for (const line of lines)
      outputs.push(await (line.startsWith(SERVE) ? this.#serve(line) : this.#run(line)));
    const output = normalisations.reduce(
      (text, [pattern, shown]) => text.replace(pattern, shown),
      outputs.join(''),
    );
    return output.trimEnd();
  }

  /**
   * Starts a server and returns what it prints. The first server stays, and the `curl` lines that it prints
   * are run. Others are stopped.
   */
  async #serve(line: string): Promise<string> {
    const [words = ''] = line.slice(SERVE.length).split('#');
    const [node, ...main] = program('cli/main');
    const args = [...main, 'serve', ...words.trim().split(/ +/), '--port', '0', '--quiet'];
    const server = spawn(node, args, { cwd: this.#folder, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#servers.push(server);
    const printed = await readUntil(server, LAST_LINE);
    if (this.#servers.length > 1) {
      server.kill('SIGTERM');
      await once(server, 'close');
      return printed;
    }
    this.#address = /http:\S+/.exec(printed)?.[0] ?? ADDRESS;
    for (const request of printed.match(/^curl .*$/gm) ?? []) await this.#run(request);
    return printed;
  }

  async #run(line: string): Promise<string> {
    const kit = program('cli/main').map((word) => `'${word}'`);
    const changed = changes
      .reduce((text, [from, to]) => text.replace(from, () => to), line)
      .replaceAll(ADDRESS, this.#address);
    // The progress of a test is on stderr; a terminal shows it in one line that disappears.
    const errors = line.includes('engage-export test') ? '/dev/null' : '&1';
    const script = `exec 2>${errors}\nnpx() { shift; ${kit.join(' ')} "$@"; }\n${changed}\n`;
    const child = spawn('sh', ['-c', script], { cwd: this.#folder, stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    const output = await readUntil(child);
    const [code] = await closed;
    const [, expected] = exitCodes.find(([text]) => line.includes(text)) ?? ['', 0];
    if (code !== expected) throw new Error(`expected exit code ${expected}, got ${code}: ${line}\n${output}`);
    return output;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) server.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Returns the stdout of a process up to a pattern, or all of it. Rejects when the pattern does not come. */
async function readUntil({ stdout }: ChildProcess, pattern?: RegExp): Promise<string> {
  let printed = '';
  for await (const part of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    printed += String(part);
    if (pattern?.test(printed)) return printed;
  }
  if (pattern === undefined) return printed;
  throw new Error(`expected ${pattern} on stdout, got ${JSON.stringify(printed)}`);
}

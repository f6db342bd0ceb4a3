import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Edit, edited } from './recipe.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The longest time of one command. */
const LIMIT_MS = 240_000;

/** The result of a command. */
export interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

/** A copy of the repository in a temporary folder, with the same `node_modules`. */
export class Scratch {
  readonly #folder = mkdtempSync(join(tmpdir(), 'recipes-'));

  constructor() {
    const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const names = execFileSync('git', listed, { cwd: ROOT, encoding: 'utf8' }).split('\0');
    for (const name of names) {
      if (name !== '' && existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(this.#folder, name));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.#folder, 'node_modules'), 'junction');
    this.#git('init', '--quiet');
    writeFileSync(join(this.#folder, '.git/info/exclude'), 'node_modules\n');
    this.#git('add', '--all');
    const author = ['-c', 'user.name=recipes', '-c', 'user.email=recipes@example.com'];
    this.#git(...author, 'commit', '--quiet', '--no-gpg-sign', '--message', 'A copy of the repository');
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Removes every change. */
  reset(): void {
    this.#git('reset', '--quiet', '--hard');
    this.#git('clean', '--quiet', '--force', '-d');
  }

  /** Removes the changes of one file. */
  revert(name: string): void {
    if (this.#git('ls-files', name) === '') rmSync(join(this.#folder, name));
    else this.#git('checkout', '--quiet', '--', name);
  }

  apply(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const path = join(this.#folder, edit.file);
      const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, edited(before, edit));
    }
  }

  /** The changed and the new files, sorted. */
  changes(): readonly string[] {
    const lines = this.#git('status', '--porcelain', '--untracked-files=all').split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line) => line.slice(3))
      .sort();
  }

  /** Runs a command as a shell would: variables first, then words. */
  run(command: string): Ended {
    const words = command.split(' ');
    const own = words.filter((word) => /^[A-Z_]+=/.test(word));
    const [program = '', ...args] = words.slice(own.length);
    const env = { ...process.env, ...Object.fromEntries(own.map((word) => word.split('='))) };
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: this.#folder,
      env,
      encoding: 'utf8',
      timeout: LIMIT_MS,
      maxBuffer: 1e9,
      shell: process.platform === 'win32',
    });
    return { ok: status === 0, output: `${stdout}${stderr}` };
  }

  #git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.#folder, encoding: 'utf8' });
  }
}

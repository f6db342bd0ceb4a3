import type { Flags } from './flags.ts';

/** The kind of the words of a command, besides its flags. `program` is a command line after `--`. */
export type WordKind = 'none' | 'file' | 'program' | 'shell' | 'scenario' | 'check';

/** The code of a command. */
export interface Command {
  /** The text of `--help`. */
  readonly help: string;
  readonly flags: Flags;
  /** Runs the command and returns its exit code. */
  run(args: readonly string[]): Promise<number>;
}

/** A command of the list. */
export interface ListedCommand {
  readonly purpose: string;
  readonly words: WordKind;
  /** Loads the code of the command. */
  load(): Promise<Command>;
}

/** Every command and its purpose. The code of a command is loaded when it runs. */
export const commands: Readonly<Record<string, ListedCommand>> = {
  serve: { purpose: 'start the mock server', words: 'none', load: () => import('./serve.ts') },
  run: {
    purpose: 'run an unmodified program against a mock',
    words: 'program',
    load: () => import('./run.ts'),
  },
  ca: { purpose: 'print the certificate authority for HTTPS', words: 'none', load: () => import('./ca.ts') },
  scenarios: {
    purpose: 'list the failure scenarios, or explain one',
    words: 'scenario',
    load: () => import('./scenarios.ts'),
  },
  generate: {
    purpose: 'write an export ZIP without a server',
    words: 'none',
    load: () => import('./generate.ts'),
  },
  init: {
    purpose: 'write a client.json from the command of your client',
    words: 'program',
    load: () => import('./init.ts'),
  },
  test: {
    purpose: 'run the conformance suite against a client',
    words: 'program',
    load: () => import('./test.ts'),
  },
  report: {
    purpose: 'convert a test report, or merge the reports of shards',
    words: 'file',
    load: () => import('./report.ts'),
  },
  explain: {
    purpose: 'explain a check, a case or an area',
    words: 'check',
    load: () => import('./explain.ts'),
  },
  check: { purpose: 'validate an export ZIP', words: 'file', load: () => import('./check.ts') },
  completions: {
    purpose: 'print the completions for a shell',
    words: 'shell',
    load: () => import('./completions.ts'),
  },
};

/** The words that are no command of the list but are understood in its place. */
export const topWords: Readonly<Record<string, string>> = {
  help: 'describe the commands',
  '--help': 'describe the commands',
  '--version': 'print the version',
};

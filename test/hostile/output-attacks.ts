import { type ChildProcess, spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attack, Ground, Suite } from './attack.ts';
import { type Ended, misconduct, runCommand } from './command.ts';
import { is, kind, NOW, type Target } from './output-place.ts';
import { streamTargets } from './output-streams.ts';
import { fileTargets } from './output-targets.ts';
import { fileOf, folderOf, type User } from './users.ts';

/** A command that writes a file. */
interface Writer {
  readonly name: string;
  args(file: string): readonly string[];
  /** The exit code of success. @default 0 */
  readonly done?: number;
  /** True if the output must be a regular file. */
  readonly filesOnly?: boolean;
  /** True if the file extension selects the format; a device has no extension. */
  readonly byEnding?: boolean;
  /** True if the command first reads the file, which must be valid. */
  readonly reads?: boolean;
  readonly started?: (child: ChildProcess) => void;
}

const testing = ['test', '--no-preflight', '--client', 'client.json', '--only', 'request.since'];

const writers: readonly Writer[] = [
  {
    name: 'generate -o',
    args: (file) => [
      ...['generate', '--size', 'tiny', '--seed', '7', '--now', NOW, '--since', '2024-06-01', '-o'],
      file,
    ],
  },
  {
    name: 'report -o',
    args: (file) => ['report', 'report.json', '--format', 'html', '-o', file],
    byEnding: true,
  },
  {
    name: 'test -o',
    args: (file) => [...testing, '--format', 'json', '-o', file],
    done: 1,
    byEnding: true,
  },
  {
    name: 'test --update-baseline',
    args: (file) => [...testing, '--update-baseline', '--baseline', file],
    done: 3,
    reads: true,
  },
  { name: 'init -o', args: (file) => ['init', '--force', '-o', file, '--', 'node', 'client.js'] },
  {
    name: 'serve --record-har',
    args: (file) => ['serve', '--port', '0', '--size', 'tiny', '--record-har', file],
    filesOnly: true,
    started: (child) => child.stdout?.once('data', () => child.kill('SIGTERM')),
  },
];

/** Commands that print to a closed or full output. */
const printers: readonly (readonly string[])[] = [
  ['--help'],
  ['--version'],
  ['serve', '--help'],
  ['scenarios'],
  ['scenarios', '--json'],
  ['explain', 'request.since'],
  ['check', 'export.zip'],
  ['check', '--json', 'export.zip'],
  ['generate', '--size', 'tiny', '--now', NOW, '--since', '0', '-o', '-'],
  ['test', '--list'],
  ['report', 'report.json'],
  ['test', '--no-preflight', '--client', 'client.json', '--only', 'request.since'],
  ['serve', '--port', '0', '--size', 'tiny'],
];

/** Outputs of an unexpected kind. */
export const outputAttacks: Suite = {
  name: 'output targets',
  together: 3,
  atLeast: 20,
  attacks: [
    ...[...fileTargets, ...streamTargets].flatMap((target) =>
      writers.map(
        (writer): Attack => ({
          name: `${writer.name}, ${target.name}`,
          try: (ground) => write(writer, target, ground),
        }),
      ),
    ),
    ...printers.map(
      (args): Attack => ({
        name: `a full stdout, ${args.join(' ')}`,
        try: (ground) => printInto(args, ground),
      }),
    ),
    { name: 'a FIFO that nobody reads, and a signal', try: interruptible },
  ],
};

async function write(writer: Writer, target: Target, ground: Ground): Promise<readonly string[] | undefined> {
  const { user, installed, folder, tmp } = ground;
  const isRoot = user.uid === undefined && process.getuid?.() === 0;
  if (target.who === 'root' && !isRoot) return undefined;
  if (target.who === 'ordinary' && isRoot) return undefined;
  // A pipe is either read or written, not both.
  if (writer.reads && target.isStream) return undefined;
  await inputs(ground);
  const at = await folderOf(user, join(folder, 'place'));
  const output = await target.make(at, user);
  if (output === undefined) return undefined;
  const before = new Set(readdirSync(at));
  const args = writer.args(output.startsWith('/') ? output : `place/${output}`);
  const { started } = writer;
  const ended = await runCommand({ user, installed, cwd: folder, tmp, args, ...(started && { started }) });
  if (writer.byEnding && output.startsWith('/')) return misconduct(ended, [2]);
  const codes = writer.filesOnly && target.isStream ? [2, 4] : (target.codes ?? [0]);
  const allowed = codes.map((code) => (code === 0 ? (writer.done ?? 0) : code));
  const added = readdirSync(at).filter(
    (one) => !before.has(one) && !target.makes?.includes(one) && one !== output,
  );
  const isWritten = codes.includes(0) && ended.code === (writer.done ?? 0);
  return [
    ...misconduct(ended, allowed),
    ...(added.length === 0 ? [] : [`left beside: ${added.join(', ')}`]),
    ...oneSentence(ended),
    // What must have been written, and was not, has been told.
    ...(isWritten || codes.some((code) => code !== 0) ? (target.after?.(at, isWritten) ?? []) : []),
  ];
}

/** The lines of `test` while it runs: a new cause, an area that has ended, and cases that it ran again. */
const PROGRESS = /^(?:new cause: |[a-z]+: \d+ cases?, |(?:engage-export test: )?The machine was busy\. )/;

/** Errors must be reported in one line. */
function oneSentence({ code, stderr }: Ended): readonly string[] {
  if (code !== 2 && code !== 4) return [];
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !PROGRESS.test(line));
  return lines.length === 1 && lines[0] !== ''
    ? []
    : [`expected one sentence, got ${JSON.stringify(stderr.slice(0, 300))}`];
}

async function printInto(args: readonly string[], ground: Ground): Promise<readonly string[] | undefined> {
  if (process.platform !== 'linux') return undefined;
  const { user, installed, folder, tmp } = ground;
  await inputs(ground);
  const full = openSync('/dev/full', 'w');
  try {
    const ended = await runCommand({
      user,
      installed,
      cwd: folder,
      tmp,
      args,
      stdout: full,
    });
    return [...misconduct(ended, [4]), ...oneSentence(ended)];
  } finally {
    closeSync(full);
  }
}

async function interruptible({ user, installed, folder, tmp }: Ground): Promise<readonly string[]> {
  spawnSync('mkfifo', ['-m', '666', join(folder, 'fifo')]);
  const ended = await runCommand({
    user,
    installed,
    cwd: folder,
    tmp,
    args: ['generate', '--size', 'tiny', '--now', NOW, '--since', '2024-06-01', '-o', 'fifo'],
    started: (child) => setTimeout(() => child.kill('SIGTERM'), 1500),
  });
  return [...misconduct(ended, [4, 143]), ...is('kind', kind(join(folder, 'fifo')), 'fifo')];
}

/** The input files: an export, a client that does nothing, and a report. */
async function inputs({ user, installed, folder, tmp }: Ground): Promise<void> {
  const commands = { network: ['true'], resume: ['true'], user: ['true'] };
  await fileOf(user, join(folder, 'client.json'), JSON.stringify({ name: 'null', commands }));
  const made = await shared(installed, tmp);
  await fileOf(user, join(folder, 'export.zip'), made.zip);
  await fileOf(user, join(folder, 'report.json'), made.report);
}

let making: Promise<{ readonly zip: Buffer; readonly report: Buffer }> | undefined;

/** Creates the input files once. */
function shared(installed: string, tmp: string): Promise<{ readonly zip: Buffer; readonly report: Buffer }> {
  making ??= (async () => {
    const user: User = { name: 'the user of the suite' };
    const common = { user, installed, cwd: tmp, tmp };
    const zip = join(tmp, 'export.zip');
    const report = join(tmp, 'report.json');
    await runCommand({
      ...common,
      args: ['generate', '--size', 'tiny', '--now', NOW, '--since', '2024-06-01', '-o', zip],
    });
    await runCommand({
      ...common,
      args: ['test', '--no-preflight', '--only', 'request.since', '-o', report, '--', 'true'],
    });
    return { zip: await readFile(zip), report: await readFile(report) };
  })();
  return making;
}

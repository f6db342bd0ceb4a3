import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attack, Ground, Suite } from './attack.ts';
import { type Ended, misconduct, runCommand } from './command.ts';
import { is, kind, NOW, type Target, targets } from './output-targets.ts';
import { fileOf, folderOf, type User } from './users.ts';

/** Commands that write a file: their arguments before its name. */
const writers: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  {
    name: 'generate -o',
    args: ['generate', '--size', 'tiny', '--seed', '7', '--now', NOW, '--since', '2024-06-01', '-o'],
  },
  { name: 'report -o', args: ['report', 'report.json', '--format', 'html', '-o'] },
  {
    name: 'test -o',
    args: [
      'test',
      '--no-preflight',
      '--client',
      'client.json',
      '--only',
      'request.since',
      '--format',
      'json',
      '-o',
    ],
  },
];

/** Commands that print, into what takes nothing or has gone. */
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

/** Outputs that are not what a command takes them for. */
export const outputAttacks: Suite = {
  name: 'output targets',
  together: 3,
  atLeast: 20,
  attacks: [
    ...targets.flatMap((target) =>
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

async function write(
  { name, args }: (typeof writers)[number],
  target: Target,
  ground: Ground,
): Promise<readonly string[] | undefined> {
  const { user, installed, folder, tmp } = ground;
  const isRoot = user.uid === undefined && process.getuid?.() === 0;
  if (target.who === 'root' && !isRoot) return undefined;
  if (target.who === 'ordinary' && isRoot) return undefined;
  await inputs(ground);
  const at = await folderOf(user, join(folder, 'place'));
  const output = await target.make(at, user);
  if (output === undefined) return undefined;
  const before = new Set(readdirSync(at));
  const whole = output.startsWith('/') ? output : join('place', output);
  const ended = await runCommand({ user, installed, cwd: folder, tmp, args: [...args, whole] });
  const { codes = [0] } = target;
  const allowed = name === 'test -o' ? codes.map((code) => (code === 0 ? 1 : code)) : codes;
  // The name of a report says by its ending what it is; a device has none.
  if (name !== 'generate -o' && output.startsWith('/')) return misconduct(ended, [2]);
  const added = readdirSync(at).filter(
    (one) => !before.has(one) && one !== output && one !== 'read' && one !== 'later.json',
  );
  return [
    ...misconduct(ended, allowed),
    ...(added.length === 0 ? [] : [`left beside: ${added.join(', ')}`]),
    ...oneSentence(ended),
    ...((ended.code ?? 9) < 2 || codes[0] !== 0 ? (target.after?.(at) ?? []) : []),
  ];
}

/** What went wrong is said in one line. */
function oneSentence({ code, stderr }: Ended): readonly string[] {
  if (code !== 2 && code !== 4) return [];
  const lines = stderr.trim().split('\n');
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
      withinMs: 30_000,
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
    withinMs: 10_000,
    args: ['generate', '--size', 'tiny', '--now', NOW, '--since', '2024-06-01', '-o', 'fifo'],
    started: (child) => setTimeout(() => child.kill('SIGTERM'), 1500),
  });
  return [...misconduct(ended, [4, 143]), ...is('kind', kind(join(folder, 'fifo')), 'fifo')];
}

/** What the commands read: an export, a client that does nothing, and a report of it. */
async function inputs({ user, installed, folder, tmp }: Ground): Promise<void> {
  const commands = { network: ['true'], resume: ['true'], user: ['true'] };
  await fileOf(user, join(folder, 'client.json'), JSON.stringify({ name: 'null', commands }));
  const made = await shared(installed, tmp);
  await fileOf(user, join(folder, 'export.zip'), made.zip);
  await fileOf(user, join(folder, 'report.json'), made.report);
}

let making: Promise<{ readonly zip: Buffer; readonly report: Buffer }> | undefined;

/** Made once. */
function shared(installed: string, tmp: string): Promise<{ readonly zip: Buffer; readonly report: Buffer }> {
  making ??= (async () => {
    const user: User = { name: 'whoever runs the suite' };
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

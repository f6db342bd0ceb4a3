import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Attack, Ground, Suite } from './attack.ts';
import { type Ended, misconduct, runCommand } from './command.ts';
import { makeTreasure } from './treasure.ts';
import { fileOf } from './users.ts';

/** A hostile client, and the accepted results of the kit. */
interface Hostility {
  readonly attack: string;
  /** The output kind in its `client.json`. */
  readonly output?: 'zip' | 'files' | 'rows';
  /**
   * The case to run. The default case has two runs; the kit empties the output folder before the second one.
   */
  readonly only?: string;
  readonly codes?: readonly number[];
  /** A text that the report must contain. */
  readonly says?: RegExp;
  /** True if the kit may read a file through a second name in the folder of the client. */
  readonly reads?: true;
  /** True if the client replaces the folder of the case; the kit must not remove the replacement. */
  readonly takesThePlace?: true;
  /** True if the attack needs root. */
  readonly root?: true;
  /** The soft limit of open files of the kit. */
  readonly openFiles?: number;
  /** True if no report is expected, because the kit itself is ended. */
  readonly noReport?: true;
  readonly timeLimitSeconds?: number;
}

const TWO_RUNS = 'limits.second-export';
const NOT_ITS_OWN = /not the folder that the kit made|is gone|replaced/i;

const hostilities: readonly Hostility[] = [
  { attack: 'out-becomes-a-link', says: NOT_ITS_OWN },
  { attack: 'out-becomes-a-link-after-a-download', says: NOT_ITS_OWN },
  { attack: 'out-is-moved-and-linked', says: NOT_ITS_OWN },
  { attack: 'state-becomes-a-link', says: NOT_ITS_OWN },
  { attack: 'home-becomes-a-link', says: NOT_ITS_OWN },
  { attack: 'the-parent-becomes-a-link', says: NOT_ITS_OWN },
  { attack: 'the-root-becomes-a-link', says: NOT_ITS_OWN, takesThePlace: true },
  { attack: 'a-link-in-out' },
  { attack: 'a-link-to-a-file' },
  { attack: 'a-link-to-the-machine' },
  { attack: 'out-becomes-the-processes', says: NOT_ITS_OWN },
  { attack: 'a-link-to-itself', says: NOT_ITS_OWN },
  { attack: 'a-hard-link', reads: true },
  { attack: 'out-is-removed', says: NOT_ITS_OWN },
  { attack: 'out-becomes-a-file', says: NOT_ITS_OWN },
  { attack: 'out-becomes-another-folder', says: NOT_ITS_OWN },
  { attack: 'out-becomes-a-fifo', says: NOT_ITS_OWN },
  { attack: 'the-root-is-removed', says: NOT_ITS_OWN },
  { attack: 'the-parent-is-removed', says: NOT_ITS_OWN },
  { attack: 'state-becomes-a-file', says: NOT_ITS_OWN },
  { attack: '500-nested-folders' },
  { attack: '500-nested-folders-at-home' },
  { attack: 'a-read-only-folder-at-home' },
  { attack: 'a-folder-without-rights' },
  { attack: 'out-without-rights' },
  { attack: 'the-root-without-rights' },
  { attack: 'a-file-without-rights' },
  { attack: '1500-files', openFiles: 1024, output: 'files' },
  { attack: '1500-files', openFiles: 256, output: 'rows' },
  { attack: '25000-files' },
  { attack: 'a-sparse-file', output: 'files' },
  { attack: 'a-sparse-zip' },
  { attack: 'a-sparse-file-at-home' },
  { attack: 'names-that-are-no-text' },
  { attack: 'a-fifo-for-an-export' },
  { attack: 'a-device-for-an-export', root: true },
  { attack: 'a-socket-for-an-export' },
  { attack: 'a-time-that-no-calendar-has', codes: [0, 1] },
  { attack: 'a-file-that-grows', codes: [0, 1] },
  { attack: 'files-that-come-and-go' },
  { attack: 'out-flickers' },
  { attack: 'a-process-in-a-session-of-its-own' },
  { attack: 'a-daemon-of-its-own' },
  { attack: 'a-daemon-that-holds-the-pipes' },
  { attack: 'never-ends', timeLimitSeconds: 1 },
  { attack: 'stops-itself', timeLimitSeconds: 1 },
  { attack: 'spins', timeLimitSeconds: 1 },
  { attack: 'prints-3-mb-without-a-line-break', only: 'errors.*' },
  { attack: 'prints-minified-json', only: 'errors.status-5*' },
  { attack: 'prints-200-mb' },
  { attack: 'prints-what-terminals-obey' },
  { attack: '100-processes' },
  { attack: 'writes-beside-its-folders' },
  { attack: 'asks-for-control', only: 'request.since', timeLimitSeconds: 30 },
  { attack: 'a-zip-bomb', only: 'request.since' },
  { attack: 'a-record-of-8-million-commas', output: 'files', only: 'request.since' },
  { attack: 'json-of-a-million-brackets', output: 'rows', only: 'request.since' },
  { attack: 'a-million-small-rows', output: 'rows', only: 'request.since' },
  { attack: 'kills-the-kit', noReport: true, codes: [] },
  { attack: 'interrupts-the-kit', noReport: true, codes: [130] },
  { attack: 'terminates-the-kit', noReport: true, codes: [143] },
];

/** Clients that damage their folders, their processes, the kit and its server. */
export const clientAttacks: Suite = {
  name: 'hostile clients',
  together: 6,
  atLeast: 30,
  attacks: hostilities.map(
    (hostility): Attack => ({
      name: [hostility.attack, hostility.output, hostility.openFiles].filter(Boolean).join(', '),
      try: (ground) => judge(hostility, ground),
    }),
  ),
};

const SETTLE_MS = 1_500;

async function judge(hostility: Hostility, ground: Ground): Promise<readonly string[] | undefined> {
  const { attack, codes = [1], root, noReport, says } = hostility;
  const { user, folder, tmp } = ground;
  if (root && user.uid !== undefined) return undefined;
  if (root && process.getuid?.() !== 0) return undefined;
  const treasure = await makeTreasure(user, join(folder, 'treasure'));
  const ended = await runAgainst(hostility, ground, treasure.folder);
  if (noReport) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const killed = attack === 'kills-the-kit';
  const report = noReport ? '' : await readFile(join(folder, 'report.json'), 'utf8').catch(() => '');
  return [
    ...treasure.harm().filter((text) => !(hostility.reads && text.endsWith('was read'))),
    ...(killed ? [] : misconduct(ended, codes)),
    ...(noReport ? [] : unjudged(report)),
    ...(says === undefined || says.test(report) ? [] : [`the report does not say ${says}`]),
    ...(hostility.takesThePlace ? [] : leftBehind(tmp)),
    ...stillRunning(treasure.folder),
  ];
}

async function runAgainst(hostility: Hostility, ground: Ground, treasure: string): Promise<Ended> {
  const { attack, output = 'zip', only = TWO_RUNS, openFiles, timeLimitSeconds = 20 } = hostility;
  const { user, installed, folder, tmp } = ground;
  const script = join(folder, 'hostile-client.mjs');
  await rm(script, { force: true });
  await copyFile(fileURLToPath(new URL('hostile-client.mjs', import.meta.url)), script);
  const command = [process.execPath, script, attack, treasure];
  const commands = { network: command, resume: command, user: command };
  await fileOf(
    user,
    join(folder, 'client.json'),
    JSON.stringify({ name: attack, commands, output, timeLimitSeconds }),
  );
  return runCommand({
    user,
    installed,
    cwd: folder,
    tmp,
    openFiles,
    args: [
      'test',
      '--no-preflight',
      '--client',
      'client.json',
      '--only',
      only,
      '-o',
      'report.json',
      '-o',
      'report.html',
    ],
  });
}

/** Every check must have a verdict: otherwise a passed run means nothing. */
function unjudged(report: string): readonly string[] {
  try {
    const { cases } = JSON.parse(report) as { cases: { checks: { verdict: string }[] }[] };
    const checks = cases.flatMap((one) => one.checks);
    const open = checks.filter(({ verdict }) => !['passed', 'failed', 'unsupported'].includes(verdict));
    if (checks.length === 0) return ['nothing was judged'];
    return open.length === 0 ? [] : [`${open.length} checks without a verdict`];
  } catch {
    return ['there is no report that can be read'];
  }
}

function leftBehind(tmp: string): readonly string[] {
  const names = readdirSync(tmp);
  return names.length === 0 ? [] : [`left in the folder for temporary files: ${names.join(', ')}`];
}

/** Returns the processes of the attack; each has the path of the treasure in its arguments. */
function stillRunning(treasure: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(`hostile-${treasure}`) ? [`still running: ${line.slice(0, 80)}`] : [];
      } catch {
        return [];
      }
    });
}

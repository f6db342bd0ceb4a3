import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attack, Ground, Suite } from './attack.ts';
import { clientAttacks } from './client-attacks.ts';
import { outputAttacks } from './output-attacks.ts';
import { requestAttacks } from './request-attacks.ts';
import { folderOf, installedFor, type User, usersHere } from './users.ts';
import { zipAttacks } from './zip-attacks.ts';

const suites: readonly Suite[] = [clientAttacks, zipAttacks, requestAttacks, outputAttacks];

/** The result of one attack. */
interface Outcome {
  readonly suite: string;
  readonly user: string;
  readonly attack: string;
  /** Undefined when that user cannot run the attack. */
  readonly harm: readonly string[] | undefined;
}

/** The time above which an attack is listed, so that the suite stays below five minutes. */
const SLOW_SECONDS = 8;

const [only = ''] = process.argv.slice(2);
const scratch = await mkdtemp(join(tmpdir(), 'hostile-'));
await chmod(scratch, 0o755);
try {
  const outcomes: Outcome[] = [];
  for (const user of usersHere()) {
    const installed = await installedFor(user, scratch);
    for (const suite of suites) outcomes.push(...(await tryAll(suite, user, installed)));
  }
  process.exitCode = report(outcomes);
} finally {
  remove(scratch);
}

async function tryAll(suite: Suite, user: User, installed: string): Promise<readonly Outcome[]> {
  const chosen = suite.attacks.filter(({ name }) => `${suite.name} ${name}`.includes(only));
  const waiting = [...chosen.entries()];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [number, attack] = next;
      const place = `${suite.name}-${user.name}-${number}`.replaceAll(' ', '-');
      const begun = performance.now();
      const harm = await tryOne(attack, user, installed, join(scratch, place));
      const seconds = (performance.now() - begun) / 1000;
      if (seconds > SLOW_SECONDS)
        console.log(`${suite.name}, ${user.name}, ${attack.name}: ${seconds.toFixed(1)} s`);
      for (const text of harm ?? []) console.log(`✗ ${suite.name}, ${user.name}, ${attack.name}: ${text}`);
      outcomes.push({ suite: suite.name, user: user.name, attack: attack.name, harm });
    }
  };
  await Promise.all(Array.from({ length: suite.together }, work));
  return outcomes;
}

async function tryOne(attack: Attack, user: User, installed: string, place: string) {
  const folder = await folderOf(user, place);
  const ground: Ground = { user, installed, folder, tmp: await folderOf(user, join(folder, 'tmp')) };
  try {
    return await attack.try(ground);
  } catch (error) {
    return [`could not be tried: ${error instanceof Error ? error.stack : String(error)}`];
  } finally {
    remove(folder);
  }
}

/** Removes a folder with the program of the system, which handles folders nested too deep for a path. */
function remove(folder: string): void {
  spawnSync('chmod', ['-R', 'u+rwx', folder], { stdio: 'ignore' });
  spawnSync('rm', ['-rf', folder], { stdio: 'ignore' });
}

/** Prints the results and returns the exit code. */
function report(outcomes: readonly Outcome[]): number {
  const rows = usersHere().flatMap(({ name: user }) =>
    suites.map((suite) => {
      const mine = outcomes.filter((one) => one.user === user && one.suite === suite.name);
      const tried = mine.filter(({ harm }) => harm !== undefined);
      const held = tried.filter(({ harm }) => harm?.length === 0);
      return {
        user,
        suite,
        tried: tried.length,
        held: held.length,
        few: only === '' && tried.length < suite.atLeast,
      };
    }),
  );
  console.log('\nattacks              tried as            tried   held');
  for (const { user, suite, tried, held, few } of rows) {
    const note = few ? `   expected at least ${suite.atLeast}` : '';
    console.log(
      `${suite.name.padEnd(20)} ${user.padEnd(18)} ${String(tried).padStart(6)} ${String(held).padStart(6)}${note}`,
    );
  }
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((all, row) => all + of(row), 0);
  const failed = sum(({ tried, held }) => tried - held) + rows.filter(({ few }) => few).length;
  console.log(`\n${sum(({ held }) => held)} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

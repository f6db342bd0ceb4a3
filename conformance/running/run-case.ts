import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningServer, RunningSession } from '../../server/index.ts';
import type { Case, Run } from '../cases/case.ts';
import { callOf, type NoCall } from '../clients/command.ts';
import type { ClientDescription, Outcome, RunValues } from '../clients/description.ts';
import { keptOf } from '../observing/kept.ts';
import { truthOf } from '../observing/truth.ts';
import type { CaseSeen, RunSeen } from './observation.ts';
import { type ProcessSeen, runProcess } from './run-process.ts';
import { makeSandbox, type Sandbox } from './sandbox.ts';
import { type FileSeen, filesBelow } from './snapshot.ts';
import { optionsOf, queryOf, valuesFor } from './world.ts';

/** What cases are run with. */
export interface Kit {
  readonly server: RunningServer;
  readonly client: ClientDescription;
  /** Ends every client at once. */
  readonly signal: AbortSignal;
}

/** What of a stream's output is kept, bytes. */
const OUTPUT_LIMIT = 64 * 1024;
/** Files that are searched for the token are not larger, bytes. */
const SEARCHED_LIMIT = 4_000_000;

/** Takes a client through a case, and says what was seen; or what the client lacks for it. The folders of the case are gone afterwards. */
export async function runCase(one: Case, kit: Kit): Promise<CaseSeen | NoCall> {
  const options = optionsOf(one);
  const rateLimit = one.world?.rateLimit;
  await using session = await kit.server.session({ ...options, rateLimit });
  await using sandbox = await makeSandbox();
  const runs: RunSeen[] = [];
  for (const run of one.runs) {
    const seen = await runOnce({ run, options, kit, session, sandbox });
    if ('lacks' in seen) return seen;
    runs.push(seen);
  }
  return { runs };
}

interface Turn {
  readonly run: Run;
  /** What the server of the case was told. */
  readonly options: ReturnType<typeof optionsOf>;
  readonly kit: Kit;
  readonly session: RunningSession;
  readonly sandbox: Sandbox;
}

async function runOnce(turn: Turn): Promise<RunSeen | NoCall> {
  const { run, options, kit, session, sandbox } = turn;
  session.clock.advance(run.advanceMs ?? 0);
  await session.play(run.scenario);
  const values: RunValues = {
    base_url: session.url,
    token: session.token,
    out_dir: sandbox.out,
    state_dir: sandbox.state,
    ...(await valuesFor(run.parameters, options)),
  };
  const call = callOf(kit.client, run.operation, values);
  if ('lacks' in call) return call;
  const outBefore = await filesBelow(sandbox.out);
  const after = (await session.requests()).at(-1)?.id ?? 0;
  const process = await runClient(turn, call);
  const all = await filesBelow(sandbox.root);
  const asked = { query: queryOf(values), userId: values.user_id };
  return {
    run,
    values,
    process,
    outcome: outcomeOf(process, kit.client),
    exchanges: await session.requests({ after }),
    out: within(all, 'a/out/'),
    outBefore,
    state: within(all, 'a/state/'),
    escaped: all.filter(({ path }) => path !== 'a' && !path.startsWith('a/')),
    kept: await keptOf(sandbox.out, kit.client.leaves),
    truth: await truthOf({ ...options, now: session.clock.now() }, asked),
    leaks: await leaksOf(values.token, process, sandbox.root, all),
  };
}

/** The files below a folder of the sandbox, with their paths in it. */
function within(all: readonly FileSeen[], folder: string): readonly FileSeen[] {
  return all.flatMap((file) =>
    file.path.startsWith(folder) ? [{ ...file, path: file.path.slice(folder.length) }] : [],
  );
}

function runClient(
  { run, kit, sandbox }: Turn,
  call: { readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> },
): Promise<ProcessSeen> {
  return runProcess({
    argv: call.argv,
    env: { ...inherited(), ...call.env, ...run.env, HOME: sandbox.work, TMPDIR: sandbox.work },
    cwd: process.cwd(),
    timeLimitMs: kit.client.timeLimitSeconds * 1000,
    outputLimitBytes: OUTPUT_LIMIT,
    signal: kit.signal,
  });
}

/** What a program needs to be found and to run; nothing else of the kit's own environment reaches it. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'LANG', 'SystemRoot', 'PATHEXT', 'COMSPEC', 'JAVA_HOME'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** What the client says; undefined when it did not come to an end of its own. */
function outcomeOf({ ended }: ProcessSeen, { exitCodes }: ClientDescription): Outcome | undefined {
  if (ended.kind !== 'exited') return undefined;
  const outcomes = ['complete', 'partial', 'unsupported'] as const;
  return outcomes.find((name) => exitCodes[name].includes(ended.code)) ?? 'failed';
}

/** Where the token lies open. */
async function leaksOf(
  token: string,
  { stdout, stderr }: ProcessSeen,
  root: string,
  files: readonly FileSeen[],
): Promise<readonly string[]> {
  const printed = Object.entries({ stdout, stderr }).flatMap(([name, { text }]) =>
    text.includes(token) ? [name] : [],
  );
  const kept = files.filter(({ kind, bytes }) => kind === 'file' && bytes <= SEARCHED_LIMIT);
  const found = await Promise.all(
    kept.map(async ({ path }) => ((await readFile(join(root, path))).includes(token) ? [path] : [])),
  );
  return [...printed, ...found.flat()];
}

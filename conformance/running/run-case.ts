import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningServer, RunningSession } from '../../server/index.ts';
import type { Case, Run } from '../cases/case.ts';
import { callOf, type NoCall } from '../clients/command.ts';
import type { ClientDescription, Outcome, RunValues } from '../clients/description.ts';
import { keptOf } from '../observing/kept.ts';
import { truthOf } from '../observing/truth.ts';
import type { CaseSeen, RunSeen } from './observation.ts';
import { killGroup } from './process-group.ts';
import { type ProcessSeen, runProcess } from './run-process.ts';
import { makeSandbox, type Sandbox } from './sandbox.ts';
import { filesBelow } from './snapshot.ts';
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
    const seen = await runOnce({ run, one, kit, session, sandbox });
    if ('lacks' in seen) return seen;
    runs.push(seen);
  }
  return { runs };
}

interface Turn {
  readonly run: Run;
  readonly one: Case;
  readonly kit: Kit;
  readonly session: RunningSession;
  readonly sandbox: Sandbox;
}

async function runOnce(turn: Turn): Promise<RunSeen | NoCall> {
  const { run, one, kit, session, sandbox } = turn;
  session.clock.advance(run.advanceMs ?? 0);
  await session.play(run.scenario);
  const options = { ...optionsOf(one), now: session.clock.now() };
  const values: RunValues = {
    base_url: session.url,
    token: run.token ?? session.token,
    out_dir: sandbox.out,
    state_dir: sandbox.state,
    ...(await valuesFor(run.parameters, optionsOf(one))),
  };
  const call = callOf(kit.client, run.operation, values);
  if ('lacks' in call) return call;
  const outBefore = await filesBelow(sandbox.out);
  const after = (await session.requests()).at(-1)?.id ?? 0;
  const process = await runClient(turn, call);
  const out = await filesBelow(sandbox.out);
  const asked = { query: queryOf(values), userId: values.user_id };
  return {
    run,
    values,
    process,
    outcome: outcomeOf(process, kit.client),
    exchanges: await session.requests({ after }),
    out,
    outBefore,
    state: await filesBelow(sandbox.state),
    escaped: (await filesBelow(sandbox.root)).filter(({ path }) => path !== 'a' && !path.startsWith('a/')),
    kept: await keptOf(sandbox.out, kit.client.leaves),
    truth: await truthOf(options, asked),
    leaks: await leaksOf(values.token, process, sandbox),
  };
}

function runClient(
  { run, kit, session, sandbox }: Turn,
  call: { readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> },
): Promise<ProcessSeen> {
  return runProcess({
    argv: call.argv,
    env: { ...inherited(), ...call.env, ...run.env, HOME: sandbox.work, TMPDIR: sandbox.work },
    cwd: process.cwd(),
    timeLimitMs: kit.client.timeLimitSeconds * 1000,
    outputLimitBytes: OUTPUT_LIMIT,
    signal: kit.signal,
    onStart: (pid) => {
      if (run.killWhenStalled) void killWhenStalled(session, pid);
    },
  });
}

/** What a program needs to be found and to run; nothing else of the kit's own environment reaches it. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'LANG', 'SystemRoot', 'PATHEXT', 'COMSPEC', 'JAVA_HOME'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Kills a client in the middle of an answer that has come to a halt. */
async function killWhenStalled(session: RunningSession, pid: number): Promise<void> {
  const waiting = setInterval(async () => {
    const exchanges = await session.requests({ ending: 'under-way' });
    if (!exchanges.some(({ steps }) => steps.some((step) => step.do === 'stall'))) return;
    clearInterval(waiting);
    killGroup(pid);
  }, 10);
  waiting.unref();
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
  sandbox: Sandbox,
): Promise<readonly string[]> {
  const printed = Object.entries({ stdout, stderr }).flatMap(([name, { text }]) =>
    text.includes(token) ? [name] : [],
  );
  const kept = (await filesBelow(sandbox.root)).filter(
    ({ kind, bytes }) => kind === 'file' && bytes <= SEARCHED_LIMIT,
  );
  const found = await Promise.all(
    kept.map(async ({ path }) => ((await readFile(join(sandbox.root, path))).includes(token) ? [path] : [])),
  );
  return [...printed, ...found.flat()];
}

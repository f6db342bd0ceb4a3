import type { RunningSession } from '../../server/index.ts';
import { type Call, callOf, type NoCall } from '../client/command.ts';
import { homeVariables } from '../client/runner/home-variables.ts';
import type { Run } from '../model/case.ts';
import type { ClientDescription, Operation, Outcome, RunValues } from '../model/client-description.ts';
import type { WatchObservation } from '../model/observation.ts';
import type { Output, ProcessObservation } from '../model/process.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Reach } from './address/address.ts';
import type { CaseClocks } from './client-clock/case-clocks.ts';
import { OUTPUT_LIMIT } from './dump.ts';
import { inherited } from './inherited.ts';
import { type Kit, lookingOf } from './kit.ts';
import { withoutSpace } from './machine-faults.ts';
import { outcomeOf } from './outcome.ts';
import { watchRun } from './watch.ts';

/** The observation of a client's process, or of two that ran at the same time as if they were one. */
export interface RanClient {
  readonly process: ProcessObservation;
  readonly outcome: Outcome | undefined;
  readonly watched: WatchObservation | undefined;
}

/** Tells whether the kit itself kills the client in the run. */
export function isKilled({ midway }: Run): boolean {
  return midway === 'kill' || midway === 'kill-at-state';
}

/** The call of the client for a run, or what it lacks for it. */
export function callFor({ client, runner }: Kit, run: Run, values: RunValues): Call | NoCall {
  const atProcess = run.machine === 'no-space' || run.machine === 'two-at-once';
  const needsProcess = run.env !== undefined || isKilled(run) || atProcess;
  if (needsProcess && !runner.processes) return { lacks: 'a process of its own' };
  if (run.machine === 'no-space' && process.platform === 'win32') return { lacks: 'a shell with ulimit' };
  if (run.machine === 'unwritable' && !writesOutput(client, run.operation)) {
    return { lacks: 'an output folder' };
  }
  const call = callOf(client, run.operation, values);
  return 'lacks' in call || run.machine !== 'no-space' ? call : { ...call, argv: withoutSpace(call.argv) };
}

/** Tells whether the client itself writes to `{out_dir}`, and not only its dump command. */
function writesOutput({ dump, commands }: ClientDescription, operation: Operation): boolean {
  return dump === undefined || commands[operation]?.some((text) => text.includes('{out_dir}')) === true;
}

/** The run of a client in its session and folders. */
export interface ClientTurn {
  readonly run: Run;
  readonly kit: Kit;
  readonly session: RunningSession;
  readonly clocks: CaseClocks;
  readonly reach: Reach;
  readonly sandbox: Sandbox;
  readonly values: RunValues;
  /** The last exchange before the run. */
  readonly after: number;
}

/** The environment of the client and of the command that dumps its database. */
export function environmentFor(
  { run, kit, clocks, reach, sandbox }: Pick<ClientTurn, 'run' | 'kit' | 'clocks' | 'reach' | 'sandbox'>,
  call: Call,
): Readonly<Record<string, string>> {
  return {
    ...inherited(kit.client),
    ...reach.env,
    ...call.env,
    ...run.env,
    ...clocks.env(),
    ...homeVariables(sandbox.work),
  };
}

/** Runs the client, once or twice at the same time. */
export async function runClient(turn: ClientTurn, call: Call): Promise<RanClient> {
  const { run, kit, session, sandbox, values, after } = turn;
  const start = () =>
    kit.runner.start({
      operation: run.operation,
      values,
      call,
      prefix: turn.reach.prefix,
      env: environmentFor(turn, call),
      timeLimitMs: kit.client.timeLimitSeconds * 1000,
      outputLimitBytes: OUTPUT_LIMIT,
      signal: kit.signal,
      marker: run.machine === 'two-at-once' ? undefined : sandbox.root,
      // The environment tells which case a request belongs to.
      alone:
        kit.address.kind !== 'base-url' ||
        run.env !== undefined ||
        run.midway !== undefined ||
        run.machine !== undefined,
    });
  const running = start();
  const other = run.machine === 'two-at-once' ? start() : undefined;
  const { midway } = run;
  const { token } = values;
  const watched =
    midway === undefined
      ? undefined
      : await watchRun({ running, session, after, sandbox, token, midway, looking: lookingOf(kit) });
  const seen = [await running.seen, ...(other === undefined ? [] : [await other.seen])];
  const process = joined(seen.map(withoutJavaNotice), kit.client);
  return { process, outcome: outcomeOf(process, kit.client), watched };
}

/**
 * The processes of a run as one: it ended as the one that did not end by itself, or as the one that reports
 * the most, and it printed what both printed.
 */
function joined(all: readonly ProcessObservation[], client: ClientDescription): ProcessObservation {
  const ranks: readonly (Outcome | undefined)[] = [undefined, 'complete', 'partial'];
  const rank = (one: ProcessObservation) => {
    const at = ranks.indexOf(outcomeOf(one, client));
    return at === -1 ? ranks.length : at;
  };
  const [first, second] = all.toSorted((a, b) => rank(a) - rank(b));
  if (first === undefined) throw new TypeError('expected a process, got none.');
  if (second === undefined) return first;
  const { stdout, stderr } = first;
  return {
    ...first,
    stdout: bothOutputs(stdout, second.stdout),
    stderr: bothOutputs(stderr, second.stderr),
  };
}

/** The line that every JVM prints for the variable by which it finds the proxy: no message of the client. */
const JAVA_NOTICE = 'Picked up JAVA_TOOL_OPTIONS: ';

function withoutJavaNotice({ stderr, ...seen }: ProcessObservation): ProcessObservation {
  if (!stderr.text.includes(JAVA_NOTICE)) return { ...seen, stderr };
  const lines = stderr.text.split('\n').filter((line) => !line.startsWith(JAVA_NOTICE));
  return { ...seen, stderr: { ...stderr, text: lines.join('\n') } };
}

function bothOutputs(one: Output, other: Output): Output {
  return { text: `${one.text}${other.text}`, bytes: one.bytes + other.bytes };
}

import { setMaxListeners } from 'node:events';
import { keepExports, startServer, userAuthority } from '../server/index.ts';
import { cases as allCases } from './cases/index.ts';
import type { FunctionClient } from './client/function-client.ts';
import { RunnerGoneError } from './client/runner/client-runner.ts';
import { createRunner } from './client/runner/create-runner.ts';
import { guarded, startWatchdog } from './client/runner/watchdog.ts';
import { type SentBodies, watchBodies } from './evidence/sent-bodies.ts';
import type { EvidenceSink } from './evidence/sink.ts';
import { judgedBy, markedBy } from './known-failures/apply.ts';
import type { Baseline } from './known-failures/baseline.ts';
import type { Case } from './model/case.ts';
import type { ClientDescription } from './model/client-description.ts';
import type { Feature } from './model/feature.ts';
import { type CaseResult, type ConformanceReport, type ReportHead, reportOf } from './model/report.ts';
import { serviceAddress } from './run/address/service-address.ts';
import { cpuTime, failsMust, MOST_AGAIN, wasBusy } from './run/busy-machine.ts';
import { type CaseAttempt, caseAttemptOf, judgedAtEnd, skippedCase } from './run/case-result.ts';
import { fittingFaketime } from './run/client-clock/fitting-faketime.ts';
import type { Kit } from './run/kit.ts';
import { longestFirst } from './run/longest-first.ts';
import { preflight } from './run/preflight/preflight.ts';
import { repeatedResult } from './run/repeated.ts';
import { runCase } from './run/run-case.ts';
import { setupOf, thisMachine } from './run/setup.ts';
import { expectSandboxes, makeSandbox, SandboxError } from './sandbox/sandbox.ts';
import { requiredFeatures } from './selection/require.ts';
import { type Selection, selectCases } from './selection/select.ts';
import { selectionResult } from './selection/selection-result.ts';
import { kitVersion } from './util/kit-version.ts';
import { machineNow, performance } from './util/timers.ts';

/** The options of a run of the kit. */
export interface ConformanceOptions extends Selection {
  /** The client: a program, as `client.json` describes it, or a function. */
  readonly client: ClientDescription | FunctionClient;
  /**
   * The number of cases that run at the same time. A case mostly waits.
   * @default 8; 1 for a client that a person runs
   */
  readonly parallel?: number | undefined;
  /**
   * The number of times that each case is run; a check gets its worst verdict.
   * @default 1
   */
  readonly repeat?: number | undefined;
  /** The list of known failures, or a function that makes it from the report without such a list. */
  readonly baseline?: Baseline | ((report: ConformanceReport) => Baseline) | undefined;
  /** The features that the run must judge: without a judged check of one of them, it fails. */
  readonly require?: readonly Feature[] | undefined;
  /** The words of `engage-export test` that select the client, for the commands in the report. */
  readonly words?: readonly string[] | undefined;
  /** The receiver of the evidence of each case, for every time that the case is run. */
  readonly evidence?: EvidenceSink | undefined;
  /** The signal that ends the run and every client; cases that have not run are untested. */
  readonly signal?: AbortSignal | undefined;
  /**
   * True if a preflight checks the client description before the cases, so that a mistake in it is not
   * reported as a mistake of the client.
   * @default true
   */
  readonly preflight?: boolean | undefined;
  /**
   * Reads the CPU time of the kit. A case that fails a MUST while the machine is busy is run again after the
   * others, alone.
   * @default reads it where the system tells it, for clients that are programs; not with `repeat`
   */
  readonly cpuTime?: typeof cpuTime | undefined;
  /** Called for each warning, a sentence. */
  readonly onWarning?: ((text: string) => void) | undefined;
  /** Called before every case. */
  readonly onStart?: ((id: string) => void) | undefined;
  /** Called after every case. */
  readonly onCase?: ((result: CaseResult) => void) | undefined;
}

/** The memory for exports that several requests and the expected exports of cases share. */
export const KEPT_BYTES = 32 * 1024 * 1024;

/** The number of cases at the same time where nobody says another. */
export const defaultParallel = 8;

/**
 * Runs a client in the chosen cases and reports which checks it passes.
 * @throws {SelectionError} (a RangeError) for a pattern that matches nothing, and for a required feature that
 * does not exist.
 * @throws {SandboxError} when the folder for temporary files cannot be used.
 * @throws {ClientDescriptionError} for a client that cannot be started or whose description is wrong.
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const startedAt = new Date(machineNow());
  const { baseline, signal = new AbortController().signal } = options;
  const chosen = selectCases(allCases, options);
  const required = options.require && requiredFeatures(options.require);
  const { client, ...made } = await createRunner(options.client);
  using _ = noSuccessWithoutVerdict();
  const { parallel = client.mode === 'attached' ? 1 : defaultParallel } = options;
  await expectSandboxes();
  await using watchdog = startWatchdog();
  await using runner = guarded(made.runner, watchdog);
  using __ = await keepExports(KEPT_BYTES);
  await using server = await startServer({ size: 'tiny', control: false, ...(await trustOf(client)) });
  await using address = await serviceAddress({ server, client });
  using bodies = options.evidence && watchBodies(server.port);
  const plainKit: Kit = { server, client, runner, address, signal };
  for (const text of options.preflight === false ? [] : await preflight(plainKit)) options.onWarning?.(text);
  const kit: Kit = { ...plainKit, faketime: await fittingFaketime(plainKit, chosen) };
  const attempts = await runCases(kit, chosen, { ...options, parallel, bodies });
  const head = { ...headOf(client, options, startedAt), ...(required && { requires: required }) };
  const plain = (): ConformanceReport =>
    reportOf(
      head,
      attempts.map(({ result }) => result),
    );
  if (baseline === undefined) return plain();
  const list = typeof baseline === 'function' ? baseline(plain()) : baseline;
  const { cases, problems } = judgedBy(list, attempts);
  return reportOf({ ...head, baseline: { problems } }, cases);
}

/** The server needs the certificate authority that the client trusts. */
async function trustOf({ address = 'base-url' }: ClientDescription) {
  return address === 'base-url' ? {} : { authority: (await userAuthority()).folder };
}

function headOf(client: ClientDescription, options: ConformanceOptions, startedAt: Date): ReportHead {
  const { shard, words = [] } = options;
  return {
    kit: kitVersion(),
    client: client.name,
    startedAt: startedAt.toISOString(),
    ms: machineNow() - startedAt.getTime(),
    ...(shard === undefined ? {} : { shard }),
    setup: setupOf(client, words),
    machines: [thisMachine()],
    selection: selectionResult(allCases, options),
  };
}

/** Changes exit code 0 to 4 when the process ends while the kit runs: there is no verdict yet. */
function noSuccessWithoutVerdict(): Disposable {
  const onExit = (code: number): void => {
    if (code !== 0) return;
    process.exitCode = 4;
    process.stderr.write(
      'expected the verdict of the kit, but the process ended before it: run the kit again.\n',
    );
  };
  process.on('exit', onExit);
  return { [Symbol.dispose]: () => void process.off('exit', onExit) };
}

type RunContext = ConformanceOptions & {
  readonly parallel: number;
  readonly bodies: SentBodies | undefined;
};

/** The results in the order of the cases. An error of the kit in one case ends the others. */
async function runCases(
  given: Kit,
  chosen: readonly Case[],
  context: RunContext,
): Promise<readonly CaseAttempt[]> {
  const { parallel, baseline, repeat = 1, onStart = () => {}, onCase = () => {} } = context;
  const maySlow = given.runner.processes && repeat === 1;
  const readTime = context.cpuTime ?? (maySlow ? cpuTime : () => undefined);
  const ending = new AbortController();
  const kit = { ...given, signal: AbortSignal.any([given.signal, ending.signal]) };
  // Every client that runs adds a listener.
  setMaxListeners(0, kit.signal);
  const results = new Map<string, CaseAttempt>();
  const waiting = [...(await longestFirst(chosen))];
  const doubtful: { readonly one: Case; readonly attempt: CaseAttempt }[] = [];
  const settle = (one: Case, attempt: CaseAttempt): void => {
    results.set(one.id, attempt);
    onCase(typeof baseline === 'object' ? markedBy(baseline, attempt) : attempt.result);
  };
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      if (!kit.signal.aborted) onStart(one.id);
      const before = readTime();
      const attempt = await runCaseRepeatedly(one, kit, context);
      const isDoubtful = failsMust(attempt) && wasBusy(before, readTime());
      if (isDoubtful) doubtful.push({ one, attempt });
      else settle(one, attempt);
    }
  };
  const workAgain = async (): Promise<void> => {
    const tooMany = doubtful.length > MOST_AGAIN;
    let failed = 0;
    for (const { one, attempt } of doubtful) {
      const isOver = tooMany || kit.signal.aborted;
      const last = isOver ? attempt : await runCaseRepeatedly(one, kit, context);
      if (failsMust(last)) failed += 1;
      settle(one, kit.signal.aborted ? attempt : last);
    }
    if (doubtful.length > 0 && !tooMany) context.onWarning?.(busyText(doubtful.length, failed));
  };
  const ended = (error: unknown): never => {
    ending.abort();
    throw error;
  };
  const workers = await Promise.allSettled(Array.from({ length: parallel }, () => work().catch(ended)));
  for (const worker of workers) if (worker.status === 'rejected') throw worker.reason;
  await workAgain();
  return chosen.flatMap(({ id }) => results.get(id) ?? []).map(judgedAtEnd);
}

function busyText(cases: number, failed: number): string {
  return `The machine was busy. Cases that failed a MUST were run again, one after the other: ${cases}. Those that failed again: ${failed}.`;
}

/** Runs a case once, or `repeat` times. The result of an interrupted run is dropped. */
async function runCaseRepeatedly(one: Case, kit: Kit, context: RunContext): Promise<CaseAttempt> {
  const { repeat = 1 } = context;
  let all: readonly CaseAttempt[] = [];
  while (all.length < repeat && !kit.signal.aborted) {
    try {
      const attempt = await runCaseOnce(one, kit, context);
      if (!kit.signal.aborted) all = [...all, attempt];
    } catch (error) {
      if (!(error instanceof RunnerGoneError || error instanceof SandboxError)) throw error;
      return skippedCase(one, `The case could not be run: ${error.message}`);
    }
  }
  const [first, ...others] = all;
  return first === undefined
    ? skippedCase(one, 'The kit was interrupted before this case ended.')
    : repeatedResult([first, ...others]);
}

async function runCaseOnce(one: Case, kit: Kit, { evidence, bodies }: RunContext): Promise<CaseAttempt> {
  const begun = performance.now();
  await using sandbox = await makeSandbox();
  const observation = await runCase(one, kit, sandbox);
  const attempt = caseAttemptOf(one, observation, begun);
  const isComplete = !('lacks' in observation) && !kit.signal.aborted;
  if (evidence !== undefined && bodies !== undefined && isComplete)
    await evidence.take({
      one,
      client: kit.client,
      result: attempt.result,
      seen: observation,
      sandbox,
      bodies,
    });
  return attempt;
}

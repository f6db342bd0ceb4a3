import picomatch from 'picomatch';
import { type RunningServer, scenarioCatalogue } from '../../server/index.ts';
import { optionsOf, valuesFor, withoutAttachments } from '../cases/world.ts';
import { type Call, callOf, type NoCall } from '../client/command.ts';
import type { ClientRunner } from '../client/runner/client-runner.ts';
import { actualExportOf, actualExportsOf } from '../compare/actual-export.ts';
import { observeSequence } from '../compare/sequence.ts';
import type { Case, Run } from '../model/case.ts';
import {
  type ClientDescription,
  formsOf,
  type Outcome,
  type OutputForm,
  type RunValues,
} from '../model/client-description.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';
import type { ProcessObservation } from '../model/process.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type FileThere, type SnapshotOptions, takeSnapshot, writtenFiles } from '../sandbox/snapshot.ts';
import { type ExpectedExportInput, expectedExportsOf } from './expected-exports.ts';
import { inherited } from './inherited.ts';
import { leaksOf } from './leaks.ts';
import { watchRun } from './watch.ts';

/** The server, the client and its runner, which all cases share. */
export interface Kit {
  readonly server: RunningServer;
  readonly client: ClientDescription;
  readonly runner: ClientRunner;
  /** Ends every client at once. */
  readonly signal: AbortSignal;
}

/** The maximum length of the recorded output of a stream, bytes. */
const OUTPUT_LIMIT = 64 * 1024;

/**
 * Runs a client through a case in these folders. Resolves to the observation, or to the operation or option
 * that the client lacks for the case.
 */
export async function runCase(one: Case, kit: Kit, sandbox: Sandbox): Promise<CaseObservation | NoCall> {
  if (kit.client.clock === 'machine' && needsItsClock(one)) return { lacks: 'the clock of the service' };
  const options = optionsOf(one);
  const rateLimit = one.world?.rateLimit;
  await using session = await kit.server.session({ ...options, rateLimit });
  const runs: RunObservation[] = [];
  for (const run of one.runs) {
    // An interrupted run shows nothing about the client.
    if (kit.signal.aborted) break;
    const observation = await runOnce({ one, run, options, kit, session, sandbox, before: runs.at(-1) });
    if ('lacks' in observation) return observation;
    runs.push(observation);
    // The kit does nothing more in folders that are not its own.
    if (observation.breach !== undefined) break;
  }
  const meant = (seen: RunObservation) => ({
    ...seen,
    values: withoutAttachments(seen.values, seen.exchanges, kit.client),
  });
  const sequence =
    one.sequence === true && !kit.signal.aborted
      ? await observeSequence(runs.map(meant), options)
      : undefined;
  return { runs, sequence };
}

/** Whether a client whose watermark comes from another clock cannot take part. */
function needsItsClock({ runs }: Case): boolean {
  return runs.some(({ operation, advanceMs }) => operation === 'resume' || advanceMs !== undefined);
}

interface Turn extends ExpectedExportInput {
  readonly kit: Kit;
  readonly sandbox: Sandbox;
}

async function runOnce(turn: Turn): Promise<RunObservation | NoCall> {
  const { run, options, kit, session, sandbox } = turn;
  session.clock.advance(run.advanceMs ?? 0);
  await session.play(placed(await onceInRun(run.scenario), sandbox));
  const values: RunValues = {
    base_url: session.url,
    token: session.token,
    out_dir: sandbox.out,
    state_dir: sandbox.state,
    now: new Date(session.clock.now()).toISOString(),
    ...(await valuesFor(run.parameters, options)),
  };
  const call = callFor(kit, run, values);
  if ('lacks' in call) return call;
  if (run.takesAway === true) await sandbox.emptyOut();
  const before = {
    values,
    now: session.clock.now(),
    outBefore: run.takesAway === true ? [] : (turn.before?.out ?? []),
    after: (await session.requests()).at(-1)?.id ?? 0,
  };
  const exportsFor = expectedExportsOf(turn, values);
  const { watched, ...process } = await runClient(turn, call, before);
  return { watched, ...(await seenAfter(turn, { ...before, process, exportsFor })) };
}

interface Ran extends Pick<RunObservation, 'values' | 'now' | 'outBefore' | 'process'> {
  /** The last exchange before the run. */
  readonly after: number;
  readonly exportsFor: ReturnType<typeof expectedExportsOf>;
}

/** Observes the run after the client has ended. */
async function seenAfter(
  { one, run, kit, session, sandbox }: Turn,
  { after, exportsFor, ...ran }: Ran,
): Promise<Omit<RunObservation, 'watched'>> {
  const { files, unreadable, breach } = await takeSnapshot(sandbox, lookingOf(kit));
  const exchanges = await session.requests({ after });
  const exports = await exportsFor(exchanges);
  const { expectedExport, baselineExport, servedExports } = exports;
  const served = [expectedExport, baselineExport, ...servedExports].filter((one) => one !== undefined);
  const out = withoutIgnored(within(files, 'a/out/'), kit.client);
  const forms = formsOf(kit.client);
  const paths = writtenFiles(ran.outBefore, out);
  const written = (form: OutputForm) => (one.large ? [] : actualExportsOf(out, form, { paths, served }));
  const actual = async (form: OutputForm) =>
    one.large ? undefined : actualExportOf(out, form, { written: await written(form), served });
  const [first = 'zip', ...others] = forms;
  const actualExport = await actual(first);
  const otherForms = await Promise.all(
    others.map(async (form) => ({ form, actualExport: await actual(form) })),
  );
  return {
    ...ran,
    run,
    outcome: outcomeOf(ran.process, kit.client),
    exchanges,
    out,
    breach,
    unreadable,
    state: within(files, 'a/state/'),
    escaped: files.filter(({ path }) => !/^a(?:\/(?:out|state|work)(?:\/.*)?)?$/s.test(path)),
    actualExport,
    otherForms,
    writtenExports: one.sequence ? await written(first) : undefined,
    ...exports,
    leaks: await leaksOf(ran.values.token, ran.process, files),
  };
}

/**
 * The scenario without its cycle: its first requests fail once in a run, however many requests the client
 * makes. A client that requests each model on its own would else wait for each of them.
 */
async function onceInRun(scenario: Run['scenario']): Promise<Run['scenario']> {
  if (typeof scenario !== 'string') return scenario;
  const listed = (await scenarioCatalogue()).find(({ name }) => name === scenario);
  return listed?.cycle === undefined ? scenario : { name: listed.name, rules: listed.rules };
}

/** The scenario with `{root}` replaced by the folder of the case. */
function placed(scenario: Run['scenario'], { root }: Sandbox): Run['scenario'] {
  if (typeof scenario !== 'object') return scenario;
  return JSON.parse(JSON.stringify(scenario), (_, value) =>
    typeof value === 'string' ? value.replaceAll('{root}', root) : value,
  );
}

/**
 * The minimum time for the snapshot, milliseconds: a busy machine needs it even if the client's limit is
 * short.
 */
const LEAST_LOOK_MS = 20_000;

/** The time limit and the size limits of a snapshot of the client's output. */
export function lookingOf({ client, signal }: Pick<Kit, 'client' | 'signal'>): SnapshotOptions {
  const timeLimitMs = Math.max(client.timeLimitSeconds * 1000, LEAST_LOOK_MS);
  return { limits: client.limits, timeLimitMs, signal };
}

/** The entries that may be part of an export. */
function withoutIgnored<T extends { readonly path: string }>(
  entries: readonly T[],
  { ignore = [] }: ClientDescription,
): readonly T[] {
  if (ignore.length === 0) return entries;
  const isIgnored = picomatch([...ignore], { dot: true });
  return entries.filter(({ path }) => !isIgnored(path));
}

/** The files below a folder of the sandbox, with their paths in it. */
function within(all: readonly FileThere[], folder: string): readonly FileThere[] {
  return all.flatMap((file) =>
    file.path.startsWith(folder) ? [{ ...file, path: file.path.slice(folder.length) }] : [],
  );
}

function callFor({ client, runner }: Kit, run: Run, values: RunValues): Call | NoCall {
  const needsProcess = run.env !== undefined || run.midway === 'kill';
  if (needsProcess && !runner.processes) return { lacks: 'a process of its own' };
  return callOf(client, run.operation, values);
}

async function runClient(
  { run, kit, session, sandbox }: Turn,
  call: Call,
  { values, after }: Pick<Ran, 'values' | 'after'>,
): Promise<ProcessObservation & Pick<RunObservation, 'watched'>> {
  const running = kit.runner.start({
    operation: run.operation,
    values,
    call,
    env: { ...inherited(kit.client), ...call.env, ...run.env, HOME: sandbox.work, TMPDIR: sandbox.work },
    timeLimitMs: kit.client.timeLimitSeconds * 1000,
    outputLimitBytes: OUTPUT_LIMIT,
    signal: kit.signal,
    marker: sandbox.root,
    alone: run.env !== undefined || run.midway !== undefined,
  });
  const { token } = values;
  const watched =
    run.midway === undefined
      ? undefined
      : await watchRun({
          running,
          session,
          after,
          sandbox,
          token,
          midway: run.midway,
          looking: lookingOf(kit),
        });
  return { ...(await running.seen), watched };
}

/** The outcome that the client reports; undefined when it did not end by itself. */
function outcomeOf(
  { ended, stdout, stderr }: ProcessObservation,
  { exitCodes, partialTexts = [] }: ClientDescription,
): Outcome | undefined {
  if (ended.kind === 'returned') return ended.outcome;
  if (ended.kind !== 'exited') return undefined;
  const outcomes = ['complete', 'partial', 'unsupported'] as const;
  const outcome = outcomes.find((name) => exitCodes[name].includes(ended.code)) ?? 'failed';
  const saysPartial = partialTexts.some((text) => stdout.text.includes(text) || stderr.text.includes(text));
  return outcome === 'complete' && saysPartial ? 'partial' : outcome;
}

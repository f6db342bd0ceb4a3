import { valuesFor, withoutAttachments } from '../cases/world.ts';
import type { NoCall } from '../client/command.ts';
import { actualExportOf, actualExportsOf } from '../compare/actual-export.ts';
import { actualFilesExport } from '../compare/actual-files-export.ts';
import { observeSequence } from '../compare/sequence.ts';
import type { Case, Run } from '../model/case.ts';
import { formsOf, type RunValues } from '../model/client-description.ts';
import type { CaseObservation, RunObservation } from '../model/observation.ts';
import { KnownContents } from '../sandbox/known-contents.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type FileThere, takeSnapshot, writtenFiles } from '../sandbox/snapshot.ts';
import type { CaseAddress } from './address/address.ts';
import { asServedOf } from './as-served.ts';
import { type CaseClocks, clocksOf, unfitClock } from './client-clock/case-clocks.ts';
import { timedCase } from './client-clock/timed-case.ts';
import { clientMsOf, type LackingCase } from './client-time.ts';
import { dumpFailureOf } from './dump.ts';
import { type ExpectedExportInput, expectedExportsOf } from './expected-exports.ts';
import { type Kit, lookingOf } from './kit.ts';
import { leaksOf } from './leaks.ts';
import { makeMachineFault } from './machine-faults.ts';
import { ofAnExport } from './of-an-export.ts';
import { playedScenario } from './played-scenario.ts';
import { callFor, environmentFor, type RanClient, runClient } from './run-client.ts';
import { isSignIn } from './signing-in.ts';

/**
 * Runs a client through a case in these folders. Resolves to the observation, or to the operation or option
 * that the client lacks for the case.
 */
export async function runCase(
  given: Case,
  kit: Kit,
  sandbox: Sandbox,
): Promise<CaseObservation | LackingCase> {
  if (given.ownAddress === true && kit.address.kind === 'base-url')
    return { lacks: 'the address of the service', clientMs: 0 };
  const timed = await timedCase(given, kit.client, kit.faketime);
  if ('lacks' in timed) return { ...timed, clientMs: 0 };
  const { one, options } = timed;
  await using clocks = await clocksOf(timed, kit);
  const { session } = clocks;
  await using address = await kit.address.open(session);
  const runs: RunObservation[] = [];
  const [digests, leaks] = [new KnownContents(), new KnownContents()];
  for (const run of one.runs) {
    // An interrupted run shows nothing about the client.
    if (kit.signal.aborted) break;
    const observation = await runOnce({
      one,
      run,
      options,
      kit,
      clocks,
      session,
      address,
      sandbox,
      digests,
      leaks,
      before: runs.at(-1),
    });
    if ('lacks' in observation) return { ...observation, clientMs: clientMsOf(runs) };
    runs.push(observation);
    const signsIn = one.signsIn !== true || runs.some(({ exchanges }) => exchanges.some(isSignIn));
    const lacks = signsIn ? unfitClock(timed, observation) : 'signing in';
    if (lacks !== undefined) return { lacks, clientMs: clientMsOf(runs) };
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

interface Turn extends ExpectedExportInput {
  readonly kit: Kit;
  readonly clocks: CaseClocks;
  readonly address: CaseAddress;
  readonly sandbox: Sandbox;
  /** The digests of the files after the runs before. */
  readonly digests: KnownContents;
  /** The results of the search for the token in them. */
  readonly leaks: KnownContents;
}

async function runOnce(turn: Turn): Promise<RunObservation | NoCall> {
  const { run, options, kit, clocks, session, address, sandbox } = turn;
  const waitedMs = await clocks.advance(turn.before === undefined ? 'first' : 'later', run.advanceMs ?? 0);
  const { scenario, offsetMs } = await playedScenario(run, sandbox);
  await session.play(scenario);
  const reach = await address.reach(run);
  const fault = await makeMachineFault({ run, before: turn.before?.run }, sandbox);
  const values: RunValues = {
    base_url: reach.baseUrl,
    token: session.token,
    out_dir: sandbox.out,
    state_dir: sandbox.state,
    now: new Date(session.clock.now() + offsetMs).toISOString(),
    ...(await valuesFor(run.parameters, options)),
    ...fault.values,
  };
  const call = callFor(kit, run, values);
  if ('lacks' in call) return call;
  if (run.takesAway === true) await sandbox.emptyOut();
  const before = {
    values,
    now: session.clock.now(),
    outBefore: run.takesAway === true ? [] : (turn.before?.out ?? []),
    after: (await session.requests({ limit: 1 })).at(-1)?.id ?? 0,
  };
  const exportsFor = expectedExportsOf(turn, values, before.after);
  const ran = await runClient({ ...turn, ...before, reach }, call);
  const dumpFailure = await dumpFailureOf(
    kit,
    { ...values, out_dir: sandbox.out },
    {
      env: environmentFor({ ...turn, reach }, call),
      marker: sandbox.root,
    },
  );
  const { damaged } = fault;
  return seenAfter(turn, { ...before, ...ran, waitedMs, dumpFailure, damaged, scenario, exportsFor });
}

interface Ran
  extends RanClient,
    Pick<RunObservation, 'values' | 'now' | 'waitedMs' | 'outBefore' | 'damaged' | 'dumpFailure'> {
  /** The last exchange before the run. */
  readonly after: number;
  /** The scenario as it was played. */
  readonly scenario: Run['scenario'];
  readonly exportsFor: ReturnType<typeof expectedExportsOf>;
}

/** Observes the run after the client has ended. */
async function seenAfter(turn: Turn, { after, scenario, exportsFor, ...ran }: Ran): Promise<RunObservation> {
  const { one, run, kit, session, sandbox, digests } = turn;
  const { files, unreadable, breach } = await takeSnapshot(sandbox, lookingOf(kit), digests);
  const exchanges = await session.requests({ after });
  const exports = await exportsFor(exchanges);
  const { expectedExport, baselineExport, servedExports } = exports;
  const served = [expectedExport, baselineExport, ...servedExports].filter((one) => one !== undefined);
  const out = ofAnExport(within(files, 'a/out/'), kit.client);
  const forms = formsOf(kit.client);
  const paths = writtenFiles(ran.outBefore, out);
  const isFiles = run.operation === 'files';
  const outputs = await Promise.all(
    (one.large || isFiles ? [] : forms).map(async (form) => {
      const written = await actualExportsOf(out, form, { paths, served });
      return { form, written, actualExport: await actualExportOf(out, form, { written, served }) };
    }),
  );
  const [first, ...otherForms] = outputs;
  return {
    ...ran,
    run,
    address: kit.address.kind,
    exchanges,
    out,
    breach,
    unreadable,
    isDump: kit.client.dump !== undefined,
    state: within(files, 'a/state/'),
    escaped: files.filter(({ path }) => !/^a(?:\/(?:out|state|work)(?:\/.*)?)?$/s.test(path)),
    actualExport: isFiles
      ? await actualFilesExport(out, {
          written: paths.written,
          expected: expectedExport,
          served: servedExports,
        })
      : first?.actualExport,
    outputForm: first?.form,
    asServed: await asServedOf(turn, {
      scenario,
      exchanges,
      out,
      written: outputs.flatMap(({ written }) => written),
    }),
    otherForms: otherForms.map(({ form, actualExport }) => ({ form, actualExport })),
    writtenExports: one.sequence ? (first?.written ?? []) : undefined,
    ...exports,
    leaks: await leaksOf(ran.values.token, ran.process, files, {
      tokenFiles: kit.client.tokenFiles,
      known: turn.leaks,
    }),
  };
}

/** The files below a folder of the sandbox, with their paths in it. */
function within(all: readonly FileThere[], folder: string): readonly FileThere[] {
  return all.flatMap((file) =>
    file.path.startsWith(folder) ? [{ ...file, path: file.path.slice(folder.length) }] : [],
  );
}

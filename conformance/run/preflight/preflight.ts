import { maskOf } from '../../checks/mask.ts';
import { ClientDescriptionError } from '../../client/read.ts';
import { RunnerGoneError } from '../../client/runner/client-runner.ts';
import { actualExportOf } from '../../compare/actual-export.ts';
import { differences } from '../../compare/differences.ts';
import type { Case, Run } from '../../model/case.ts';
import { formsOf, type Operation, operations, outputForms } from '../../model/client-description.ts';
import type { RunObservation } from '../../model/observation.ts';
import { makeSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { entriesOf } from '../../sandbox/snapshot.ts';
import { type Kit, lookingOf } from '../kit.ts';
import { runCase } from '../run-case.ts';
import { addressesOf } from './addresses.ts';
import { asking } from './asking.ts';
import { leftElsewhere, lookAround, type Surroundings } from './elsewhere.ts';
import type { Finding, Trial } from './finding.ts';
import { leaving } from './leaving.ts';

/** A `since` that no client chooses by itself. */
const SINCE = '2024-06-18T09:30:00+00:00';
/** A window with files. */
const FILES = { since: '2024-06-01T09:30:00+00:00', until: '2024-06-19T09:30:00+00:00' };
/** The number of output lines that a finding shows. */
const SHOWN_LINES = 8;
const SHOWN_CHARACTERS = 160;

/**
 * Makes one plain run before the cases: a sound export of a small window, in a session of its own. A client
 * that sends the right request and fails later is left to the cases. A function has no description that could
 * be wrong, and is not run.
 *
 * @returns The doubtful points, as sentences.
 * @throws {ClientDescriptionError} The client description is certainly wrong.
 */
export async function preflight(kit: Kit): Promise<readonly string[]> {
  const { client } = kit;
  const operation = operations.find((name) => client.commands[name] !== undefined);
  if (client.mode === 'function' || operation === undefined) return [];
  const before = await lookAround([...(client.commands[operation] ?? []), ...(client.serve ?? [])]);
  const since = (await kit.server.requests()).at(-1)?.id ?? 0;
  await using sandbox = await makeSandbox();
  const observation = await runPlainly(kit, operation, sandbox);
  const seen = observation === undefined || 'lacks' in observation ? undefined : observation.runs[0];
  if (seen === undefined || kit.signal.aborted) return [];
  // Requests outside the session of the run are in the journal of the server.
  const outside = await kit.server.requests({ after: since });
  const exchanges = [...seen.exchanges, ...outside].toSorted((a, b) => a.id - b.id);
  const trial: Trial = {
    client,
    operation,
    seen,
    exchanges,
    addresses: exchanges.length > 0 ? [] : await otherAddresses(client.commands[operation] ?? [], seen),
    ...(await leftBy(kit, seen, sandbox, before)),
  };
  const finding = asking(trial) ?? leaving(trial);
  if (finding === undefined) return [];
  const masked = maskOf(seen);
  if (finding.stops) throw new ClientDescriptionError(masked(messageOf(finding, seen.process, masked)));
  const { expected, seen: found, change } = finding;
  return [masked(`Trial run before the cases: expected ${expected}; seen: ${found}. ${change}`)];
}

/** Runs the plain case. Resolves to undefined when the runner is gone: every case reports that. */
async function runPlainly(kit: Kit, operation: Operation, sandbox: Sandbox) {
  try {
    return await runCase(plain(operation), kit, sandbox);
  } catch (error) {
    if (error instanceof RunnerGoneError) return undefined;
    throw error;
  }
}

function plain(operation: Operation): Case {
  return {
    id: 'preflight',
    area: 'request',
    title: 'The client is called as it wants to be.',
    runs: [{ operation, ...askedFor(operation), ends: ['complete'] }],
    checks: [],
  };
}

function askedFor(operation: Operation): Pick<Run, 'parameters' | 'scenario'> {
  if (operation === 'user') return { parameters: { user: 'active' } };
  return operation === 'files'
    ? { parameters: FILES, scenario: 'files-export-instant' }
    : { parameters: { since: SINCE } };
}

async function leftBy(
  kit: Kit,
  seen: RunObservation,
  sandbox: Sandbox,
  before: Surroundings,
): Promise<Pick<Trial, 'elsewhere' | 'otherForm' | 'whole'>> {
  const { client } = kit;
  const { actualExport, expectedExport } = seen;
  const whole =
    actualExport?.sound === true &&
    expectedExport !== undefined &&
    differences(expectedExport, actualExport).length === 0;
  if (actualExport !== undefined) return { elsewhere: [], otherForm: undefined, whole };
  const forms = outputForms.filter((form) => !formsOf(client).includes(form));
  const looking = lookingOf(kit);
  const out = await entriesOf(sandbox, 'out', looking);
  const there = await Promise.all(forms.map((form) => actualExportOf(out, form)));
  return {
    elsewhere: await leftElsewhere(before, seen, sandbox, looking),
    otherForm: forms.find((_, at) => there[at] !== undefined),
    whole,
  };
}

function otherAddresses(argv: readonly string[], { process, values }: RunObservation) {
  return addressesOf(argv, process.stderr.text + process.stdout.text, values.base_url);
}

function messageOf(
  { expected, seen: found, change }: Finding,
  { stdout, stderr }: RunObservation['process'],
  masked: (text: string) => string,
): string {
  return [
    'the trial run before the cases shows that the client description is wrong.',
    `  expected  ${expected}`,
    `  seen      ${found}`,
    ...printed('stderr', masked(stderr.text)),
    ...printed('stdout', masked(stdout.text)),
    `  to do     ${change} To skip this trial run, add --no-preflight.`,
  ].join('\n');
}

/** The last lines of a stream. */
function printed(name: string, text: string): readonly string[] {
  const lines = text.trim().split('\n').slice(-SHOWN_LINES);
  return lines[0] === '' ? [] : lines.map((line) => `  ${name}    ${line.slice(0, SHOWN_CHARACTERS)}`);
}

import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import t from 'tap';
import { cases } from '../../../conformance/cases/index.ts';
import { parseClient } from '../../../conformance/client/read.ts';
import { runConformance } from '../../../conformance/index.ts';
import type { Case } from '../../../conformance/model/case.ts';
import type { RunObservation } from '../../../conformance/model/observation.ts';
import { unfitClock } from '../../../conformance/run/client-clock/case-clocks.ts';
import {
  allFaketimeSettings,
  type Faketime,
  startFaketime,
} from '../../../conformance/run/client-clock/faketime.ts';
import { type TimedCase, timedCase } from '../../../conformance/run/client-clock/timed-case.ts';
import { createWorld, worldOptions } from '../../../generators/index.ts';
import { referenceWith } from '../../helpers/reference-client/as-function.ts';

const machine = { clock: 'machine' } as const;
const [settings = {}] = allFaketimeSettings;

function caseOf(id: string): Case {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`expected the case ${id}, got none`);
  return found;
}

async function timed(id: string, faketime?: typeof settings): Promise<TimedCase> {
  const found = await timedCase(caseOf(id), machine, faketime);
  if ('lacks' in found) throw new Error(`expected a case, got that it lacks ${found.lacks}`);
  return found;
}

t.test('a client with the clock of the service is run with the clock of the case', async (t) => {
  const one = caseOf('sequences.forty-days');
  for (const client of [{}, { clock: 'service' } as const]) {
    const found = await timedCase(one, client, settings);
    t.match(found, { one, clock: 'fixed' });
  }
});

t.test('a client with the clock of the machine, without libfaketime', async (t) => {
  const lacking = { lacks: 'libfaketime' };
  const table = [
    ['request.since', { clock: 'fixed' }],
    ['sequences.given-windows', { clock: 'fixed' }],
    ['sequences.until-midnight', { clock: 'fixed' }],
    ['windows.two-days', { clock: 'machine' }],
    ['windows.killed-at-60-percent', { clock: 'machine' }],
    ['sequences.forty-days', lacking],
    ['windows.empty', lacking],
    ['windows.clock-set-back', lacking],
    ['windows.ends-within-a-second', lacking],
  ] as const;
  for (const [id, expected] of table) t.match(await timedCase(caseOf(id), machine, undefined), expected, id);
});

t.test('in real time, the first window begins some minutes ago in a network of this time', async (t) => {
  const { one, options } = await timed('windows.two-days');
  t.ok(Math.abs(options.now - Date.now()) < 60_000);
  t.equal(options.size, 'huge');
  const since = one.runs.map(({ parameters }) => options.now - Date.parse(parameters.since ?? ''));
  t.same(since, [600_000, 600_000]);
  // A client that begins years too early must not get an export of years.
  const { networks } = await createWorld(worldOptions(options, options.now));
  t.equal(options.now - networks[0].startsAt, 4_200_000);
});

t.test('with libfaketime, no scenario moves only the clock of the service', async (t) => {
  const { one, clock } = await timed('sequences.forty-days', settings);
  const scenarios = one.runs.map(({ scenario }) => String(scenario));
  t.equal(clock, 'faked');
  t.ok(scenarios.includes('error-500'));
  t.notOk(scenarios.some((name) => name.startsWith('client-clock-')));
});

t.test('a run shows nothing when its clock is not that of the service', async (t) => {
  const now = Date.parse('2024-06-19T12:00:00Z');
  const asking = (name: string, at: string) =>
    ({ now, exchanges: [{ parameters: [[name, at]] }] }) as unknown as RunObservation;
  const faked = await timed('sequences.forty-days', settings);
  const real = await timed('windows.two-days');
  const far = 'a program that libfaketime reaches';
  t.equal(unfitClock(faked, asking('until', '2026-11-28T00:00:00Z')), far);
  t.equal(unfitClock(faked, asking('since', '2026-11-28T00:00:00Z')), far);
  t.equal(unfitClock(faked, asking('until', '2024-06-19T12:00:30Z')), undefined);
  const silent = { now, exchanges: [], outcome: 'complete' } as unknown as RunObservation;
  t.equal(unfitClock(real, silent), 'windows of seconds');
  t.equal(unfitClock(real, { ...silent, outcome: 'failed' }), undefined);
});

t.test('sequences take place in real time', async (t) => {
  const client = { ...referenceWith({}), clock: 'machine' } as const;
  const report = await runConformance({ client, only: ['windows.two-days'] });
  const verdicts = report.cases.flatMap(({ checks }) => checks.map(({ verdict }) => verdict));
  t.same(verdicts, Array(5).fill('passed'));
});

const found: Faketime | undefined = await startFaketime(settings);
await found?.[Symbol.asyncDispose]();
const isWithout = found === undefined && 'needs libfaketime';

t.test('libfaketime gives a program another clock', { skip: isWithout }, async (t) => {
  await using faketime = await startFaketime(settings);
  const env = { PATH: process.env.PATH, ...faketime?.envFor(-86_400_000) };
  const { stdout } = spawnSync(process.execPath, ['-p', 'Date.now()'], { env, encoding: 'utf8' });
  const behind = Date.now() - Number(stdout);
  t.ok(behind > 86_000_000 && behind < 87_000_000, `${behind} ms behind`);
});

t.test('a sequence takes place with libfaketime', { skip: isWithout }, async (t) => {
  const file = 'conformance/exemplars/own-clock/client.json';
  const client = await parseClient(await readFile(file, 'utf8'), file);
  const report = await runConformance({ client, only: ['windows.clock-set-back'] });
  const verdicts = report.cases.flatMap(({ checks }) => checks.map(({ verdict }) => verdict));
  t.same([...new Set(verdicts)], ['passed']);
});

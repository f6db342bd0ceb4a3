import t from 'tap';
import { cases } from '../../../conformance/cases/index.ts';
import { type FunctionClient, runConformance } from '../../../conformance/index.ts';
import { type CpuTime, cpuTime, MOST_AGAIN, wasBusy } from '../../../conformance/run/busy-machine.ts';
import { patientReference } from '../../helpers/patient-reference.ts';

/** The CPU time on a machine that is always busy. */
function busy(): () => CpuTime {
  let waitedMs = 0;
  return () => {
    waitedMs += 1000;
    return { ranMs: 0, waitedMs };
  };
}

/** A client that does nothing in its first calls, and counts the calls. */
function lateStarter(idleCalls: number): FunctionClient & { calls: number } {
  const client = {
    ...patientReference,
    calls: 0,
    run: async (call: Parameters<FunctionClient['run']>[0]) => {
      client.calls += 1;
      return client.calls <= idleCalls ? ('complete' as const) : patientReference.run(call);
    },
  };
  return client;
}

const one = { only: ['request.since'], preflight: false } as const;

t.test('a machine is busy when the kit waits for a core longer than it runs', (t) => {
  const none = { ranMs: 10, waitedMs: 10 };
  t.equal(wasBusy(none, { ranMs: 20, waitedMs: 21 }), true);
  t.equal(wasBusy(none, { ranMs: 20, waitedMs: 20 }), false);
  t.equal(wasBusy(none, undefined), false);
  t.equal(wasBusy(undefined, none), false);
  if (process.platform !== 'linux') return t.end();
  const before = cpuTime();
  for (const end = performance.now() + 50; performance.now() < end; );
  t.ok((cpuTime()?.ranMs ?? 0) > (before?.ranMs ?? 0), 'the system tells the time');
  t.end();
});

t.test('a case that fails while the machine is busy counts as it ends when it runs alone', async (t) => {
  const warnings: string[] = [];
  const seen: string[] = [];
  const client = lateStarter(1);
  const report = await runConformance({
    ...one,
    client,
    cpuTime: busy(),
    onWarning: (text) => warnings.push(text),
    onCase: ({ id }) => seen.push(id),
  });
  t.equal(report.outcome, 'passed');
  t.equal(client.calls, 2);
  t.strictSame(seen, ['request.since'], 'and is told once');
  t.match(warnings.join(), /were run again, one after the other: 1\. Those that failed again: 0\./);
});

t.test('a case that fails again has failed', async (t) => {
  const client = lateStarter(2);
  const report = await runConformance({ ...one, client, cpuTime: busy() });
  t.equal(report.outcome, 'failed');
  t.equal(client.calls, 2);
});

t.test('a case that fails while the machine is idle is not run again', async (t) => {
  for (const options of [{}, { cpuTime: () => ({ ranMs: 1, waitedMs: 0 }) }]) {
    const client = lateStarter(1);
    const report = await runConformance({ ...one, ...options, client });
    t.equal(report.outcome, 'failed');
    t.equal(client.calls, 1);
  }
});

t.test('a client that fails many cases is not run again', async (t) => {
  const single = cases.filter(
    ({ area, runs, checks }) =>
      area === 'archive' && runs.length === 1 && checks.some(({ level }) => level === 'MUST'),
  );
  const only = single.slice(0, MOST_AGAIN + 1).map(({ id }) => id);
  t.equal(only.length, MOST_AGAIN + 1);
  const client = lateStarter(1000);
  const report = await runConformance({ client, only, preflight: false, cpuTime: busy() });
  t.equal(report.outcome, 'failed');
  t.equal(client.calls, only.length);
});

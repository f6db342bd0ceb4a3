import t from 'tap';
import { runConformance } from '../../../conformance/index.ts';

const later = (act: () => void): void => void setTimeout(act, 3);

/** Faults of a client that is a function, each of which would end a process of its own. */
const deeds: readonly (readonly [what: string, act: () => void, says: RegExp])[] = [
  [
    'throws later',
    () =>
      later(() => {
        throw new Error('late');
      }),
    /threw an error that it did not catch: late/,
  ],
  [
    'rejects a promise',
    () => void Promise.reject(new Error('lost')),
    /a promise that it did not handle: lost/,
  ],
  ['exits', () => process.exit(0), /called process\.exit\(0\)/],
  ['exits later', () => later(() => process.exit(0)), /called process\.exit\(0\)/],
  [
    'exits and catches it',
    () => {
      try {
        process.exit(0);
      } catch {}
    },
    /called process\.exit\(0\)/,
  ],
];

t.test('a client that is a function ends no run without a verdict', async (t) => {
  const { exit } = process;
  for (const [what, act, says] of deeds) {
    const run = async ({ values }: { values: { base_url: string; token: string } }) => {
      const headers = { authorization: `Bearer ${values.token}` };
      await (await fetch(`${values.base_url}/api/v1/export?since=2024-06-18`, { headers })).arrayBuffer();
      act();
      return 'complete' as const;
    };
    const report = await runConformance({
      client: { name: what, run },
      only: ['request.since', 'errors.status-500'],
    });
    t.equal(report.outcome, 'failed', what);
    t.match(JSON.stringify(report.cases), says, what);
  }
  t.equal(process.exit, exit, 'everything is as it was');
});

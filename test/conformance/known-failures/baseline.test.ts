import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import { parse } from 'yaml';
import { cases } from '../../../conformance/cases/index.ts';
import { judgedBy } from '../../../conformance/known-failures/apply.ts';
import { readBaseline } from '../../../conformance/known-failures/read.ts';
import { baselineSchema } from '../../../conformance/known-failures/schema.ts';
import { updateBaseline } from '../../../conformance/known-failures/update.ts';
import type { CheckResult, Verdict } from '../../../conformance/model/report.ts';
import { reportOf } from '../../../conformance/model/report.ts';
import { type CaseAttempt, skippedCase } from '../../../conformance/run/case-result.ts';
import { head as reportHead } from '../../helpers/reports/fixtures.ts';

const FILE = 'known-failures.yaml';
const ENDED = 'errors.status-500/says-how-it-ended';
const FALSE_EXPORT = 'errors.status-500/keeps-no-false-export';
const WHY = 'errors.status-500/tells-why';
const IN_TIME = 'errors.status-500/ends-in-time';

/** The results of one case; a check that is not named is passed. */
function taken(
  verdicts: Readonly<Record<string, Verdict>>,
  { crashed = false, tally }: { crashed?: boolean; tally?: CheckResult['tally'] } = {},
): CaseAttempt {
  const one = cases.find(({ id }) => id === 'errors.status-500');
  if (one === undefined) throw new Error('The case is gone: take another one.');
  const { result } = skippedCase(one, '');
  const checks = result.checks.map((check) => ({
    ...check,
    verdict: verdicts[check.id] ?? ('passed' as const),
    ...(tally === undefined ? {} : { tally }),
  }));
  return { crashed, late: () => [], result: { ...result, checks } };
}

function concluded(yaml: string, one: CaseAttempt) {
  const { cases: results, problems } = judgedBy(readBaseline(yaml, FILE), [one]);
  const head = { ...reportHead, baseline: { problems } };
  const { outcome, cases: all } = reportOf(head, results);
  const known = all.flatMap(({ checks }) => checks.flatMap((check) => (check.known ? [check.id] : [])));
  return { outcome, known, problems };
}

const entry = (check: string, more = '') => `  - check: ${check}\n    reason: r\n${more}`;

/** The outcome of a run with a list. */
const rows: [
  name: string,
  yaml: string,
  one: CaseAttempt,
  outcome: string,
  known: string[],
  problem?: RegExp,
][] = [
  ['nothing known', '', taken({ [ENDED]: 'failed' }), 'failed', []],
  ['a known failure', `failures:\n${entry(ENDED)}`, taken({ [ENDED]: 'failed' }), 'passed', [ENDED]],
  [
    'one more',
    `failures:\n${entry(ENDED)}`,
    taken({ [ENDED]: 'failed', [IN_TIME]: 'failed' }),
    'failed',
    [ENDED],
  ],
  [
    'one that passes',
    `# x\nfailures:\n${entry(ENDED)}`,
    taken({}),
    'failed',
    [],
    /known-failures\.yaml:3: expected errors\.status-500\/says-how-it-ended to fail,.* it passed/,
  ],
  ['one that was not run', `failures:\n${entry('request.since/keeps-the-export')}`, taken({}), 'passed', []],
  [
    'one that could not be tested',
    `failures:\n${entry(ENDED)}`,
    taken({ [ENDED]: 'untested' }),
    'incomplete',
    [],
  ],
  [
    'one that is none',
    `failures:\n${entry('errors.status-500/say-how-it-ended')}`,
    taken({}),
    'failed',
    [],
    /matches no check: did you mean errors\.status-500\/says-how-it-ended\?/,
  ],
  [
    'a day to come',
    `failures:\n${entry(ENDED, '    until: 2999-01-01\n')}`,
    taken({ [ENDED]: 'failed' }),
    'passed',
    [ENDED],
  ],
  [
    'a day that is over',
    `failures:\n${entry(ENDED, '    until: 2020-01-01\n')}`,
    taken({ [ENDED]: 'failed' }),
    'failed',
    [],
    /to pass after 2020-01-01, but it still fails/,
  ],
  ['flaky and failed', `flaky:\n${entry(ENDED)}`, taken({ [ENDED]: 'failed' }), 'passed', [ENDED]],
  ['flaky and passed', `flaky:\n${entry(ENDED)}`, taken({}), 'passed', []],
  [
    'flaky and crashed',
    `flaky:\n${entry(ENDED)}`,
    taken({ [ENDED]: 'failed' }, { crashed: true }),
    'failed',
    [],
  ],
];

t.test('what a list says of a run', async (t) => {
  for (const [name, yaml, one, outcome, known, problem] of rows) {
    const found = concluded(yaml, one);
    t.equal(found.outcome, outcome, name);
    t.same(found.known, known, name);
    t.equal(found.problems.length, problem === undefined ? 0 : 1, name);
    if (problem !== undefined) t.match(found.problems[0], problem, name);
  }
});

t.test('a list that cannot be meant is refused with line and column', async (t) => {
  const wrong: [yaml: string, message: RegExp][] = [
    ['failures: [', /known-failures\.yaml:1:\d+: expected YAML/],
    ['failures: 3', /:1:11: \/failures: expected a list or nothing, got 3\./],
    [
      'failure:\n  - check: a/b\n',
      /:2:3: \/failure: expected one of failures, flaky, got "failure"\. Did you mean "failures"\?/,
    ],
    [
      'failures:\n  - check: a/b\n',
      /:2:5: \/failures\/0: expected "reason" \(a text that is not empty\), got nothing/,
    ],
    [
      'failures:\n  - check: a\n    reason: r\n',
      /:2:12: \/failures\/0\/check: expected the id of a check .*, got "a"/,
    ],
    [
      `failures:\n${entry('a/b', '    until: soon\n')}`,
      /:4:12: \/failures\/0\/until: expected a day such as 2024-06-30, got "soon"/,
    ],
    [
      `failures:\n${entry('a/b', '    until: 2026-02-30\n')}`,
      /:4:12: \/failures\/0\/until: expected a day that the calendar has/,
    ],
    [`failures:\n${entry('a/b', '    link: x\n')}`, /:4:11: \/failures\/0\/link: expected an address/],
    [
      `failures:\n${entry('a/b')}flaky:\n${entry('a/b')}`,
      /:5:12: \/flaky\/0\/check: expected every check once, got a\/b again, after line 2/,
    ],
  ];
  for (const [yaml, message] of wrong)
    t.throws(() => readBaseline(yaml, FILE), { name: 'BaselineError', message });
  for (const empty of ['', 'failures:\n', '# nothing\n', 'failures: []\n']) {
    t.same(readBaseline(empty, FILE).entries, []);
  }
});

t.test('a list is made to fit, and stays what it was otherwise', async (t) => {
  const report = (...all: CaseAttempt[]) =>
    reportOf(
      reportHead,
      all.map(({ result }) => result),
    );
  const before = `# Ours.
failures:
  # Waits for the new parser.
  - check: ${ENDED}
    reason: the old parser # see below
    link: https://example.org/1
  - { check: ${FALSE_EXPORT}, reason: mended }
  - { check: no.case/at-all, reason: gone }
flaky:
  - check: request.since/keeps-the-export
    reason: not run
`;
  const now = report(taken({ [ENDED]: 'failed', [IN_TIME]: 'failed', [WHY]: 'failed' }));
  const { text, changes, baseline } = updateBaseline(before, FILE, now);
  t.same(
    changes,
    [`- failures ${FALSE_EXPORT}`, '- failures no.case/at-all', `+ failures ${IN_TIME}`],
    'no SHOULD',
  );
  t.equal(
    text,
    before.replace(/ {2}- \{.*\n {2}- \{.*\n/, `  - check: ${IN_TIME}\n    reason: to be looked at\n`),
  );
  t.equal(judgedBy(baseline, [taken({ [ENDED]: 'failed', [IN_TIME]: 'failed' })]).problems.length, 0);
  t.same(updateBaseline(text, FILE, now), { text, changes: [], baseline }, 'once is enough');

  const fresh = updateBaseline(
    undefined,
    FILE,
    report(taken({ [ENDED]: 'failed' }, { tally: { passed: 1, failed: 2 } })),
  );
  t.same(fresh.changes, [`+ flaky ${ENDED}`], 'what fails now and then is flaky');
  t.match(fresh.text, /^# Checks that this client is known to fail/);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(baselineSchema);
  t.ok(validate(parse(fresh.text)));
  const nothing = updateBaseline(fresh.text, FILE, report(taken({})));
  t.same(nothing.changes, [], 'a flaky one that passes stays');
});

import t from 'tap';
import {
  type CaseResult,
  type CheckResult,
  type RunResult,
  reportOf,
} from '../../../conformance/model/report.ts';
import { causesOf } from '../../../conformance/reports/causes.ts';
import { renderReport } from '../../../conformance/reports/formats.ts';
import { cutRun, head } from '../../helpers/reports/fixtures.ts';

function check(
  id: string,
  verdict: CheckResult['verdict'],
  level: CheckResult['level'] = 'MUST',
): CheckResult {
  const texts = { demand: '', expected: '', seen: '', rule: '', why: '' };
  return { id, verdict, level, label: 'observed', ...texts } as CheckResult;
}

function result(id: string, ...checks: readonly CheckResult[]): CaseResult {
  return {
    id,
    area: id.split('.')[0] ?? '',
    title: '',
    needs: ['network'],
    checks,
    runs: [],
    ms: 0,
    clientMs: 0,
  };
}

const complete = { expected: 'an exit code that means failed', seen: 'exit code 0, which means complete' };

t.test('failures of one fault and level are one cause, whichever checks and cases show it', async (t) => {
  const causes = causesOf({
    cases: [
      result('a.1', check('a.1/ends', 'passed')),
      result('a.2', check('a.2/ends', 'failed', 'SHOULD')),
      result('a.3', check('a.3/ends', 'failed'), check('a.3/tells', 'failed', 'SHOULD')),
      result('b.1', check('b.1/ends@2', 'failed')),
      result('b.2', check('b.2/ends', 'failed'), check('b.2/keeps', 'failed')),
      result('c.1', check('c.1/ends', 'untested')),
      result('d.1', check('d.1/ends', 'failed', 'MAY')),
    ],
  });
  const shown = causes.map(({ status, level, fault, cases }) => [
    ...[status, level, fault.id],
    ...cases.map(({ id }) => id),
  ]);
  t.same(shown, [
    ['failed', 'MUST', 'check:ends', 'a.3', 'b.1', 'b.2'],
    ['failed', 'MUST', 'check:keeps', 'b.2'],
    ['untested', 'MUST', 'untested:', 'c.1'],
    ['warning', 'SHOULD', 'check:ends', 'a.2'],
    ['warning', 'SHOULD', 'check:tells', 'a.3'],
    ['warning', 'MAY', 'check:ends', 'd.1'],
  ]);
  t.same(
    causes[0]?.checks.map(({ id }) => id),
    ['a.3/ends'],
  );
});

t.test('a failure that follows from another one in its case is no cause of its own', async (t) => {
  const ends = (id: string, texts: Partial<CheckResult>) => ({
    ...check(`${id}/says-how-it-ended`, 'failed'),
    ...texts,
  });
  const causes = causesOf({
    cases: [
      result(
        'archive.a',
        ends('archive.a', complete),
        check('archive.a/keeps-no-false-export', 'failed'),
        check('archive.a/tells-why', 'failed', 'SHOULD'),
        check('archive.a/keeps-the-token-to-itself', 'failed'),
      ),
      result('archive.b', check('archive.b/keeps-no-false-export', 'failed')),
      result('windows.c', { ...check('windows.c/goes-on-where-it-ended', 'failed') }),
    ],
  });
  t.same(
    causes.map(({ fault, cases, others }) => [fault.id, cases.map(({ id }) => id), others]),
    [
      [
        'success:damaged',
        ['archive.a'],
        [
          ['keeps-no-false-export', 1],
          ['tells-why', 1],
        ],
      ],
      ['false-export', ['archive.b'], []],
      ['gap', ['windows.c'], []],
      ['token-leak', ['archive.a'], []],
    ],
  );
});

t.test('a consequence of a weaker level does not hide a failed MUST', async (t) => {
  const soft = { ...check('rows.a/says-how-it-ended', 'failed', 'SHOULD'), ...complete };
  const causes = causesOf({
    cases: [result('rows.a', soft, check('rows.a/keeps-no-false-export', 'failed'))],
  });
  t.same(
    causes.map(({ fault, level }) => [fault.id, level]),
    [
      ['false-export', 'MUST'],
      ['success:rows', 'SHOULD'],
    ],
  );
});

t.test(
  'the fault of a run that ended wrongly depends on what was seen and on what the service did',
  async (t) => {
    const failed = { expected: 'an exit code that means complete', seen: 'exit code 1, which means failed' };
    const run = (changes: Partial<RunResult>) => ({ runs: [cutRun(changes)] });
    const limited = [{ method: 'GET', target: '/', status: 429, steps: [] }];
    const faults: readonly (readonly [
      id: string,
      area: string,
      Partial<CheckResult>,
      Partial<CaseResult>?,
    ])[] = [
      ['success:no-export', 'errors', complete],
      ['success:damaged', 'download', complete],
      ['success:damaged', 'archive', { ...complete, seen: 'returned complete' }],
      ['success:partial', 'partial', complete],
      ['success:rows', 'rows', complete],
      ['success:partial', 'windows', complete, run({ scenario: 'partial-several' })],
      ['success:damaged', 'windows', complete, run({})],
      ['success:no-export', 'windows', complete, run({ exchanges: limited })],
      [
        'success:plain',
        'request',
        complete,
        run({ scenario: null, exchanges: [{ ...limited[0], status: 200 } as never] }),
      ],
      ['hang', 'errors', { ...complete, seen: 'still running after 60 s' }],
      ['crash', 'errors', { ...complete, seen: 'ended by SIGSEGV' }],
      ['wrong-outcome', 'errors', { ...complete, seen: 'exit code 3, which means partial' }],
      ['failure:plain', 'request', failed],
      ['failure:retry', 'errors', failed, run({ exchanges: limited })],
      [
        'failure:retry',
        'download',
        failed,
        run({ exchanges: [{ ...limited[0], status: null, steps: [] } as never] }),
      ],
      // The service only waited, and the client left.
      [
        'failure:response',
        'download',
        failed,
        run({
          exchanges: [
            { ...limited[0], status: null, steps: [{ text: 'waits 5500 ms', byte: null }] } as never,
          ],
        }),
      ],
      ['failure:archive', 'archive', failed, run({ exchanges: [] })],
      ['failure:rows', 'rows', { ...failed, seen: 'exit code 3, which means partial' }],
      ['no-request', 'request', { expected: 'a request to the service', seen: 'none; exit code 0' }],
    ];
    for (const [fault, area, texts, changes = {}] of faults) {
      const one = { ...check(`${area}.a/says-how-it-ended`, 'failed'), ...texts };
      const [cause] = causesOf({ cases: [{ ...result(`${area}.a`, one), ...changes }] });
      t.equal(cause?.fault.id, fault, `${area}: ${texts.seen}`);
    }
  },
);

t.test('a check on all runs belongs to the fault of each run that ended wrongly', async (t) => {
  const seen =
    'run 1 (cut): exit code 0, which means complete, not failed; run 2 (partial-several): exit code 0, which means complete, not partial or failed; and 3 more';
  const one = { ...check('sequences.a/says-how-each-run-ended', 'failed'), seen };
  const runs = [cutRun({ scenario: 'cut' }), cutRun({ scenario: 'partial-several' })];
  const causes = causesOf({ cases: [{ ...result('sequences.a', one), runs }] });
  t.same(
    causes.map(({ fault }) => fault.id),
    ['success:damaged', 'success:partial'],
  );
});

t.test('an earlier export that never was there is the fault of the first run', async (t) => {
  const faultOf = (seen: string) => {
    const one = { ...check('windows.a/keeps-the-earlier-export@2', 'failed'), seen };
    const runs = [{ ...cutRun(), exchanges: [] }, cutRun()];
    return causesOf({ cases: [{ ...result('windows.a', one), runs }] }).map(({ fault }) => fault.id);
  };
  t.same(faultOf('none before the run'), ['failure:runs']);
  t.same(faultOf('changed or gone: a.zip'), ['replaced-export']);
});

t.test('a window that begins where another selection ended is a fault of the state', async (t) => {
  const faultOf = (parameter: string, ...models: readonly string[]) => {
    const one = check(`windows.a/asks-for:${parameter}`, 'failed');
    const runs = models.map((model) => cutRun({ parameters: { model } }));
    return causesOf({ cases: [{ ...result('windows.a', one), runs }] })[0]?.fault.id;
  };
  t.equal(faultOf('since', 'Message', ''), 'shared-watermark');
  t.equal(faultOf('since', '', ''), 'wrong-request');
  t.equal(faultOf('model', 'Message', ''), 'wrong-request');
});

t.test('annotations are one for each cause, and few', async (t) => {
  const cases = Array.from({ length: 14 }, (_, index) =>
    result(`a.${index}`, check(`a.${index}/check-${index}`, 'failed')),
  );
  const lines = renderReport('github', reportOf(head, cases)).trim().split('\n');
  t.equal(lines.length, 11, 'a problem of the run, nine causes, and how many more there are');
  t.match(lines.at(-1), /^::notice .*::failed, 14 of 200 cases, .*\. The report lists 5 more problems\.$/);
});

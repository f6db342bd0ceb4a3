import t from 'tap';
import { type CaseResult, type CheckResult, reportOf } from '../../../conformance/model/report.ts';
import { causesOf } from '../../../conformance/reports/causes.ts';
import { renderReport } from '../../../conformance/reports/formats.ts';
import { head } from '../../helpers/reports/fixtures.ts';

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

t.test('cases in which the same checks fail are one cause', async (t) => {
  const causes = causesOf({
    cases: [
      result('a.1', check('a.1/ends', 'passed')),
      result('a.2', check('a.2/ends', 'failed', 'SHOULD')),
      result('a.3', check('a.3/ends', 'failed'), check('a.3/tells', 'failed', 'SHOULD')),
      result('b.1', check('b.1/ends@2', 'failed')),
      result('b.2', check('b.2/ends', 'failed'), check('b.2/keeps', 'failed')),
      result('c.1', check('c.1/ends', 'untested')),
    ],
  });
  const shown = causes.map(({ status, cases }) => [status, ...cases.map(({ id }) => id)]);
  t.same(shown, [
    ['failed', 'a.3', 'b.1'],
    ['failed', 'b.2'],
    ['untested', 'c.1'],
    ['warning', 'a.2'],
  ]);
  t.same(
    causes[0]?.checks.map(({ id }) => id),
    ['a.3/ends'],
  );
  t.same(causes[0]?.others, [['tells', 1]]);
});

t.test('annotations are one for each cause, and few', async (t) => {
  const cases = Array.from({ length: 14 }, (_, index) =>
    result(`a.${index}`, check(`a.${index}/check-${index}`, 'failed')),
  );
  const lines = renderReport('github', reportOf(head, cases)).trim().split('\n');
  t.equal(lines.length, 11, 'a problem of the run, nine causes, and how many more there are');
  t.match(lines.at(-1), /^::notice .*::failed, 14 of 200 cases, .*\. The report lists 5 more problems\.$/);
});

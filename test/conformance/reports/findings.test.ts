import t from 'tap';
import { checks } from '../../../conformance/checks/all-checks.ts';
import { type ShippedTable, shippedTable } from '../../../conformance/fingerprints/shipped-table.ts';
import { caseAreas } from '../../../conformance/model/case.ts';
import type { CaseResult } from '../../../conformance/model/report.ts';
import { adviceOf } from '../../../conformance/reports/advice.ts';
import { checksOf } from '../../../conformance/reports/check-status.ts';
import { findingsOf } from '../../../conformance/reports/findings.ts';
import { renderReport } from '../../../conformance/reports/formats.ts';
import { caseOf, checkOf, cutRun, head, reportWith } from '../../helpers/reports/fixtures.ts';
import { pageErrors, readTap, readXml } from '../../helpers/reports/read.ts';

/** A case in which these checks fail, with a MUST or another level. */
function failing(id: string, names: readonly string[], changes: Partial<CaseResult> = {}): CaseResult {
  const all = names.map((name) => checkOf(name, { verdict: 'failed' }));
  return caseOf(id, [...all, checkOf('ends-in-time')], changes);
}

t.test('every check and every area has advice', async (t) => {
  for (const area of caseAreas) {
    t.ok(adviceOf('says-how-it-ended', 'an exit code that means failed', area), area);
    t.not(
      adviceOf('says-how-it-ended', 'an exit code that means complete', area),
      adviceOf('says-how-it-ended', 'an exit code that means failed', area),
    );
  }
  for (const name of Object.keys(checks)) t.ok(adviceOf(name, '', 'request'), name);
  const remarks = Object.keys(shippedTable().checks).flatMap(
    (id) => id.match(/makes-no-remark:[\w-]+/) ?? [],
  );
  const general = adviceOf('makes-no-remark', '', 'request');
  for (const name of new Set(remarks)) t.not(adviceOf(name, '', 'request'), general, name);
  t.equal(adviceOf('of-another-kit', '', 'request'), undefined);
});

t.test('findings come in the order in which to mend them', async (t) => {
  const calm = { runs: [cutRun({ scenario: null })] };
  const cases = [
    caseOf('archive.a', [checkOf('soft', { verdict: 'failed', level: 'SHOULD' })]),
    failing('safety.a', ['f']),
    failing('safety.b', ['f']),
    failing('limits.a', ['e']),
    failing('rows.a', ['d']),
    failing('download.a', ['c']),
    failing('windows.a', ['b'], calm),
    failing('errors.a', ['a'], { runs: [cutRun({ exchanges: [] })] }),
  ];
  const ids = findingsOf(reportWith(cases)).list.map((one) => one.cases[0]?.id);
  t.same(ids, ['errors.a', 'windows.a', 'download.a', 'rows.a', 'limits.a', 'safety.a', 'archive.a']);
});

const table: ShippedTable = {
  version: 2,
  mutants: [
    { name: 'sleepy', does: 'Sleeps at noon.', failed: 3, judged: 9, idle: false },
    { name: 'other', does: 'Is another one.', failed: 1, judged: 9, idle: false },
  ],
  checks: {
    'download.a/x': ['sleepy'],
    'download.b/y': ['sleepy'],
    'rows.c/x': ['sleepy'],
    'rows.d/z': ['other'],
  },
};

t.test('cases that look like one mutant are one finding, whichever checks fail', async (t) => {
  const cases = [
    failing('download.a', ['x']),
    failing('download.b', ['y']),
    failing('rows.c', ['x']),
    failing('rows.d', ['unknown']),
    failing('rows.e', ['x']),
  ];
  const { looksLike, list } = findingsOf(reportWith(cases), table);
  t.same(looksLike, ['sleeps at noon']);
  t.same(
    list.map((one) => [one.looksLike, one.names, one.cases.map(({ id }) => id)]),
    [
      ['sleeps at noon', ['x', 'y'], ['download.a', 'download.b', 'rows.c', 'rows.e']],
      [undefined, ['unknown'], ['rows.d']],
    ],
    'rows.e fails as rows.c does',
  );
});

const three = reportWith([
  failing('download.a', ['keeps-the-export'], { runs: [cutRun({ stderr: 'first\nlost the connection\n' })] }),
  failing('download.b', ['keeps-the-export']),
  failing('download.c', ['keeps-the-export']),
]);

t.test('a finding has the advice, the printed text and the command in every view', async (t) => {
  for (const format of ['text', 'html', 'markdown', 'junit', 'tap', 'github'] as const) {
    const text = renderReport(format, three);
    t.match(text, /Save every byte of the response unchanged/, format);
    t.match(text, /lost the connection/, format);
    t.match(text, /npx engage-export test --rerun download\.a --client client\.json/, format);
    t.equal(text.match(/Save every byte of the response unchanged/g)?.length, 1, `${format}: once`);
  }
  const library = reportWith(three.cases, { setup: { ...head.setup, words: [] } });
  t.match(renderReport('text', library), "again    runConformance({ client, only: ['download.a'] })");
});

t.test(
  'JUnit keeps a test case for each check, and refers to the case that describes the finding',
  async (t) => {
    const { testsuites } = readXml(renderReport('junit', three));
    t.equal(testsuites['@tests'], String(checksOf(three).length));
    const texts = testsuites.testsuite.map(
      (suite: { testcase: { failure: { '#text': string } }[] }) => suite.testcase[0]?.failure['#text'],
    );
    t.match(texts[0], /finding 1 of 1: FAILED MUST keeps-the-export in 3 cases/);
    t.match(texts[1], /finding 1 of 1: see download\.a$/);
  },
);

t.test('the page links each finding to its cases and unfolds the first one', async (t) => {
  const page = renderReport('html', three);
  t.same(await pageErrors(page), []);
  const links = [...page.matchAll(/<a href="#(c-\d+)">/g)].map(([, id]) => id);
  t.same(links, ['c-1', 'c-2', 'c-3']);
  for (const id of links) t.match(page, `id="${id}"`);
  t.equal(page.match(/<details class="case[^>]* open>/g)?.length, 1);
});

t.test('comments of TAP list the findings and change no result', async (t) => {
  const tap = renderReport('tap', three);
  t.match(tap, /^# FAILED MUST keeps-the-export in 3 cases$/m);
  t.match(readTap(tap), { ok: false, cases: 3, failedCases: 3, strange: [] });
});

import t from 'tap';
import { compareReports, historyOf } from '../../../conformance/reports/comparison/compare.ts';
import {
  comparisonFormats,
  renderComparison,
  renderHistory,
} from '../../../conformance/reports/comparison/formats.ts';
import { inLine } from '../../../conformance/util/escape.ts';
import { caseOf, checkOf, filledWith, hostile, reportWith } from '../../helpers/reports/fixtures.ts';
import { pageErrors, readMarkdown, tagsOf } from '../../helpers/reports/read.ts';

const failed = { verdict: 'failed' } as const;

const before = reportWith([
  caseOf('rows.a', [checkOf('tells-why'), checkOf('ends-in-time', failed), checkOf('same')]),
  caseOf('rows.gone', [checkOf('tells-why')]),
  caseOf('rows.soft', [checkOf('accepts-a-zip', { level: 'MAY' })]),
]);
const after = reportWith(
  [
    caseOf('rows.a', [checkOf('tells-why', failed), checkOf('ends-in-time'), checkOf('same')]),
    caseOf('rows.new', [checkOf('tells-why', failed)]),
    caseOf('rows.soft', [checkOf('accepts-a-zip', { level: 'MAY', ...failed })]),
  ],
  { client: 'my-client 2', kit: '0.2.0', startedAt: '2026-11-23T10:00:00.000Z' },
);
const comparison = compareReports([
  { name: 'before.json', report: before },
  { name: 'after.json', report: after },
]);

t.test('a comparison has the checks with another verdict, broken ones first', async (t) => {
  t.same(
    comparison.changes.map(({ kind, level, id, statuses }) => [kind, level, id, ...statuses]),
    [
      ['broken', 'MUST', 'rows.a/tells-why', 'passed', 'failed'],
      ['broken', 'MAY', 'rows.soft/accepts-a-zip', 'passed', 'warning'],
      ['mended', 'MUST', 'rows.a/ends-in-time', 'failed', 'passed'],
      ['other', 'MUST', 'rows.gone/tells-why', 'passed', 'absent'],
      ['other', 'MUST', 'rows.new/tells-why', 'absent', 'failed'],
    ],
  );
  t.same(
    comparison.findings.map(({ title, level, cases }) => [title, level, ...cases]),
    [
      ['Does not end by itself', 'MUST', 1, 0],
      ['Prints no error message', 'MUST', 0, 2],
      ['Does not accept a ZIP', 'MAY', 0, 1],
    ],
  );
  t.match(comparison.runs[1], {
    client: 'my-client 2',
    kit: '0.2.0',
    outcome: 'failed',
    mustFailed: 2,
    passed: 2,
  });
});

t.test('of more than two runs, the last one counts', async (t) => {
  const { changes } = compareReports(
    [before, after, before].map((report, at) => ({ name: String(at), report })),
  );
  const kinds = new Map(changes.map(({ id, kind }) => [id, kind]));
  t.equal(kinds.get('rows.a/tells-why'), 'mended');
  t.equal(kinds.get('rows.a/ends-in-time'), 'broken');
});

t.test('a comparison of equal runs says so', async (t) => {
  const same = compareReports([1, 2].map((at) => ({ name: String(at), report: before })));
  t.same(same.changes, []);
  for (const format of comparisonFormats)
    t.match(renderComparison(format, same), 'No check has another verdict.', format);
});

t.test('every format of a comparison has the runs, the findings and the changes', async (t) => {
  const shown: readonly RegExp[] = [
    /before\.json/,
    /my-client 2/,
    /2026-11-23 10:00 UTC/,
    /Prints no error message/,
    /2 checks broken, 1 mended, 2 changed otherwise\./,
    /rows\.a\/tells-why/,
    /FAILED/,
  ];
  for (const format of comparisonFormats) {
    const text = renderComparison(format, comparison);
    for (const pattern of shown) t.match(text, pattern, format);
  }
  const text = renderComparison('text', comparison);
  t.match(text, /^ {2}MUST failed +1 +2$/m);
  t.match(text, /^ {2}broken {2}MUST {4}rows\.a\/tells-why: passed → FAILED$/m);
  t.equal(
    readMarkdown(renderComparison('markdown', comparison)).filter((kind) => kind === 'table').length,
    3,
  );
});

t.test('many changes are cut in a text', async (t) => {
  const many = (verdict: 'passed' | 'failed') =>
    reportWith(
      Array.from({ length: 60 }, (_, at) => caseOf(`rows.c${at}`, [checkOf('tells-why', { verdict })])),
    );
  const text = renderComparison(
    'text',
    compareReports([
      { name: 'a', report: many('passed') },
      { name: 'b', report: many('failed') },
    ]),
  );
  t.equal(text.match(/^ {2}broken /gm)?.length, 40);
  t.match(text, /^and 20 more checks$/m);
});

t.test('a history has the runs by their time, with the changes', async (t) => {
  const runs = historyOf([
    { name: 'b.json', report: after },
    { name: 'a.json', report: before },
  ]);
  t.same(
    runs.map(({ name }) => name),
    ['a.json', 'b.json'],
  );
  const text = renderHistory('text', runs);
  t.match(text, /^2 runs, the latest last$/m);
  t.match(text, /2026-11-23 10:00 UTC {2}my-client 2 {2}0\.2\.0 {2}failed +2 \(−2\) of 5 +2 \(\+1\)/);
  t.equal(readMarkdown(renderHistory('markdown', runs)).filter((kind) => kind === 'table').length, 1);
  t.match(
    renderHistory('html', runs),
    /<title>2026-11-23 10:00 UTC: 2 MUST and 1 SHOULD or MAY failed<\/title>/,
  );
});

t.test('the pages are sound, and no text of a client changes them', async (t) => {
  const pages = (text: string) => {
    const reports = [before, filledWith(text)].map((report, at) => ({ name: `${at}${text}`, report }));
    return [renderComparison('html', compareReports(reports)), renderHistory('html', historyOf(reports))];
  };
  const tame = pages('tame').map(tagsOf);
  for (const page of pages('tame')) {
    t.same(await pageErrors(page), []);
    t.notMatch(page, /<script|<link|@import| (?:style|src|on[a-z]+)="/);
    t.match(page, /default-src 'none'; style-src 'sha256-[\w+/]+=*'; base-uri 'none'/);
  }
  for (const text of hostile) t.same(pages(text).map(tagsOf), tame, inLine(text));
  const kinds = (text: string) => {
    const reports = [before, filledWith(text)].map((report, at) => ({ name: `${at}${text}`, report }));
    return [
      readMarkdown(renderComparison('markdown', compareReports(reports))),
      readMarkdown(renderHistory('markdown', historyOf(reports))),
    ];
  };
  for (const text of hostile) t.same(kinds(text), kinds('tame'), inLine(text));
});

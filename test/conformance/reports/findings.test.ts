import t from 'tap';
import { checks } from '../../../conformance/checks/all-checks.ts';
import type { FunctionClient } from '../../../conformance/client/function-client.ts';
import { type ShippedTable, shippedTable } from '../../../conformance/fingerprints/shipped-table.ts';
import type { CaseResult } from '../../../conformance/model/report.ts';
import { mutantNamed } from '../../../conformance/mutants/index.ts';
import { functionOf } from '../../../conformance/mutation/clients.ts';
import { checksOf } from '../../../conformance/reports/check-status.ts';
import { findingsOf } from '../../../conformance/reports/findings.ts';
import { renderReport } from '../../../conformance/reports/formats.ts';
import { runConformance } from '../../../conformance/run-conformance.ts';
import { caseOf, checkOf, cutRun, head, reportWith } from '../../helpers/reports/fixtures.ts';
import { readTap, readXml } from '../../helpers/reports/read.ts';

/** A case in which these checks fail, with a MUST or another level. */
function failing(id: string, names: readonly string[], changes: Partial<CaseResult> = {}): CaseResult {
  const all = names.map((name) => checkOf(name, { verdict: 'failed' }));
  return caseOf(id, [...all, checkOf('ends-in-time')], changes);
}

t.test('every check has a fault with a title and advice, and every remark one of its own', async (t) => {
  const remarks = Object.keys(shippedTable().checks).flatMap(
    (id) => id.match(/makes-no-remark:[\w-]+/) ?? [],
  );
  const titles = new Set<string>();
  const names = Object.keys(checks).filter((name) => name !== 'makes-no-remark');
  for (const name of [...names, ...new Set(remarks)]) {
    const [finding] = findingsOf(reportWith([failing('request.a', [name])])).list;
    t.notMatch(finding?.fault.id, /^check:|^remark:makes|^remark:$/, name);
    t.match(finding?.title, /^[A-Z][^.]+$/, name);
    t.match(finding?.advice, /^[A-Z].+\.$/, name);
    if (name.startsWith('makes-no-remark:')) titles.add(finding?.title ?? '');
  }
  t.equal(titles.size, new Set(remarks).size);
  const [own] = findingsOf(reportWith([failing('request.a', ['of-another-kit'])])).list;
  t.equal(own?.title, 'Does not meet the demand: The exit code reports the outcome');
});

t.test('findings come in the order in which to mend them', async (t) => {
  const silent = { runs: [cutRun({ exchanges: [] })] };
  const names = [
    'keeps-no-row-twice',
    'keeps-the-token-to-itself',
    'goes-on-where-it-ended',
    'keeps-no-false-export',
    'keeps-the-export',
    'asks-for:until',
    'ends-in-time',
  ];
  const cases = [
    caseOf('archive.a', [checkOf('ends-in-time', { verdict: 'failed', level: 'SHOULD' })]),
    caseOf('archive.b', [
      checkOf('ends-in-time', { verdict: 'untested', seen: 'Run 2 did not take place.' }),
    ]),
    ...names.map((name, at) => caseOf(`rows.${at}`, [checkOf(name, { verdict: 'failed' })])),
    caseOf('errors.a', [checkOf('tells-why', { verdict: 'failed' })], silent),
  ];
  t.same(
    findingsOf(reportWith(cases)).list.map((one) => one.names[0]),
    ['tells-why', ...names.toReversed(), 'ends-in-time', 'ends-in-time'],
  );
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

t.test('a finding names the mutant that explains most of it', async (t) => {
  const cases = [
    failing('download.a', ['x']),
    failing('rows.c', ['x']),
    failing('download.b', ['y']),
    failing('rows.d', ['unknown']),
  ];
  const { looksLike, list } = findingsOf(reportWith(cases), table);
  t.same(looksLike, ['sleeps at noon']);
  t.same(
    list.map((one) => [one.looksLike, one.names, one.cases.map(({ id }) => id)]),
    [
      ['sleeps at noon', ['x'], ['download.a', 'rows.c']],
      ['sleeps at noon', ['y'], ['download.b']],
      [undefined, ['unknown'], ['rows.d']],
    ],
  );
});

/** The mutant with the faults of several others. */
function together(...names: readonly string[]): FunctionClient {
  const parts = Object.assign({}, ...names.map((name) => mutantNamed(name).parts));
  return functionOf({ ...mutantNamed(names[0] ?? ''), name: names.join(' and '), parts });
}

t.test(
  'a client with two unrelated faults has two findings, each with cases that its advice fits',
  async (t) => {
    const only = ['partial.model-*', 'partial.attachment-missing', 'request.since'];
    const client = together('never-reads', 'query-token');
    const { list } = findingsOf(await runConformance({ client, only, preflight: false }));
    const must = list.filter(({ level }) => level === 'MUST');
    t.same(
      must.map(({ title, cases }) => [title, new Set(cases.map(({ area }) => area))]),
      [
        ['Reports a partial export as complete', new Set(['partial'])],
        ['Sends the token in another place than the Authorization header', new Set(['request'])],
        ['Sends the token in the URL', new Set(['request'])],
      ],
    );
    t.match(must[0]?.advice, /Read log\.txt/);
  },
);

t.test('one fault over more than twenty cases is one finding', { timeout: 120_000 }, async (t) => {
  const client = together('never-opens');
  const only = ['download.cut-*', 'archive'];
  const { list } = findingsOf(await runConformance({ client, only, preflight: false }));
  const must = list.filter(({ level }) => level === 'MUST');
  t.same(
    must.map(({ title }) => title),
    ['Reports success for a truncated or damaged export'],
  );
  t.ok((must[0]?.cases.length ?? 0) > 5, `${must[0]?.cases.length} cases`);
  t.match(must[0]?.looksLike, /^never opens/);
});

const three = reportWith([
  failing('download.a', ['keeps-the-export'], { runs: [cutRun({ stderr: 'first\nlost the connection\n' })] }),
  failing('download.b', ['keeps-the-export']),
  failing('download.c', ['keeps-the-export']),
]);

t.test('a finding has the advice, the printed text and the command in every view', async (t) => {
  for (const format of ['text', 'html', 'markdown', 'junit', 'tap', 'github'] as const) {
    const text = renderReport(format, three);
    t.match(text, /Write every row and every attachment of the response/, format);
    t.match(text, /lost the connection/, format);
    t.match(text, /npx engage-export test --rerun download\.a --client client\.json/, format);
    t.equal(
      text.match(/Write every row and every attachment of the response/g)?.length,
      1,
      `${format}: once`,
    );
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
    t.match(
      texts[0],
      /finding 1 of 1: FAILED MUST: Leaves no complete export, although it received one, in 3 cases/,
    );
    t.match(texts[1], /finding 1 of 1: see download\.a$/);
  },
);

t.test('comments of TAP list the findings and change no result', async (t) => {
  const tap = renderReport('tap', three);
  t.match(tap, /^# FAILED MUST: Leaves no complete export, although it received one, in 3 cases$/m);
  t.match(readTap(tap), { ok: false, cases: 3, failedCases: 3, strange: [] });
});

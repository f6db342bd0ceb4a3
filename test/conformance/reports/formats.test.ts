import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import t from 'tap';
import type { ConformanceReport } from '../../../conformance/model/report.ts';
import { type ReportFormatName, renderReport, reportFormats } from '../../../conformance/reports/formats.ts';
import { readReport } from '../../../conformance/reports/read.ts';
import { inLine, inLines } from '../../../conformance/util/escape.ts';
import {
  caseOf,
  checkOf,
  cutRun,
  filledWith,
  hostile,
  large,
  reportWith,
} from '../../helpers/reports/fixtures.ts';
import {
  pageErrors,
  readCommands,
  readMarkdown,
  readTap,
  readXml,
  schemaErrors,
  tagsOf,
} from '../../helpers/reports/read.ts';

const report = reportWith();
const passing = reportWith([caseOf('download.sound', [checkOf('a'), checkOf('b')])]);
/** A report in which no check fails, but the list of known failures fails the run. */
const stale = reportWith(passing.cases, { baseline: { problems: ['The entry a/b matches nothing.'] } });
const empty = reportWith([
  caseOf('request.until', [checkOf('a', { verdict: 'unsupported', seen: 'No until.' })]),
]);
t.test('TAP is what a reader of TAP takes it for', async (t) => {
  const seen = readTap(renderReport('tap', report));
  t.match(seen, {
    ok: false,
    cases: 4,
    failedCases: 2,
    checks: 8,
    failed: 2,
    skipped: 1,
    todo: 3,
    strange: [],
  });
  t.match(seen.diagnostics[0], {
    check: 'download.cut-mid-member-chunked/says-how-it-ended',
    expected: 'an exit code that means failed',
    seen: 'exit code 0, which means complete',
  });
  t.ok(readTap(renderReport('tap', passing)).ok);
  for (const [name, one] of Object.entries({ stale, empty }))
    t.notOk(readTap(renderReport('tap', one)).ok, name);
});

t.test('JUnit XML is what Jenkins, GitLab and GitHub read', async (t) => {
  const all = { report, passing, stale, empty, large };
  t.same(await schemaErrors(Object.values(all).map((one) => renderReport('junit', one))), []);
  const { testsuites } = readXml(renderReport('junit', report));
  t.match(testsuites, { '@tests': '8', '@failures': '1', '@errors': '1', '@skipped': '4', '@time': '4.200' });
  const [, cut, known] = testsuites.testsuite;
  t.match(cut.testcase[0], {
    '@name': 'says-how-it-ended',
    '@classname': 'download.cut-mid-member-chunked',
    failure: { '@type': 'MUST', '@message': /Expected an exit code that means failed; seen: exit code 0/ },
  });
  t.match(cut.testcase[1].skipped['@message'], /a SHOULD check does not fail the run/);
  t.notOk('failure' in cut.testcase[2]);
  t.equal(cut['system-out'], 'saved 2,500 bytes\n');
  t.match(known.testcase[0].skipped['@message'], /is being mended/);
  for (const [name, one] of Object.entries({ stale, empty })) {
    t.equal(readXml(renderReport('junit', one)).testsuites['@failures'], '1', `${name} fails a build`);
  }
});

t.test('Markdown has its tables and foldings, and an end', async (t) => {
  const summary = renderReport('markdown', report);
  const kinds = readMarkdown(summary);
  t.equal(
    kinds.filter((kind) => kind === 'table').length,
    4,
    'a table for each of two findings, the known failures, and the areas',
  );
  t.equal(summary.split('<details>').length, summary.split('</details>').length);
  t.match(summary, '| download | 1 of 3 | ❌ |');
  t.match(summary, '| windows | 1 of 2 | ❔ |');
  t.match(summary, /^Judged: network · Not judged: resume, user, files, until, .*include\\_ens/m);
  t.match(
    summary,
    /^\*\*1\. ❌ FAILED MUST: Reports success for a truncated or damaged export\*\*, in 1 case<br>\nOpen the ZIP/m,
    'a finding with its advice is not folded',
  );
  const wordy = Array.from({ length: 100 }, (_, at) =>
    caseOf(`download.case-${at}`, [checkOf(`check-${at}`, { verdict: 'failed', seen: 'é'.repeat(900) })]),
  );
  const cut = renderReport('markdown', reportWith(wordy));
  t.ok(Buffer.byteLength(cut) < 61_000, `${Buffer.byteLength(cut)} bytes`);
  t.match(cut, /The report lists \d+ more findings\./);
});

t.test('annotations are few, and undo to what was meant', async (t) => {
  const commands = readCommands(renderReport('github', report));
  t.match(commands, [
    {
      name: 'error',
      title: 'MUST: Reports success for a truncated or damaged export (download.cut-mid-member-chunked)',
      text: /^The exit code reports.*\nexpected: /,
    },
    {
      name: 'error',
      title: 'MUST: Could not be judged: Run 2 did not take place (windows.failed-night)',
      text: /seen: Run 2 did not take place\./,
    },
  ]);
  t.equal(commands.length, 2, 'what is known or no MUST is none');
  const many = readCommands(renderReport('github', large));
  t.equal(many.length, 4, 'cases in which the same check fails are one');
  t.match(JSON.stringify(many), /50 cases, such as .*and 45 more/s);
});

/** Rules that do not apply: output of a client is shown unchanged, and a title counts its entities. */
const asPrinted = { 'no-trailing-whitespace': 'off', 'long-title': 'off' } as const;

t.test('an annotation is at the command of the client in its description', async (t) => {
  const source = { file: 'clients/my, own.json', lines: { network: 7, resume: 9 } };
  const runs = (operation: 'network' | 'resume' | 'user') => ({ runs: [cutRun({ operation })] });
  const failing = (id: string, name: string, changes: object) =>
    caseOf(id, [checkOf(name, { verdict: 'failed' }), checkOf('ends-in-time')], changes);
  const cases = [
    failing('download.a', 'a', runs('network')),
    failing('windows.b', 'b', runs('resume')),
    failing('request.c', 'c', runs('user')),
  ];
  const of = (setup: object) =>
    readCommands(renderReport('github', reportWith(cases, { setup: { ...reportWith().setup, ...setup } })));
  t.same(
    of({ source }).map(({ file, line }) => [file, line]),
    [
      ['clients/my, own.json', '7'],
      ['clients/my, own.json', '9'],
      ['clients/my, own.json', undefined],
    ],
  );
  t.same(
    of({ source: { ...source, lines: { serve: 3 } } }).map(({ line }) => line),
    ['3', '3', '3'],
  );
  t.same(
    of({}).map(({ file }) => file),
    [undefined, undefined, undefined],
  );
});

t.test('CTRF follows its schema, and a build fails exactly when the run fails', async (t) => {
  const schema = JSON.parse(
    readFileSync(new URL('../../helpers/reports/ctrf.schema.json', import.meta.url), 'utf8'),
  );
  const ajv = new Ajv({ strict: false, allErrors: true });
  // The schema names formats that describe more than its patterns: they are checked below.
  for (const format of ['uuid', 'date-time', 'uri']) ajv.addFormat(format, true);
  const validate = ajv.compile(schema);
  const failedIn = (one: ConformanceReport) => {
    const document = JSON.parse(renderReport('ctrf', one));
    t.ok(validate(document), JSON.stringify(validate.errors));
    t.ok(!Number.isNaN(Date.parse(document.timestamp)));
    const { summary, tests } = document.results;
    const count = (status: string) =>
      tests.filter((test: { status: string }) => test.status === status).length;
    for (const status of ['passed', 'failed', 'skipped', 'pending', 'other'])
      t.equal(summary[status], count(status), status);
    t.equal(summary.tests, tests.length);
    return count('failed');
  };
  t.equal(failedIn(report), 2, 'a MUST, and an untested check');
  t.equal(failedIn(passing), 0);
  t.equal(failedIn(stale), 1, 'a problem of the run');
  t.equal(failedIn(reportWith([])), 1, 'a report that proves nothing');
  for (const text of hostile) failedIn(filledWith(text));
  const { results } = JSON.parse(renderReport('ctrf', report));
  const cut = results.tests.find(({ testId }: { testId: string }) => testId.endsWith('/says-how-it-ended'));
  t.match(cut, {
    name: 'says-how-it-ended',
    suite: ['download', 'download.cut-mid-member-chunked'],
    status: 'failed',
    rawStatus: 'failed',
    message: /Expected an exit code that means failed; seen: exit code 0/,
    trace: /FAILED MUST: Reports success for a truncated or damaged export[\s\S]*mend/,
    stdout: ['saved 2,500 bytes'],
  });
  t.match(results.environment.extra.findings[0], {
    level: 'MUST',
    cases: ['download.cut-mid-member-chunked'],
  });
  t.equal(results.summary.stop - results.summary.start, 4200);
});

t.test('no text of a client changes what a reader sees', async (t) => {
  const tame = filledWith('tame');
  const of = (format: ReportFormatName) =>
    hostile.map((text) => [text, renderReport(format, filledWith(text))] as const);
  const { names: _names, diagnostics: _diagnostics, ...counts } = readTap(renderReport('tap', tame));
  for (const [text, tap] of of('tap')) t.match(readTap(tap), counts, `TAP: ${inLine(text)}`);
  t.same(await schemaErrors(of('junit').map(([, xml]) => xml)), []);
  const tags = tagsOf(renderReport('html', tame));
  for (const [text, page] of of('html')) {
    t.same(tagsOf(page), tags, `HTML: ${inLine(text)}`);
  }
  t.same(await pageErrors(renderReport('html', filledWith(hostile.slice(0, 10).join(' '))), asPrinted), []);
  const kinds = readMarkdown(renderReport('markdown', tame));
  for (const [text, markdown] of of('markdown'))
    t.same(readMarkdown(markdown), kinds, `Markdown: ${inLine(text)}`);
  for (const [text, commands] of of('github')) {
    const read = readCommands(commands);
    t.same(
      read.map(({ name }) => name),
      ['error', 'error', 'error'],
      `GitHub: ${inLine(text)}`,
    );
    t.equal(read[0]?.text, inLines(text));
  }
  for (const [text, json] of of('json')) t.same(readReport(JSON.parse(json)), filledWith(text));
});

t.test('nothing that cannot be seen is left in what people read', async (t) => {
  for (const format of Object.keys(reportFormats) as ReportFormatName[]) {
    if (format === 'json') continue;
    for (const text of hostile) {
      const seen = renderReport(format, filledWith(text)).replace(/[\n\t]/g, '');
      t.notMatch(
        seen,
        /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u202e\u2066\u200b]/u,
        `${format}: ${inLine(text)}`,
      );
    }
  }
});

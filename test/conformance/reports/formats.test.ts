import t from 'tap';
import { type ReportFormatName, renderReport, reportFormats } from '../../../conformance/reports/formats.ts';
import { readReport } from '../../../conformance/reports/read.ts';
import { inLine, inLines } from '../../../conformance/util/escape.ts';
import type { Step } from '../../../server/scenarios/scenario.ts';
import { endsBody, explainStep } from '../../../server/scenarios/step-kinds.ts';
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
  formErrors,
  pageErrors,
  picturesOf,
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

t.test('the page is sound, needs nothing else, and draws the stream', async (t) => {
  const page = renderReport('html', report);
  t.same(await pageErrors(page), []);
  t.notMatch(page, /<script|<link|<iframe|@import|url\((?!#)| src=/, 'nothing from elsewhere');
  t.equal(
    page.match(/https?:[^"<]*/g)?.join(),
    'https://example.org/17,https://example.org/17',
    'but for a link',
  );
  t.match(page, /byte 2,600/);
  t.match(page, /Messages\.csv, arrived: 600 of 1,000 bytes/);
  t.match(page, /never arrived: 4,900 bytes/);
  t.match(
    page,
    /<tr class="hit"><th scope="row">Messages\.csv <b>fault here<\/b><\/th><td>2,000<\/td><td>3,000<\/td>/,
  );
  const pictures = picturesOf(page);
  t.equal(pictures.length, 6, 'a bar for each of four areas, the hatching, and the stream');
  t.same(await formErrors(pictures), []);
  t.same(await pageErrors(renderReport('html', reportWith([]))), [], 'a report of nothing, too');
});

t.test('the page stays small and its pictures legible', async (t) => {
  const page = renderReport('html', large);
  t.ok(page.length < 1_500_000, `${page.length} characters`);
  const [first = ''] = page.split('</figure>');
  const picture = first.slice(first.indexOf('class="picture"'), first.lastIndexOf('<ul class="legend"'));
  t.ok(picture.split('<rect').length < 60, 'few segments for many members');
  t.ok(first.slice(first.indexOf('<tbody>', first.indexOf('class="members"'))).split('<tr').length < 70);
  t.match(first, /768 members, files\/photo-32\.jpg to files\/photo-799\.jpg/);
});

t.test('the page shows the position of every kind of fault', async (t) => {
  const stepAt = (step: Step, byte: number | null, status = 200) => {
    const ends = endsBody(step) ? { endsBody: true as const } : {};
    const steps = [{ text: explainStep(step), byte, ...ends }];
    return cutRun({ exchanges: [{ method: 'GET', target: '/', status, steps }] });
  };
  const table: [name: string, run: ReturnType<typeof cutRun>, there: RegExp, not: RegExp][] = [
    [
      'at the beginning',
      stepAt({ do: 'stream', until: { byte: 0 }, end: 'reset' }, 0),
      /never arrived: 7,500/,
      /NaN/,
    ],
    [
      'in the directory',
      stepAt({ do: 'cut-directory', percent: 50 }, 7200),
      /central directory <b>fault here/,
      /NaN/,
    ],
    [
      'beyond the end',
      stepAt({ do: 'trailing-bytes', bytes: 512 }, 9000),
      /beyond the end of the baseline export/,
      /never arrived/,
    ],
    [
      'without an end',
      stepAt({ do: 'stall', at: { byte: 2600 }, ms: 30_000 }, 2600),
      /Messages\.csv <b>fault here/,
      /never arrived/,
    ],
    [
      'with no directory',
      stepAt({ do: 'no-directory', keepEnd: false }, 6984),
      /never arrived: 516 bytes/,
      /NaN/,
    ],
    [
      'with the end record and no directory',
      stepAt({ do: 'no-directory', keepEnd: true }, 6984),
      /central directory <b>fault here/,
      /never arrived/,
    ],
    ['without a place', stepAt({ do: 'answer', status: 500 }, null, 500), /answers 500/, /<figure/],
    ['without an archive', { ...cutRun(), archive: null }, /after 2,600 bytes/, /<figure/],
    ['of nothing', { ...cutRun(), archive: { bytes: 0, members: [] } }, /after 2,600 bytes/, /<figure/],
    ['with no members', { ...cutRun(), archive: { bytes: 22, members: [] } }, /22 bytes in 0 members/, /NaN/],
  ];
  for (const [name, run, there, not] of table) {
    const page = renderReport('html', reportWith([caseOf('download.x', [checkOf('a')], { runs: [run] })]));
    t.match(page, there, name);
    t.notMatch(page, not, name);
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
  t.match(summary, /\| download \| 3 \| 1 \| 1 \| 1 \| · \| · \| · \|/);
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

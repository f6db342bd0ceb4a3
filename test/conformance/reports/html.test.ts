import t from 'tap';
import { renderReport } from '../../../conformance/reports/formats.ts';
import type { Step } from '../../../server/scenarios/scenario.ts';
import { endsBody, explainStep } from '../../../server/scenarios/step-kinds.ts';
import { caseOf, checkOf, cutRun, filledWith, large, reportWith } from '../../helpers/reports/fixtures.ts';
import { formErrors, pageErrors, picturesOf } from '../../helpers/reports/read.ts';

const report = reportWith();

t.test('the page is sound, needs nothing else, and draws the stream', async (t) => {
  const page = renderReport('html', report);
  t.same(await pageErrors(page), []);
  t.notMatch(page, /<link|<iframe|@import|url\((?!#)| src=/, 'nothing from elsewhere');
  t.equal(
    page.match(/https?:[^"<)]*/g)?.join(),
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
  t.equal(pictures.length, 2, 'the hatching, and the stream');
  t.same(await formErrors(pictures), []);
  t.same(await pageErrors(renderReport('html', reportWith([]))), [], 'a report of nothing, too');
});

t.test('the page stays small and its pictures legible', async (t) => {
  const page = renderReport('html', large);
  t.ok(page.length < 400_000, `${page.length} characters`);
  const [first = ''] = page.split('</figure>');
  const picture = first.slice(first.indexOf('class="picture"'), first.lastIndexOf('<ul class="legend"'));
  t.ok(picture.split('<rect').length < 60, 'few segments for many members');
  t.ok(first.slice(first.indexOf('<tbody>', first.indexOf('class="members"'))).split('<tr').length < 70);
  t.match(first, /768 members, files\/photo-32\.jpg to files\/photo-799\.jpg/);
});

t.test('every cause is seen before anything is unfolded, whatever its level', async (t) => {
  const failed = (name: string, level: 'MUST' | 'SHOULD' | 'MAY') =>
    checkOf(name, { verdict: 'failed', level });
  const page = renderReport(
    'html',
    reportWith([
      caseOf('rows.a', [failed('keeps-no-row-twice', 'MUST'), failed('asks-for:until', 'SHOULD')]),
      caseOf('rows.b', [failed('ends-in-time', 'MAY')]),
    ]),
  );
  const findings = page.slice(page.indexOf('<section class="findings"'), page.indexOf('</section>'));
  const folded = findings.replace(/<details>(<summary[^>]*>.*?<\/summary>).*?<\/details>/gs, '$1');
  t.notMatch(folded, /<dl>/, 'the facts are folded');
  t.same(
    [...folded.matchAll(/<span class="level">(\w+)<\/span> <b>([^<]+)<\/b>/g)].map(([, level]) => level),
    ['MUST', 'SHOULD', 'MAY'],
  );
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
    const page = renderReport(
      'html',
      reportWith([caseOf('download.x', [checkOf('a', { verdict: 'failed' })], { runs: [run] })]),
    );
    t.match(page, there, name);
    t.notMatch(page, not, name);
  }
});

t.test('the page begins with the verdict, its reach, the findings and the matrix', async (t) => {
  const page = renderReport('html', report);
  const order = [
    '<strong>Failed</strong> <span>3 of 200 cases, no resumed export, no user export, no files export</span>',
    '<dt>Judged</dt><dd>network (3 of 4)</dd>',
    '<dt>Not judged, no selected case needs it</dt><dd>resume, user, files, until',
    '<dt>Command: network</dt><dd><code>node my-client.js',
    '<dt>Machine</dt><dd>Node 20.19.0, linux 6.1.0, x64</dd>',
    'What to mend, in this order',
    '<b>Reports success for a truncated or damaged export</b>, in 1 case',
    'Open the ZIP and read every member to its end',
    'Cases by area',
    '<main id="cases">',
    '>A MUST failed <span>1</span></h3>',
    '>Not tested <span>1</span></h3>',
    '>Known failures <span>1</span></h3>',
    '>Unsupported <span>1</span></h3>',
    '<h2 id="rules">Rules</h2>',
  ].map((text) => page.indexOf(text));
  t.notOk(order.includes(-1), String(order));
  t.same(
    order,
    order.toSorted((a, b) => a - b),
  );
});

t.test('every link of the page leads to a place in it', async (t) => {
  for (const [name, one] of Object.entries({ report, large, odd: filledWith('<b id="x">') })) {
    const page = renderReport('html', one);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    t.equal(new Set(ids).size, ids.length, `${name}: no id twice`);
    const links = new Set([...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id));
    t.same(
      [...links].filter((id) => !ids.includes(id)),
      [],
      name,
    );
    for (const { id } of one.cases) t.ok(links.has(id) && ids.includes(id), `${name}: #${id}`);
  }
});

t.test('an id that cannot be an anchor gets a number', async (t) => {
  const odd = ['a b', 'cases', 'x"><script>', 'finding-1', 'rows.a b'];
  const page = renderReport('html', reportWith(odd.map((id) => caseOf(id, [checkOf('a')]))));
  const anchors = [...page.matchAll(/<a class="passed" href="#([^"]*)"/g)].map(([, id]) => id);
  t.same(anchors, ['case-1', 'case-2', 'case-3', 'case-4', 'case-5']);
  t.same(await pageErrors(page), []);
});

t.test('a cell of the matrix names its case and status', async (t) => {
  const page = renderReport('html', report);
  t.match(
    page,
    '<a class="failed" href="#download.cut-mid-member-chunked" title="download.cut-mid-member-chunked" aria-label="download.cut-mid-member-chunked: a MUST failed">✗</a>',
  );
  t.equal(page.match(/<td class="cells">/g)?.length, 4, 'a row for each area');
});

t.test('cases are found by outcome and level without the script', async (t) => {
  const page = renderReport('html', report);
  t.match(page, /<details class="case failed MUST SHOULD">/);
  t.match(page, /<details class="case untested MUST">/);
  t.match(page, /<details class="case unsupported">/);
  t.match(page, 'body:has(#show-failed:checked) :is(.case, .group):not(.failed, .warning, .known)');
  t.match(page, 'body:has(#level-SHOULD:checked) :is(.case:not(.SHOULD), .check:not(.SHOULD)');
  t.match(page, /<p class="with-script" hidden><label>Search/, 'the search needs the script');
});

t.test('a check leads to its finding or to the one that it follows from, and to its rule', async (t) => {
  const page = renderReport('html', report);
  t.match(
    page,
    /<code>says-how-it-ended<\/code> <a href="#finding-1">finding 1<\/a> <a href="#rule-1">rule<\/a>/,
  );
  t.match(page, /<code>tells-why<\/code> follows from <a href="#finding-1">finding 1<\/a>/);
  t.equal(
    page.match(/Public clients do not notice that an export is cut short\./g)?.length,
    1,
    'each rule once',
  );
});

t.test('one of many cases shows the whole picture, the others a bar', async (t) => {
  const cases = ['a', 'b', 'c'].map((name) =>
    caseOf(`download.${name}`, [checkOf('says-how-it-ended', { verdict: 'failed' })], { runs: [cutRun()] }),
  );
  const page = renderReport('html', reportWith(cases));
  t.equal(page.match(/class="members"/g)?.length, 1);
  t.equal(page.match(/class="stream small"/g)?.length, 2);
  t.match(page, 'This position is in Messages.csv. The last 4,900 of 7,500 bytes never arrived.');
});

t.test('runs without a scenario share a line, and long output is cut', async (t) => {
  const calm = cutRun({ scenario: null, exchanges: [] });
  const last = cutRun({ stderr: `${'x'.repeat(5000)}the end` });
  const page = renderReport(
    'html',
    reportWith([caseOf('windows.a', [checkOf('a', { verdict: 'failed' })], { runs: [calm, calm, last] })]),
  );
  t.match(page, /<b>Runs 1 to 2<\/b> without a scenario: exit code 0, which means complete, 0 requests/);
  t.match(page, /Standard error, its end:<\/p><pre tabindex="0">x{593}the end<\/pre>/);
});

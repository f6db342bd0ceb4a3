import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import type { CaseResult, ConformanceReport } from '../../../conformance/model/report.ts';
import { renderReport } from '../../../conformance/reports/formats.ts';
import { mergeReports } from '../../../conformance/reports/merge.ts';
import { ReportError, readReport } from '../../../conformance/reports/read.ts';
import { reportSchema } from '../../../conformance/reports/schema.ts';
import {
  archive,
  caseOf,
  cases,
  checkOf,
  download,
  reportWith,
  request,
  windows,
} from '../../helpers/reports/fixtures.ts';

const report = reportWith(cases, { baseline: { problems: ['stale'] }, shard: { index: 1, of: 2 } });

t.test('other validators can use the schema, and reports fit it', async (t) => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(reportSchema);
  for (const one of [report, reportWith([]), JSON.parse(renderReport('json', report))]) {
    t.ok(validate(one), JSON.stringify(validate.errors));
  }
  t.same(readReport(JSON.parse(renderReport('json', report))), report, 'nothing is lost on the way');
});

t.test('a document that is no report is rejected with the place of the fault', async (t) => {
  const changed = (path: string, value?: unknown): unknown => {
    const whole: object = structuredClone(report);
    const names = path.split('.');
    const last = names.pop() ?? '';
    const place = names.reduce((part: object, name) => Reflect.get(part, name), whole);
    Reflect.deleteProperty(place, last);
    if (value !== undefined) Reflect.set(place, last, value);
    return whole;
  };
  const table: [value: unknown, message: RegExp][] = [
    [null, /the whole: expected an object, got null/],
    ['report', /the whole: expected an object, got "report"/],
    [[], /the whole: expected an object, got a list/],
    [{}, /the whole: expected "version" \(1\), got nothing\.[\s\S]*\nand \d more\.$/],
    [
      { version: 2 },
      /^expected a report of version 1, got version 2: render it with the kit that wrote it\.$/,
    ],
    [changed('kit'), /the whole: expected "kit" \(a text\), got nothing/],
    [
      changed('colour', 1),
      /\/colour: expected a known name, got "colour"\. The known ones are version, kit,/,
    ],
    [changed('outcome', 'fine'), /\/outcome: expected one of passed, failed, incomplete, got "fine"/],
    [changed('ms', -1), /\/ms: expected a number of at least 0, got -1/],
    [changed('startedAt', 'today'), /\/startedAt: .*got "today"/],
    [changed('cases.1.checks.0.verdict', 7), /\/cases\/1\/checks\/0\/verdict: expected one of passed,/],
    [changed('cases.1.runs.0.archive', 'none'), /\/cases\/1\/runs\/0\/archive: .*got "none"/],
    [changed('cases.1.checks.0.known', {}), /\/cases\/1\/checks\/0\/known: expected "list"/],
  ];
  for (const [value, message] of table) t.throws(() => readReport(value), { name: 'ReportError', message });
  t.throws(() => readReport({ version: 2 }), ReportError);
});

const shard = (index: number, of: number, own: readonly CaseResult[], changes = {}): ConformanceReport =>
  reportWith(own, { shard: { index, of }, ...changes });

t.test('shards become the report of the whole run', async (t) => {
  const merged = mergeReports([
    shard(2, 2, [windows, download], {
      startedAt: '2026-11-22T10:00:00Z',
      baseline: { problems: ['stale'] },
    }),
    shard(1, 2, [archive, request], {
      startedAt: '2026-11-22T10:30:00+01:00',
      baseline: { problems: ['stale', 'worse'] },
    }),
  ]);
  const whole = reportWith(cases, {
    startedAt: '2026-11-22T10:30:00+01:00',
    ms: 8400,
    baseline: { problems: ['stale', 'worse'] },
  });
  t.same(merged, whole, 'in the order of the catalogue, from the first beginning, with the sum of the times');
  t.equal(
    mergeReports([
      reportWith([download]),
      reportWith([caseOf('own.case', [checkOf('a')]), request]),
    ]).cases.at(-1)?.id,
    'own.case',
  );
  const passed = caseOf('request.since', [checkOf('a')]);
  t.equal(mergeReports([shard(1, 2, [passed]), shard(2, 2, [archive])]).outcome, 'passed');
  t.equal(mergeReports([shard(1, 2, [passed]), shard(2, 2, [windows])]).outcome, 'incomplete');
  t.equal(mergeReports([shard(1, 1, [passed])]).shard, undefined);
});

t.test('reports of different runs are not merged', async (t) => {
  const table: [reports: readonly ConformanceReport[], message: RegExp][] = [
    [[], /expected at least one report, got none/],
    [
      [reportWith([request]), reportWith([archive], { client: 'other' })],
      /the same client, got 'my-client' and 'other'/,
    ],
    [
      [reportWith([request]), reportWith([archive], { kit: '0.2.0' })],
      /version of the kit, got '0\.1\.0' and '0\.2\.0'/,
    ],
    [
      [reportWith([request]), reportWith([archive, request])],
      /every case in one report only, got request\.until in several/,
    ],
    [
      [shard(1, 4, [request]), shard(3, 4, [archive])],
      /shards 1 to 4, got none for shards 2, 4: add their reports/,
    ],
    [[shard(2, 2, [request])], /shards 1 to 2, got none for shard 1: add its report/],
    [[shard(1, 2, [request]), shard(2, 3, [archive])], /shards of one run, got 1\/2, 2\/3/],
    [[shard(1, 2, [request]), reportWith([archive])], /shards of one run, got 1\/2, a whole run/],
    [[shard(1, 1, [request]), shard(1, 1, [archive])], /every shard once, got 1 several times/],
  ];
  for (const [reports, message] of table)
    t.throws(() => mergeReports(reports), { name: 'ReportError', message });
});

t.test('the text begins and ends with the outcome, and has the findings between', async (t) => {
  const text = renderReport('text', reportWith());
  const places = [
    'my-client: failed, 3 of 200 cases, no resumed export, no user export, no files export\n\n',
    '✗ FAILED MUST: Reports success for a truncated or damaged export, in download.cut-mid-member-chunked\n    checks   says-how-it-ended; in consequence tells-why in 1\n    expected an exit code that means failed; seen exit code 0, which means complete (1 × passed, 2 × failed)',
    '    printed  saved 2,500 bytes',
    '    mend     Open the ZIP and read every member to its end',
    '    again    npx engage-export test --rerun download.cut-mid-member-chunked --client client.json',
    '? not tested MUST: Could not be judged: Run 2 did not take place, in windows.failed-night',
    '~ known failure archive.wrong-crc/b: is being mended https://example.org/17',
    '~ flaky archive.wrong-crc/c: depends on the hour',
    '- 1 check unsupported: The client does not support until.',
    '  not passed: download 1/3, windows 1/2',
    '  no MUST failed: request 0/1, archive 0/2',
    'my-client: failed, 3 of 200 cases, no resumed export, no user export, no files export. 2 of 8 checks passed, 1 MUST failed, 1 SHOULD or MAY failed, 2 known failures, 1 not tested, 1 unsupported. 4.2 s.',
  ].map((line) => text.indexOf(line));
  t.ok(
    places.every((place, at) => place > (places[at - 1] ?? -1)),
    JSON.stringify(places),
  );
  t.notOk(text.includes('\u001b'));
  const painted = renderReport('text', reportWith(), { colour: true });
  t.ok(painted.includes('\u001b[31mfailed\u001b[39m'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is taken away are the colours.
  t.equal(painted.replaceAll(/\u001b\[\d+m/g, ''), text, 'colours change nothing else');
});

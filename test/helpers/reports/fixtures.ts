import {
  type CaseResult,
  type CheckResult,
  type ConformanceReport,
  type ReportHead,
  type RunResult,
  reportOf,
} from '../../../conformance/model/report.ts';

const members = [
  'request.txt',
  'Admins.csv',
  'Messages.csv',
  'Users.csv',
  'files/1.png',
  'files/2.pdf',
  'log.txt',
];

/** A run whose response is cut in the third of seven members. */
export function cutRun(changes: Partial<RunResult> = {}): RunResult {
  return {
    operation: 'network',
    parameters: { since: '2024-06-01T00:00:00+00:00' },
    now: '2024-06-19T12:00:00.000Z',
    scenario: 'cut-mid-member-chunked',
    ended: 'exit code 0, which means complete',
    stdout: 'saved 2,500 bytes\n',
    stderr: '',
    exchanges: [
      {
        method: 'GET',
        target: '{base_url}/api/v1/export?since=2024-06-01',
        status: 200,
        steps: [
          {
            text: 'streams until 60 % of the data of Messages.csv and closes the connection without a reset, before the body is complete',
            byte: 2600,
            endsBody: true,
          },
        ],
      },
    ],
    archive: {
      bytes: 7500,
      members: members.map((name, at) => ({ name, from: at * 1000, to: at * 1000 + 984 })),
    },
    files: [{ path: 'export.zip', bytes: 2600 }],
    ...changes,
  };
}

/** A check with this name, in a case that `caseOf` gives it to. */
export function checkOf(name: string, changes: Partial<CheckResult> = {}): CheckResult {
  return {
    id: name,
    level: 'MUST',
    demand: 'The exit code reports the outcome.',
    rule: 'Public clients do not notice that an export is cut short.',
    label: 'observed',
    why: 'A scheduler goes by the exit code.',
    verdict: 'passed',
    expected: 'an exit code that means failed',
    seen: 'exit code 0, which means complete',
    ...changes,
  };
}

/** A case with these checks. */
export function caseOf(
  id: string,
  checks: readonly CheckResult[],
  changes: Partial<CaseResult> = {},
): CaseResult {
  return {
    id,
    area: id.slice(0, id.indexOf('.')),
    title: 'A truncated export is reported as a failure.',
    needs: ['network'],
    checks: checks.map((check) => ({ ...check, id: `${id}/${check.id}` })),
    runs: [],
    ms: 120,
    clientMs: 100,
    ...changes,
  };
}

/** A case that needs an option that the client lacks. */
export const request = caseOf('request.until', [
  checkOf('a', { verdict: 'unsupported', seen: 'The client does not support until.' }),
]);
/** A case in which a MUST and a SHOULD fail. */
export const download = caseOf(
  'download.cut-mid-member-chunked',
  [
    checkOf('says-how-it-ended', { verdict: 'failed', tally: { passed: 1, failed: 2 } }),
    checkOf('tells-why', { verdict: 'failed', level: 'SHOULD' }),
    checkOf('ends-in-time'),
  ],
  { runs: [cutRun()] },
);
/** A case with known failures only. */
export const archive = caseOf('archive.wrong-crc', [
  checkOf('b', {
    verdict: 'failed',
    known: { list: 'failures', reason: 'is being mended', link: 'https://example.org/17' },
  }),
  checkOf('c', { verdict: 'failed', known: { list: 'flaky', reason: 'depends on the hour' } }),
]);
/** A case with an untested check. */
export const windows = caseOf('windows.failed-night', [
  checkOf('d', { verdict: 'untested', seen: 'Run 2 did not take place.' }),
  checkOf('e'),
]);
/** One check of every kind, area by area as in the catalogue. */
export const cases: readonly CaseResult[] = [request, download, archive, windows];

/** The facts of a run of a client with two operations, without its cases. */
export const head: ReportHead = {
  kit: '0.1.0',
  client: 'my-client',
  startedAt: '2026-11-22T10:00:00.000Z',
  ms: 4200,
  setup: {
    mode: 'process',
    commands: { network: ['node', 'my-client.js', '{base_url}', '{out_dir}'] },
    operations: ['network'],
    options: ['model'],
    output: ['zip'],
    clock: 'service',
    variables: [],
    timeLimitSeconds: 60,
    words: ['--client', 'client.json'],
  },
  machines: [{ node: 'v20.19.0', platform: 'linux', release: '6.1.0', arch: 'x64' }],
  selection: { catalogue: { cases: 200, checks: 800 } },
};

/** The report of these cases. */
export function reportWith(
  own: readonly CaseResult[] = cases,
  changes: Partial<ReportHead> = {},
): ConformanceReport {
  return reportOf({ ...head, ...changes }, own);
}

/** Many cases, and an archive of many attachments. */
export const large = reportWith(
  Array.from({ length: 100 }, (_, at) =>
    caseOf(
      `download.case-${at}`,
      [1, 2, 3, 4].map((n) => checkOf(`check-${n}`, at % 2 ? {} : { verdict: 'failed' })),
      {
        runs: [
          cutRun({ archive: manyMembers(at === 0 ? 800 : 40), stderr: 'x'.repeat(at % 10 ? 80 : 2000) }),
        ],
      },
    ),
  ),
);

function manyMembers(count: number) {
  const names = Array.from({ length: count }, (_, at) =>
    at < 32 ? `Table${at}.csv` : `files/photo-${at}.jpg`,
  );
  return {
    bytes: count * 1000 + 200,
    members: names.map((name, at) => ({ name, from: at * 1000, to: at * 1000 + 984 })),
  };
}

/** The report with this text in each place that a client, a server or a person can fill. */
export function filledWith(text: string): ConformanceReport {
  const check = { demand: text, rule: text, why: text, expected: text, seen: text };
  const run = cutRun({
    parameters: { since: text },
    scenario: text,
    ended: text,
    stdout: text,
    stderr: text,
    exchanges: [{ method: 'GET', target: text, status: 200, steps: [{ text, byte: 2600, endsBody: true }] }],
    archive: {
      bytes: 7500,
      members: members.map((_, at) => ({ name: text, from: at * 1000, to: at * 1000 + 984 })),
    },
    files: [{ path: text, bytes: 1 }],
  });
  const all = cases.map((one) =>
    caseOf(
      one.id,
      one.checks.map((own) => ({
        ...own,
        ...check,
        id: own.id.slice(one.id.length + 1),
        ...(own.known === undefined ? {} : { known: { ...own.known, reason: text, link: text } }),
      })),
      { title: text, runs: one.runs.length === 0 ? [] : [run] },
    ),
  );
  return reportWith(all, { client: text, baseline: { problems: [text] } });
}

/** Texts that contain syntax of one of the formats. */
export const hostile: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</pre></details></style></title><b>',
  ']]><!-- --> <?xml version="1.0"?>',
  '&amp; &lt; &#x3c; &nbsp;',
  'null\u0000 bell\u0007 escape \u001b[31mred\u001b[0m \u009b2J',
  'bidi \u202egnp.exe\u2066 zero\u200bwidth \u2028 line',
  'half \ud83d and \ude00 \ufffe\uffff \u{1ffff}',
  'one\ntwo\r\nthree\rfour\ttab',
  '\n::error title=x::y\r::stop-commands::z %0A %25, a:b,c',
  '\nnot ok 1 - x\n1..0 # SKIP\nBail out! now',
  'x # TODO not yet \\# SKIP \\',
  '\n  ---\n  a: b\n  ...\n',
  '"quotes": \'and\' {braces} [brackets]: - ? : , # | >',
  '| a | b |\n|---|---|',
  '```\n~~~\n# head\n- list\n> quote\n1. one',
  '*a* _b_ **c** ~~d~~ `e` ``f `` $g$ [x](javascript:alert(1)) ![y](http://e) <http://e> @octocat #1',
  '\\*a\\* \\` \\| trailing \\',
  'https://example.org www.example.org someone@example.org',
  '',
  ' ',
];

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { formatOfFile, run as report } from '../../cli/report.ts';
import type { ConformanceReport } from '../../conformance/model/report.ts';
import { renderReport } from '../../conformance/reports/formats.ts';
import { program } from '../helpers/program.ts';
import {
  archive,
  caseOf,
  cases,
  checkOf,
  download,
  reportWith,
  request,
  windows,
} from '../helpers/reports/fixtures.ts';
import { folder, run } from '../helpers/run-cli.ts';

const passed = caseOf('request.since', [checkOf('a')]);
const untested = caseOf('request.zone', [checkOf('a', { verdict: 'untested' }), checkOf('b')]);

async function written(t: Test, files: Readonly<Record<string, ConformanceReport | string>>) {
  const at = await folder(t);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(at, name), typeof content === 'string' ? content : renderReport('json', content));
  }
  return at;
}

t.test('the file extension selects the format', async (t) => {
  const table = {
    'a.json': 'json',
    'a.html': 'html',
    'a.XML': 'junit',
    'a.ctrf.json': 'ctrf',
    'b/a.tap': 'tap',
    'a.b.md': 'markdown',
    'a.svg': 'badge',
    'a.txt': 'text',
  };
  for (const [name, format] of Object.entries(table)) t.equal(formatOfFile(name), format);
  for (const name of ['report', 'a.pdf', '-']) {
    t.throws(() => formatOfFile(name), {
      name: 'UsageError',
      message: /that ends in one of \.txt, \.json, .*, got /,
    });
  }
});

t.test('FORCE_COLOR and NO_COLOR decide about colours in a pipe', async (t) => {
  const at = await folder(t);
  writeFileSync(join(at, 'report.json'), renderReport('json', reportWith()));
  const [node, ...main] = program('cli/main');
  const printed = ([name, value]: readonly [string, string]) => {
    const { FORCE_COLOR, NO_COLOR, ...env } = process.env;
    return spawnSync(node, [...main, 'report', join(at, 'report.json')], {
      encoding: 'utf8',
      env: { ...env, [name]: value },
    }).stdout;
  };
  const plain = printed(['NO_COLOR', '1']);
  t.match(plain, /failed/);
  t.notOk(plain.includes('\u001b'));
  t.equal(printed(['ANYTHING', '1']), plain, 'a pipe has no colours of its own');
  t.ok(printed(['FORCE_COLOR', '1']).includes('\u001b[31mfailed\u001b[39m'));
});

t.test('reports are merged, printed and written', async (t) => {
  const shards = [
    reportWith([request, download], { shard: { index: 1, of: 2 } }),
    reportWith([archive, windows], { shard: { index: 2, of: 2 } }),
  ] as const;
  const whole = reportWith(cases, { ms: 8400 });
  const at = await written(t, { '1.json': shards[0], '2.json': shards[1] });
  const files = ['-o', 'all.json', '--output', 'all.html', '-o', 'all.svg'];
  const [text, both, wrong] = await Promise.all([
    run(t, ['report', '2.json', '1.json'], at),
    run(t, ['report', '1.json', '2.json', '--format', 'tap', '--exit-code', ...files], at),
    run(t, ['report', '1.json', '--exit-code'], at),
  ]);
  t.same(text, { code: 0, stdout: renderReport('text', whole), stderr: '' });
  t.same(both, { code: 1, stdout: renderReport('tap', whole), stderr: '' });
  t.same(JSON.parse(readFileSync(join(at, 'all.json'), 'utf8')), whole);
  t.equal(readFileSync(join(at, 'all.html'), 'utf8'), renderReport('html', whole));
  t.equal(readFileSync(join(at, 'all.svg'), 'utf8'), renderReport('badge', whole));
  t.equal(wrong.code, 2);
  t.match(wrong.stderr, /^engage-export report: expected shards 1 to 2, got none for shard 2.*help\.\n$/);
});

t.test('--exit-code returns the exit code of the run', async (t) => {
  const at = await written(t, {
    'passed.json': reportWith([passed]),
    'untested.json': reportWith([untested]),
    'failed.json': reportWith(cases),
    'shard.json': reportWith([passed], { shard: { index: 1, of: 2 } }),
  });
  const table: [name: string, code: number, ...flags: string[]][] = [
    ['passed.json', 0, '--exit-code'],
    ['untested.json', 3, '--exit-code'],
    ['failed.json', 1, '--exit-code'],
    ['failed.json', 0],
    ['shard.json', 0],
  ];
  for (const [name, code, ...flags] of table) {
    t.equal(await report([join(at, name), ...flags, '-o', join(at, 'x.svg')]), code, name);
  }
});

t.test('runs are compared side by side, and a broken MUST sets the exit code', async (t) => {
  const failed = caseOf('request.since', [checkOf('a', { verdict: 'failed' })]);
  const at = await written(t, {
    'good.json': reportWith([passed]),
    'bad.json': reportWith([failed], { startedAt: '2026-11-23T10:00:00.000Z' }),
  });
  const [plain, broken, mended, files] = await Promise.all([
    run(t, ['report', '--compare', 'good.json', 'bad.json'], at),
    run(t, ['report', '--compare', 'good.json', 'bad.json', '--exit-code', '--format', 'markdown'], at),
    run(t, ['report', '--compare', 'bad.json', 'good.json', '--exit-code'], at),
    run(t, ['report', '--compare', 'good.json', 'bad.json', '-o', 'x.html', '-o', 'x.md'], at),
  ]);
  t.match(plain, { code: 0, stdout: /broken {2}MUST {4}request\.since\/a: passed → FAILED/, stderr: '' });
  t.match(broken, { code: 1, stdout: /^## Comparison of runs\n\n\| {2}\| good\.json \| bad\.json \|/ });
  t.match(mended, { code: 0, stdout: /0 checks broken, 1 mended/ });
  t.same(files, { code: 0, stdout: '', stderr: '' });
  t.match(readFileSync(join(at, 'x.html'), 'utf8'), /<h1>Comparison of runs<\/h1>/);
  t.match(readFileSync(join(at, 'x.md'), 'utf8'), /request\.since/);
});

t.test('the trend of a folder of reports has the exit code of the latest run', async (t) => {
  const at = await written(t, {
    'a.json': reportWith([passed], { startedAt: '2026-11-23T10:00:00.000Z' }),
    'b.json': reportWith(cases),
    'b.ctrf.json': '{}',
    'notes.txt': 'no report',
  });
  const trend = await run(t, ['report', '--history', '.', '--exit-code'], at);
  t.match(trend, { code: 0, stdout: /^2 runs, the latest last\n\n {2}Started [\s\S]*failed[\s\S]*passed/ });
});

t.test('same file names are told apart by their folders', async (t) => {
  const at = await folder(t);
  for (const name of ['one', 'two']) {
    mkdirSync(join(at, name));
    writeFileSync(join(at, name, 'report.json'), renderReport('json', reportWith([passed])));
  }
  const { stdout } = await run(t, ['report', '--compare', 'one/report.json', 'two/report.json'], at);
  t.match(stdout, /^ +one\/report\.json +two\/report\.json$/m);
});

t.test('wrong arguments and reports cause a usage error', async (t) => {
  const at = await written(t, {
    'passed.json': reportWith([passed]),
    'text.json': 'no report',
    'other.json': '{"version":1}',
    'newer.json': '{"version":3}',
  });
  const table: [files: readonly string[], flags: readonly string[], message: RegExp][] = [
    [[], [], /expected at least one FILE, got none/],
    [['none.json'], [], /none\.json: cannot read the report: ENOENT/],
    [['text.json'], [], /text\.json: expected JSON, got invalid text: /],
    [['other.json'], [], /other\.json: expected a report .*, got something else:\nthe whole: expected "kit"/],
    [['newer.json'], [], /newer\.json: expected a report of version 1, got version 3/],
    [
      ['passed.json', 'passed.json'],
      [],
      /expected every case in one report only, got request\.since in several/,
    ],
    [['passed.json'], ['--compare'], /expected at least two FILEs to compare, got 1/],
    [
      ['passed.json', 'passed.json'],
      ['--compare', '--format', 'junit'],
      /expected a format of a comparison \(text, html, markdown\), got junit/,
    ],
    [['passed.json'], ['--history', at], /--history takes no FILE and no --compare/],
    [[], ['--history', join(at, 'none')], /--history: cannot read .*none: ENOENT/],
    [['passed.json'], ['-o', 'x.pdf'], /that ends in one of .*, got 'x\.pdf'/],
    [['passed.json'], ['--format', 'pdf'], /--format: expected one of text, json, .*, got 'pdf'/],
  ];
  for (const [files, flags, message] of table) {
    const args = [...files.map((name) => join(at, name)), ...flags];
    await t.rejects(report(args), { name: 'UsageError', message });
  }
});

t.test('a shortened list of mistakes ends its sentence before the text that follows', async (t) => {
  const at = await written(t, {
    'wrong.json': JSON.stringify(Object.fromEntries('abcdefgh'.split('').map((name) => [name, 1]))),
    'wrong.yaml': 'a: 1\nb: 2\n',
  });
  const table: readonly (readonly [args: readonly string[], end: RegExp])[] = [
    [['report', 'wrong.json'], /\.\nand 15 more\. See engage-export report --help\.\n$/],
    [['test', '--client', 'wrong.json'], /\.\nand 4 more\. See engage-export test --help\.\n$/],
    [['serve', '--config', 'wrong.json'], /got "h"\. See engage-export serve --help\.\n$/],
    [['test', '--baseline', 'wrong.yaml', '--', 'true'], /got "b"\. See engage-export test --help\.\n$/],
  ];
  for (const [args, end] of table) {
    const { code, stdout, stderr } = await run(t, args, at);
    t.same([code, stdout], [2, ''], args.join(' '));
    t.match(stderr, end);
  }
});

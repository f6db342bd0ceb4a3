import t from 'tap';
import { pages } from '../../docs/pages.ts';
import {
  type AssumptionName,
  assumptionEntries,
  assumptions,
  completeAssumptions,
  fidelityLines,
} from '../../schemas/index.ts';
import { type ExportOptions, openExport, startServer } from '../../server/index.ts';
import type { CheckedExportOptions } from '../../server/sessions/context-options.ts';
import { archiveProofs } from '../helpers/assumptions/archives.ts';
import { exportProofs } from '../helpers/assumptions/exports.ts';
import { filesProofs } from '../helpers/assumptions/files.ts';
import type { Proofs } from '../helpers/assumptions/observe.ts';
import { answerProofs } from '../helpers/assumptions/responses.ts';
import { windowProofs } from '../helpers/assumptions/windows.ts';
import { run } from '../helpers/run-cli.ts';
import { asking, testContext, tiny } from '../helpers/serve.ts';

const proofs: Proofs = {
  ...answerProofs,
  ...exportProofs,
  ...archiveProofs,
  ...windowProofs,
  ...filesProofs,
};

for (const [name, { values }] of assumptionEntries) {
  t.test(`${name} does what it says`, async (t) => {
    const { see, seen } = proofs[name];
    const expected: Readonly<Record<string, unknown>> = seen;
    const lookWith = (options: CheckedExportOptions) =>
      see((profile) => asking(t, testContext({ ...tiny, ...options, profile })));
    for (const { value, does } of values) {
      t.strictSame(await lookWith({ assumptions: { [name]: value } }), expected[value], `${value}: ${does}`);
    }
    t.strictSame(await lookWith({}), expected[values[0].value], 'the first value is the default');
    const different = new Set(Object.values(expected).map((value) => JSON.stringify(value) ?? ''));
    t.equal(different.size, values.length, 'no two values look the same');
  });
}

t.test('assumptions are complete after reading', (t) => {
  const defaults = completeAssumptions({});
  t.strictSame(Object.keys(defaults), Object.keys(assumptions));
  t.strictSame(completeAssumptions(defaults), defaults);
  t.strictSame(completeAssumptions({ 'odd-user-id': undefined }), defaults);
  t.equal(completeAssumptions({ 'date-without-offset': '+05:30' })['date-without-offset'], '+05:30');
  t.end();
});

const wrong: [given: Record<string, string>, message: string | RegExp][] = [
  [
    { 'include-defualt': 'csv' },
    'include-defualt: expected the name of a switch, got "include-defualt". Did you mean "include-default"?',
  ],
  [
    { constructor: 'x' },
    /^constructor: expected the name of a switch, got "constructor"\. The known ones are wrong-method, unknown-path-body, /,
  ],
  [{ 'include-default': 'cvs' }, 'include-default: expected one of all, csv, got "cvs". Did you mean "csv"?'],
  [{ 'include-default': '' }, 'include-default: expected one of all, csv, got "".'],
  [{ 'wrong-method': true as unknown as string }, 'wrong-method: expected one of 405, 404, got true.'],
  [
    { 'wrong-method': 10n as unknown as string },
    'wrong-method: expected one of 405, 404, got the bigint 10.',
  ],
  [{ 'wrong-method': {} as unknown as string }, 'wrong-method: expected one of 405, 404, got an object.'],
  [{ 'date-without-offset': '-0800' }, /expected one of utc, an offset such as -08:00, got "-0800"/],
  [{ 'date-without-offset': '+24:00' }, /date-without-offset: expected/],
  [{ 'date-without-offset': 'x+01:00' }, /date-without-offset: expected/],
];

t.test('an unknown switch or value is rejected with a suggestion', async (t) => {
  for (const [given, message] of wrong) {
    const title = String(message);
    t.throws(() => completeAssumptions(given), { name: 'AssumptionsError', message }, title);
    const source = typeof message === 'string' ? undefined : message.source.replace(/^\^/, '');
    const error = {
      name: 'SessionOptionsError',
      message: source === undefined ? `assumptions.${message}` : new RegExp(source),
    };
    await t.rejects(startServer({ ...tiny, assumptions: given }), error, `a server: ${title}`);
    await t.rejects(openExport({ ...tiny, assumptions: given }, { query: 'since=0' }), error, title);
  }
});

const commandLines: [args: readonly string[], code: number, stderr: RegExp][] = [
  [
    ['serve', '--port', '0', '--assume', 'include-defualt=csv'],
    2,
    /Did you mean "include-default"\?.* --help/,
  ],
  [
    ['serve', '--port', '0', '--assume', 'include-default=x'],
    2,
    /--assume include-default: expected one of all, csv, got "x"/,
  ],
  [
    ['generate', '-o', '-', '--since', '0', '--assume', 'csv'],
    2,
    /--assume: expected NAME=VALUE .*, got 'csv'/,
  ],
  [['generate', '-o', '-', '--since', '0', '--assume', '=csv'], 2, /--assume: expected NAME=VALUE/],
  [['generate', '-o', '-', '--size', 'tiny', '--assume', 'bad-parameter=400'], 2, /since is required/],
  [
    [
      'generate',
      '-o',
      '-',
      '--size',
      'tiny',
      '--model',
      'Tag',
      '--assume',
      'bad-parameter=ignore',
      '--assume',
      'unknown-network-model=ignore',
      '--assume',
      'include-default=csv',
    ],
    0,
    /^$/,
  ],
];

t.test('the commands take any number of switches', async (t) => {
  for (const [args, code, stderr] of commandLines) {
    const ended = await run(t, args);
    t.equal(ended.code, code, args.join(' '));
    t.match(ended.stderr, stderr, args.join(' '));
  }
});

t.test('control lists the switches that are not at their default', async (t) => {
  const changed = { 'include-default': 'csv', 'date-without-offset': '+01:00' } as const;
  const cases: [given: ExportOptions['assumptions'], listed: object][] = [
    [undefined, {}],
    [{ 'include-default': 'all' }, {}],
    [{ ...changed, 'wrong-method': '405' }, changed],
  ];
  for (const [given, listed] of cases) {
    const ask = asking(t, testContext({ ...tiny, assumptions: given }));
    t.strictSame((await ask('/__admin/info')).json().assumptions, listed);
  }
});

t.test('the fidelity page lists all switches', async (t) => {
  const page = (await pages['fidelity.md']?.()) ?? '';
  const changes = new Set(fidelityLines.map(({ change }) => change));
  for (const [name, { values }] of assumptionEntries) {
    t.ok(changes.has(name), `a behaviour names ${name}`);
    for (const { value, does } of values)
      t.ok(page.includes(`| \`${value}\` | ${does} |`), `${name}=${value}`);
  }
  const known = [
    ...Object.keys(assumptions),
    'data',
    'fixed',
    '--ids',
    '--compression',
    '--links',
    '--external-networks',
  ];
  for (const { behaviour, evidence, change } of fidelityLines) {
    t.ok(['documented', 'observed', 'assumed'].includes(evidence), behaviour);
    t.equal(change !== undefined, evidence === 'assumed', `what is assumed, and only that: ${behaviour}`);
    if (change !== undefined) t.ok(known.includes(change as AssumptionName), `${change} exists`);
  }
  t.equal(new Set(fidelityLines.map(({ behaviour }) => behaviour)).size, fidelityLines.length, 'each once');
  t.end();
});

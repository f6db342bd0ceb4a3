import t from 'tap';
import { run as serve } from '../../../cli/serve.ts';
import {
  ScenarioError,
  type ServerOptions,
  SessionOptionsError,
  startServer,
} from '../../../server/index.ts';
import { catalogue, scenarioNames } from '../../../server/scenarios/index.ts';
import { doorsOf, flags, NUMBERS, STRUCTURED } from '../../helpers/option-sources.ts';
import { appOf, testContext, tiny } from '../../helpers/serve.ts';

/** Values for options in JSON. Each is wrong for the options of another type. */
const wrong: readonly unknown[] = [
  'tinny',
  'old',
  '',
  'x',
  -5,
  0,
  1.5,
  1e21,
  99_999_999_999,
  true,
  null,
  [],
  {},
  ['tiny'],
  '2026-11-20T12:00:00Z0',
  '2024-06-31',
  '0x10',
  '1e3',
];
const right: Readonly<Record<string, readonly unknown[]>> = {
  seed: ['7', 9, -0.5],
  size: ['tiny', 'Tiny', 'HUGE'],
  users: [16, 300],
  messagesPerDay: [3],
  start: ['2024-06-01'],
  externalNetworks: [0, 15],
  ids: ['small', 'LARGE'],
  attachmentBytes: [0, 100],
  profile: ['legacy', 'Current'],
  now: ['2026-11-20T12:00:00Z', '2024-06-01'],
  compression: ['store', 'Deflate'],
  links: ['service', 'Mock', 'http://127.0.0.1:4010', 'https://mock/base/'],
  timeScale: [1, 1.5, 1000],
  assumptions: [{}, { 'wrong-method': '404' }, { 'wrong-method': 405 }],
  rateLimit: [{ requests: 10, seconds: 30 }],
  scenario: ['csv-bom'],
};

/** Values that are wrong for one option only. */
const wrongFor: Readonly<Record<string, readonly unknown[]>> = {
  start: ['2024-06-01T05:00:00.500Z', '1999-01-01'],
  now: ['2200-01-01', -1],
  assumptions: [{ 'wrong-method': '40' }, { 'wrong-mehtod': '404' }, { 'include-default': null }],
  rateLimit: [
    { requests: 0, seconds: 30 },
    { requests: 10 },
    { requests: 10, seconds: 1.5 },
    { requests: 1, seconds: 1, x: 1 },
  ],
  scenario: ['csv-bomb', 'CSV-BOM'],
  links: ['http://', 'ftp://mock', 'http://user@mock', 'http://mock/?x', 'mocks'],
};

const mine = { name: 'mine', rules: [{ steps: [{ do: 'store' }] }] } as const;
const CLOCK = {
  name: 'RangeError',
  message: /^expected an instant from 1970-01-01 until 2200-01-01, got .+\.$/,
};

const server = await startServer({ port: 0 });
t.teardown(() => server.close());
const sources = doorsOf(server);

t.test('every entry point rejects a wrong option with the same sentence', async (t) => {
  for (const name of Object.keys(flags)) {
    for (const value of [...wrong, ...(wrongFor[name] ?? []), ...(right[name] ?? [])]) {
      const messages: Record<string, string | undefined> = {};
      for (const [source, give] of Object.entries(sources)) {
        // A command line has texts only, and an empty one counts as none: other values become texts.
        const isNumber = typeof value === 'number' && NUMBERS.has(name);
        const isText = typeof value === 'string' ? value !== '' : isNumber;
        const hasFlag =
          isText && name !== 'seed' && !STRUCTURED.includes(name) && !String(value).includes('e+');
        if (source === 'flag' && !hasFlag) continue;
        messages[source] = await give(name, value);
      }
      const [first, ...others] = Object.values(messages);
      const title = `${name}: ${JSON.stringify(value)}`;
      t.ok(
        others.every((one) => one === first),
        `${title}: ${JSON.stringify(messages)}`,
      );
      const isRight = right[name]?.some((one) => JSON.stringify(one) === JSON.stringify(value)) ?? false;
      if (isRight) t.equal(first, undefined, `${title} is accepted`);
      // Any text is a valid seed, and the numbers of this list may be valid for other options.
      else if (typeof value !== 'number' && !(name === 'seed' && typeof value === 'string' && value !== ''))
        t.match(first, /^([\w-]+: )?expected .+, got .+[.?]$/, `${title} is rejected`);
    }
  }
});

t.test('a program gets an error for values that only a program can give', async (t) => {
  const rows: readonly (readonly [options: unknown, message: RegExp])[] = [
    [{ users: Number.NaN }, /^users: expected a whole number from 16 to 2000000, got NaN\.$/],
    [{ now: new Date('nonsense') }, /^now: expected a date .* got an invalid Date\.$/],
    [{ now: 10n }, /^now: expected a date/],
    [{ now: '2024-06-31' }, /got "2024-06-31": June has 30 days; did you mean 2024-06-30\?$/],
    [{ size: Symbol('tiny') }, /^size: expected one of .* got a symbol\.$/],
    [{ timeScale: 'x' }, /^timeScale: expected a number from 1 to 1000000, got "x"\.$/],
    [{ siez: 'tiny' }, /^siez: expected the name of an option, got "siez"\. Did you mean "size"\?$/],
    [{ prot: 1 }, /Did you mean "port"\?$/],
    [JSON.parse('{"__proto__": 1, "constructor": 2}'), /expected the name of an option/],
    [{ port: 70_000 }, /^port: expected a whole number from 0 to 65535, got 70000\.$/],
    [{ onAccess: 'x' }, /^onAccess: expected a function, got "x"\.$/],
    [{ control: 'mock' }, /^control: expected true, false or a list, got "mock"\.$/],
    [
      { scenario: 'rate-limted' },
      /^scenario: expected the name of a scenario, got "rate-limted"\. Did you mean "rate-limited"\?$/,
    ],
    [
      { rateLimit: { requests: 0, seconds: 1 } },
      /^rateLimit\.requests: expected a whole number from 1 to 100000, got 0\.$/,
    ],
    [{ assumptions: { nonsense: 'x' } }, /^assumptions\.nonsense: expected the name of a switch/],
    [{ users: 30n }, /^users: .* got the bigint 30\.$/],
    [{ host: 'a b' }, /^host: expected an address/],
    [{ host: '' }, /^host: expected an address/],
    [{ ownScenarios: [null] }, /^ownScenarios\/0: expected an object, got null\.$/],
    [{ ownScenarios: [mine, mine] }, /^ownScenarios\/1\/name: .* got "mine" twice\.$/],
    [
      { ownScenarios: [{ ...mine, name: 'csv-bom' }] },
      /^ownScenarios\/0\/name: .*a name of the catalogue\.$/,
    ],
    ...[null, 5, 'tiny', [], () => {}, new Map([['size', 'tinny']]), Promise.resolve({})].map(
      (bag) => [bag, /^expected an object with options, got /] as const,
    ),
  ];
  for (const [options, message] of rows)
    await t.rejects(startServer(options as object), { name: /^(SessionOptions|Scenario)Error$/, message });
  for (const now of [new Date('2024-06-19T12:00:00Z'), '2024-06-19T12:00:00Z', Date.UTC(2024, 5, 19, 12)]) {
    const session = await server.session({ now, size: 'tiny' });
    t.equal(session.clock.now(), Date.UTC(2024, 5, 19, 12));
    await session.close();
  }
  t.ok(new ScenarioError('') instanceof SessionOptionsError, 'one class is enough to catch');
});

t.test('a running server rejects wrong values and does not change', async (t) => {
  const session = await server.session(tiny);
  const instants = [
    null,
    '',
    [],
    true,
    {},
    Number.NaN,
    10n,
    '2024-02-30',
    new Date('x'),
    Symbol('x'),
    -1,
    Number.POSITIVE_INFINITY,
  ];
  for (const at of instants) t.throws(() => session.clock.set(at as number), CLOCK, String(at));
  const steps = [Number.NaN, '5', null, Number.POSITIVE_INFINITY, {}, 0.5, 10n];
  for (const ms of steps) t.throws(() => session.clock.advance(ms as number), { name: 'RangeError' });
  t.equal(session.clock.now(), tiny.now);
  for (const scenario of [null, '', 5, [], {}, 'x', () => {}])
    await t.rejects(session.play(scenario as string), {
      name: 'ScenarioError',
      message: /^scenario: expected /,
    });
  for (const scenario of [null, '', 5, [], 'csv-bom'])
    await t.rejects(server.scenarios.add(scenario as unknown as typeof mine), { name: 'ScenarioError' });
  for (const timeoutMs of [Number.NaN, -1, Number.POSITIVE_INFINITY, '5', null])
    await t.rejects(
      session.waitForRequest({}, { timeoutMs: timeoutMs as number }),
      /^timeoutMs: expected a whole/,
    );
  const configurations: readonly unknown[] = [
    null,
    {},
    { session: null, scenarios: [] },
    { session: { size: 'tinny' }, scenarios: [] },
    { session: { nope: 1 }, scenarios: [] },
    { session: { scenario: 'csv-bomb' }, scenarios: [] },
    { session: {}, scenarios: [{}] },
    { session: {}, scenarios: [], more: 1 },
  ];
  for (const one of configurations) {
    const error = { name: /^(SessionOptions|Scenario)Error$/, message: /expected .*, got / };
    await t.rejects(
      server.configure(one as Parameters<typeof server.configure>[0]),
      error,
      JSON.stringify(one),
    );
    await (await server.session()).close();
  }
});

t.test('a flag of the server and the library give the same message', async (t) => {
  const rows: readonly (readonly [flag: string, text: string, value: unknown])[] = [
    ['port', '-1', -1],
    ['port', '70000', 70_000],
    ['port', '1.5', 1.5],
    ['port', '0x10', '0x10'],
    ['host', 'a b', 'a b'],
    ['control', 'a b', ['a b']],
  ];
  for (const [name, text, value] of rows) {
    const message = await startServer({ [name]: value }).then(String, (error: Error) => error.message);
    t.match(message, new RegExp(`^${name}: expected .*, got .*\\.$`));
    await t.rejects(serve([`--${name}=${text}`]), { name: 'UsageError', message: `--${message}` });
  }
});

t.test('a 500 reports its reason in the hint and to onError', async (t) => {
  const reported: unknown[] = [];
  const world = () => Promise.reject(new Error('no room for a world', { cause: 'a full disk' }));
  const app = appOf({ ...testContext(), world, report: (error) => reported.push(error) });
  t.teardown(() => app.close());
  const headers = { authorization: 'Bearer verified-admin' };
  const answer = await app.inject({ url: '/api/v1/export?since=0', headers });
  t.strictSame([answer.statusCode, answer.json().response.code], [500, 500]);
  t.equal(answer.headers['x-engage-export-hint'], 'no room for a world');
  t.match(reported, [{ message: 'no room for a world', cause: 'a full disk' }]);
});

t.test('the types name every scenario of the catalogue, and every size', (t) => {
  // @ts-expect-error there is no such size
  const mistyped: ServerOptions = { size: 'tinny' };
  t.equal(mistyped.size, 'tinny');
  t.same([...scenarioNames].sort(), catalogue.map(({ name }) => name).sort());
  t.end();
});

import t from 'tap';
import { scenarioOptionsOf } from '../cli/scenario-flags.ts';
import { worldOptionsOf } from '../cli/world-flags.ts';
import { parseConfig } from '../server/config/index.ts';
import { writtenNames } from '../server/config/session.ts';
import { openExport, startServer } from '../server/index.ts';
import { catalogue, scenarioNames } from '../server/scenarios/index.ts';

/** The flag of each option. */
const flags: Readonly<Record<string, string>> = {
  seed: 'seed',
  size: 'size',
  users: 'users',
  messagesPerDay: 'messages-per-day',
  start: 'start',
  externalNetworks: 'external-networks',
  ids: 'ids',
  attachmentBytes: 'attachment-bytes',
  profile: 'profile',
  now: 'now',
  compression: 'compression',
  haste: 'haste',
};

/** The options whose flag holds a number. */
const NUMBERS = new Set(['users', 'messagesPerDay', 'externalNetworks', 'attachmentBytes', 'haste']);

/** Values that somebody may give, as JSON can hold them, by the form of what is right. */
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
  haste: [1, 1.5, 1000],
};

const server = await startServer({ port: 0 });
t.teardown(() => server.close());

/** Each door: gives one option, and resolves to what it said, without the option's name; undefined when it took it. */
const doors: Readonly<Record<string, (name: string, value: unknown) => Promise<string | undefined>>> = {
  startServer: async (name, value) => {
    try {
      await (await startServer({ port: 0, [name]: value })).close();
      return undefined;
    } catch (error) {
      return saidOf(error, `${name}: `);
    }
  },
  session: async (name, value) => {
    try {
      await (await server.session({ [name]: value })).close();
      return undefined;
    } catch (error) {
      return saidOf(error, `${name}: `);
    }
  },
  openExport: async (name, value) => {
    if (name === 'haste') return doors.session?.(name, value);
    try {
      await openExport({ [name]: value }, { query: 'since=2024-06-01' });
      return undefined;
    } catch (error) {
      return saidOf(error, `${name}: `);
    }
  },
  control: async (name, value) => {
    const body = JSON.stringify({ [writtenOf(name)]: value });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/__admin/sessions`, { method: 'POST', headers, body });
    const { error } = (await answer.json()) as { error?: string };
    return error?.replace(`/${writtenOf(name)}: `, '');
  },
  configuration: async (name, value) => {
    try {
      await parseConfig(JSON.stringify({ session: { [writtenOf(name)]: value } }), 'x.json');
      return undefined;
    } catch (error) {
      return saidOf(error, '')
        .replace(/^x\.json:\d+:\d+: /, '')
        .replace(`/session/${writtenOf(name)}: `, '');
    }
  },
  flag: async (name, value) => {
    const given = { [flags[name] ?? name]: typeof value === 'string' ? value : JSON.stringify(value) };
    try {
      await (name === 'haste' ? scenarioOptionsOf(given, undefined) : worldOptionsOf(given));
      return undefined;
    } catch (error) {
      return saidOf(error, `--${flags[name]}: `);
    }
  },
};

function writtenOf(name: string): string {
  return Object.entries(writtenNames).find(([, spelled]) => spelled === name)?.[0] ?? name;
}

function saidOf(error: unknown, prefix: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

t.test('what one door refuses all refuse, in one sentence', async (t) => {
  for (const name of Object.keys(flags)) {
    for (const value of [...wrong, ...(right[name] ?? [])]) {
      const said: Record<string, string | undefined> = {};
      for (const [door, give] of Object.entries(doors)) {
        // A command line holds texts only, and an empty one is refused as none: a value of another kind is a text there.
        const isNumber = typeof value === 'number' && NUMBERS.has(name);
        const isText = typeof value === 'string' ? value !== '' : isNumber;
        if (door === 'flag' && (!isText || name === 'seed' || String(value).includes('e+'))) continue;
        said[door] = await give(name, value);
      }
      const [first, ...others] = Object.values(said);
      t.ok(
        others.every((one) => one === first),
        `${name}: ${JSON.stringify(value)}: ${JSON.stringify(said)}`,
      );
      const isRight = right[name]?.includes(value) ?? false;
      if (isRight) t.equal(first, undefined, `${name}: ${JSON.stringify(value)} is taken`);
      else if (first !== undefined) t.match(first, /^expected .+, got .+\.( Did you mean ".+"\?)?$/, name);
    }
  }
});

t.test('a program is told of what only a program can give', async (t) => {
  const rows: readonly (readonly [options: object, message: RegExp])[] = [
    [{ users: Number.NaN }, /^users: expected a whole number from 16 to 2000000, got NaN\.$/],
    [{ now: new Date('nonsense') }, /^now: expected a date .* got a Date that is none\.$/],
    [{ now: 10n }, /^now: expected a date/],
    [{ size: Symbol('tiny') }, /^size: expected one of .* got a symbol\.$/],
    [{ haste: 'x' }, /^haste: expected a number from 1 to 1000000, got "x"\.$/],
    [{ siez: 'tiny' }, /^siez: expected a name that is known, got "siez"\. Did you mean "size"\?$/],
    [{ prot: 1 }, /Did you mean "port"\?$/],
    [JSON.parse('{"__proto__": 1, "constructor": 2}'), /expected a name that is known/],
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
    [{ assumptions: { nonsense: 'x' } }, /^assumptions\.nonsense: there is no switch "nonsense"/],
  ];
  for (const [options, message] of rows)
    await t.rejects(startServer({ port: 0, ...options }), {
      name: /OptionsError|ScenarioError|ControlOptionError/,
      message,
    });
  for (const now of [new Date('2024-06-19T12:00:00Z'), '2024-06-19T12:00:00Z', Date.UTC(2024, 5, 19, 12)]) {
    const session = await server.session({ now, size: 'tiny' });
    t.equal(session.clock.now(), Date.UTC(2024, 5, 19, 12));
    await session.close();
  }
  const session = await server.session();
  for (const ms of [Number.NaN, '5', null, Number.POSITIVE_INFINITY, {}])
    t.throws(() => session.clock.advance(ms as number), { name: 'RangeError' });
});

t.test('the types name every scenario of the catalogue', (t) => {
  t.same([...scenarioNames].sort(), catalogue.map(({ name }) => name).sort());
  t.end();
});

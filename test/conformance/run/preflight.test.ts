import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { FunctionClient } from '../../../conformance/client/function-client.ts';
import { attachedClient, readClient } from '../../../conformance/client/read.ts';
import { createRunner } from '../../../conformance/client/runner/create-runner.ts';
import type { ClientDescription } from '../../../conformance/model/client-description.ts';
import { serviceAddress } from '../../../conformance/run/address/service-address.ts';
import { preflight } from '../../../conformance/run/preflight/preflight.ts';
import { runConformance } from '../../../conformance/run-conformance.ts';
import { openSandboxes } from '../../../conformance/sandbox/sandbox.ts';
import { startServer } from '../../../server/index.ts';
import { strictCaller } from '../../helpers/preflight-client.ts';

const program = (name: string) => fileURLToPath(new URL(`../../helpers/clients/${name}.js`, import.meta.url));
const server = await startServer({ size: 'tiny' });
t.teardown(() => server.close());

async function preflightOf(given: ClientDescription | FunctionClient): Promise<readonly string[] | string> {
  const isStrict = 'commands' in given && given.commands.network?.[0] === 'strict';
  const made = isStrict ? { client: given, runner: strictCaller } : await createRunner(given);
  await using runner = made.runner;
  const { signal } = new AbortController();
  await using address = await serviceAddress({ server, client: made.client });
  return await preflight({ server, client: made.client, runner, address, signal }).catch((error: Error) => {
    if (error.name === 'ClientDescriptionError') return error.message;
    throw error;
  });
}

const right = ['--url', '{base_url}', '--key', '{token}', '--since', '{since}', '--out', '{out_dir}'];
const called = (args: readonly string[], more: object = {}) =>
  readClient({ name: 'c', commands: { network: ['strict', ...args] }, ...more });

const as = (what: string) => [...right, '--as', what];
const instead = (from: string, to: string) => right.map((text) => (text === from ? to : text));

t.test('a right description passes the preflight', async (t) => {
  t.same(await preflightOf(called(right)), []);
  t.same(await preflightOf(called(as('code-3'), { exitCodes: { complete: [3] } })), []);
  t.same(openSandboxes(), []);
});

const elsewhere = 'preflight-test-export';
const wrong: [what: string, client: ClientDescription, ...said: RegExp[]][] = [
  [
    'an unknown flag',
    called(instead('--key', '--token')),
    /expected {2}a request for \{base_url\}\/api\/v1\/export/,
    /seen {6}no request; exit code 2, which means failed/,
    /stderr {4}.*Unknown option '--token'/,
    /its usage: compare commands\.network with it\. To skip this trial run, add --no-preflight/,
  ],
  ['a client that does nothing', called(as('silent')), /no request; exit code 0, which means complete/],
  [
    'the null client',
    called([], { commands: { network: [process.execPath, program('null')] } }),
    /No argument in commands\.network contains \{base_url\}: .* ENGAGE_BASE_URL/,
  ],
  [
    'no such program in a shell',
    called([], { commands: { network: ['sh', '-c', 'no-such-client'] } }),
    /exit code 127/,
    /not found|Permission denied/,
    /a program that it cannot find: check commands\.network/,
  ],
  [
    'a client that waits',
    called(as('hang')),
    /no request; still running after 0\.5 s/,
    /Check whether the client waits for input/,
  ],
  [
    'the address of the real service',
    called(as('real')),
    /seen {6}no request; exit code 1, .*; the client names www\.yammer\.com, https:\/\/www\.yammer\.com\n/,
  ],
  [
    'another path',
    called(instead('{base_url}', '{base_url}/api/v2')),
    /seen {6}\/api\/v2\/api\/v1\/export/,
    /add it after \{base_url\} in commands\.network/,
  ],
  [
    'the path twice',
    called(instead('{base_url}', '{base_url}/api/v1/export')),
    /pass \{base_url\} without a path/,
  ],
  [
    'no token',
    called(right.filter((text) => text !== '--key' && text !== '{token}')),
    /seen {6}no Authorization header; the response is 401/,
    /No argument in commands\.network contains \{token\}/,
  ],
  ['another token', called(instead('{token}', 'mine-mine-mine')), /seen {6}Authorization: Bearer min/],
  ['another header', called(as('x-key')), /no Authorization header, but the header x-api-key/],
  [
    'no since',
    called(right.filter((text) => text !== '--since' && text !== '{since}')),
    /since=2024-06-18T09:30:00\+00:00/,
    /seen {6}no parameter since/,
  ],
  [
    'another since',
    called(instead('{since}', '2020-01-01')),
    /seen {6}since=2020-01-01, which means 2020-01-01T00:00:00\.000Z/,
  ],
  ['a word as since', called(instead('{since}', 'yesterday')), /seen {6}since=yesterday/],
  [
    'another folder',
    called(instead('{out_dir}', elsewhere)),
    /no file there, but preflight-test-export in the working folder of the kit/,
    /No argument .* contains \{out_dir\}/,
  ],
  [
    'the state folder',
    called([...as('in-state'), '--state', '{state_dir}']),
    /no file there, but export\.zip in \{state_dir\}/,
  ],
  [
    'a database in the output folder',
    called(as('db')),
    /seen {6}only rows\.sqlite\n/,
    /seems to keep the rows in a database \(rows\.sqlite\).* Add "dump" to the description/,
  ],
  [
    'a database in the state folder',
    called([...as('db-in-state'), '--state', '{state_dir}']),
    /no file there, but rows\.sqlite in \{state_dir\}/,
    /Add "dump" to the description: a command that writes all rows to \{out_dir\}/,
  ],
  [
    'another output form',
    called(as('csv')),
    /a ZIP in \{out_dir\}/,
    /seen {6}the files of an export/,
    /set "output": "files"/,
  ],
  [
    'another exit code',
    called(as('code-3')),
    /exit code 3, which means failed/,
    /add it to exitCodes\.complete/,
  ],
];

t.test('a wrong description stops the run, with advice', async (t) => {
  t.teardown(() => rm(elsewhere, { recursive: true, force: true }));
  for (const [what, client, ...said] of wrong) {
    const message = await preflightOf(client);
    if (typeof message !== 'string') throw new Error(`${what}: expected to be stopped, got ${message}`);
    for (const pattern of said) t.match(message, pattern, what);
    t.notMatch(message, /verified-admin~/, 'no token is shown');
  }
  t.same(openSandboxes(), []);
});

t.test('a mistake of the client is a warning, and the cases judge it', async (t) => {
  const doubtful: [client: ClientDescription, said: RegExp][] = [
    [called(as('code-1')), /exit code 1, which means failed/],
    [
      called(as('keeps-nothing')),
      /expected a ZIP in \{out_dir\}, because the client ended with: exit code 0, .* seen: no file there.* If the client keeps the rows in a database, add "dump"/,
    ],
    [
      called(as('db'), { output: 'rows', dump: ['true'] }),
      /seen: only rows\.sqlite\. Check the command in dump: it must write all rows/,
    ],
    [
      called(as('db'), { output: 'rows', dump: ['false'] }),
      /seen: The dump command ended with exit code 1\. Check the command in dump/,
    ],
    [called(as('zone')), /seen: since=2024-06-18T11:30:00\.000Z/],
    [called(as('part')), /seen: only export\.zip\.part\. Write a \.zip/],
    [
      called(as('other-name'), { output: 'files' }),
      /seen: only rows-1\. Put the name of its CSV into that of each file or of a folder for it: Users\.csv/,
    ],
    [called(as('stays')), /still running after 0\.5 s/],
  ];
  for (const [client, said] of doubtful) {
    const warnings = await preflightOf(client);
    t.equal(warnings.length, 1);
    t.match(String(warnings), said);
  }
});

t.test('the other modes have a preflight too, except functions', async (t) => {
  const silent = readClient({
    name: 'c',
    mode: 'json-lines',
    serve: [process.execPath, program('json-lines')],
    operations: ['network'],
  });
  t.match(await preflightOf(silent), /answered in a way .* expected an "outcome"/);
  t.match(
    await preflightOf({ ...silent, serve: [process.execPath, program('null')] }),
    /ended with exit code 0 before/,
  );
  t.same(await preflightOf({ name: 'f', run: async () => 'complete' }), []);
  t.same(attachedClient('by hand').mode, 'attached');
});

t.test('a long-running process is judged like every client', async (t) => {
  const client = readClient({
    name: 'c',
    mode: 'json-lines',
    serve: [process.execPath, program('staying')],
    operations: ['network'],
  });
  const only = ['request.since', 'request.until', 'errors.status-500'];
  const { cases } = await runConformance({ client, only, parallel: 2 });
  const verdicts = new Map(cases.flatMap(({ checks }) => checks.map(({ id, verdict }) => [id, verdict])));
  t.equal(verdicts.get('request.since/keeps-the-export'), 'passed');
  t.equal(
    verdicts.get('request.since/leaves-no-process'),
    'unsupported',
    'a long-running process is not judged',
  );
  t.equal(verdicts.get('request.until/says-how-it-ended'), 'unsupported');
  t.equal(verdicts.get('errors.status-500/says-how-it-ended'), 'passed');
  t.same(openSandboxes(), []);
});

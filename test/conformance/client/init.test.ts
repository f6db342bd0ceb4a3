import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { draftClient } from '../../../conformance/client/draft.ts';
import { literalAddressIn } from '../../../conformance/client/literal-address.ts';
import { readClient } from '../../../conformance/client/read.ts';
import { folder, run } from '../../helpers/run-cli.ts';

const words = (text: string): string[] => text.split(' ');

/** A sample, the command that is made of it, and the arguments of its options. */
const samples: [sample: string, operation: string, command: string, options: Record<string, string>][] = [
  [
    'node my-client.js --url http://example.com/ --token abc --since 2024-06-01T00:00:00Z --out ./exports',
    'network',
    'node my-client.js --url {base_url}/ --token {token} --since {since} --out {out_dir}',
    {},
  ],
  [
    './c --url=https://www.yammer.com/api/v1 --since=2024-06-01 --until=2024-06-02 --model=User --model Message --include csv --include-ens --verbose -o out/export.zip',
    'network',
    './c --url={base_url}/api/v1 --since={since} {options} --verbose -o {out_dir}/export.zip',
    {
      until: '--until={until}',
      model: '--model={model}',
      include: '--include {include}',
      include_ens: '--include-ens',
    },
  ],
  [
    'python -m client http://h:80/s/x eyJa.bcdef.gh 2024-06-01 2024-06-02 /tmp/exports',
    'network',
    'python -m client {base_url} {token} {since} {options} {out_dir}',
    { until: '{until}' },
  ],
  [
    'java -jar c.jar --endpoint http://h --state-file ./state/last.json --output ./o --exclude-files true',
    'resume',
    'java -jar c.jar --endpoint {base_url} --state-file {state_dir}/last.json --output {out_dir} {options}',
    { exclude_files: '--exclude-files {exclude_files}' },
  ],
  [
    'c http://h/api/v1/export/users/1 --user 17 -o x',
    'user',
    'c {base_url}/api/v1/export/users/1 --user {user_id} -o {out_dir}',
    {},
  ],
  [
    'c http://h/api/v1/export?since=2024-06-01&access_token=sesame-open --log sesame-open.txt --key sesame-open',
    'network',
    'c {base_url}/api/v1/export?since={since}&access_token={token} --log {token}.txt --key {token}',
    {},
  ],
  [
    'c --from 7d --to 2024-06-02 --network home',
    'network',
    'c --from 7d {options}',
    { until: '--to {until}', network: '--network {network}' },
  ],
];

t.test('a sample command becomes a description that means the same', async (t) => {
  for (const [sample, operation, command, options] of samples) {
    const { client, understood } = draftClient(words(sample));
    t.equal(Object.keys(client)[0], '$schema');
    const read = readClient(client);
    t.same(read.commands, { [operation]: words(command) }, sample);
    t.same(
      read.options,
      Object.fromEntries(Object.entries(options).map(([name, args]) => [name, words(args)])),
    );
    t.ok(understood.length > 0);
    t.notMatch(JSON.stringify([client, understood]), /sesame|eyJa/, 'no token is kept');
  }
  const bearer = draftClient(['c', '-H', 'Authorization: Bearer abcdef', '--h=Accept: x']);
  t.same(bearer.client.commands, { network: ['c', '-H', 'Authorization: Bearer {token}', '--h=Accept: x'] });
});

t.test('what was understood and what was not is said', async (t) => {
  const { understood, notes } = draftClient(words('node c.js --since 7d --token abcdef --model User,Group'));
  t.same(understood, [
    ['node', 'the program'],
    ['c.js', 'unchanged'],
    ['--since 7d', 'unchanged'],
    ['--token {token}', 'the token: --token {token}'],
    ['--model User,Group', 'the option model: --model {model}'],
  ]);
  const said = notes.join('\n');
  for (const pattern of [
    /--since seems to be the beginning of the window, but its value does not look like one/,
    /--model has several values in the sample; the kit repeats it for each value/,
    /Nothing in the sample is the base URL of the service: add \{base_url\} to the command, or .* ENGAGE_BASE_URL/,
    /A token among the arguments can be seen by everybody on the machine; ENGAGE_TOKEN/,
    /add to options: until, include, network, include_ens, exclude_files/,
  ])
    t.match(said, pattern);
  t.throws(() => draftClient([]), { message: /expected a working command, got none/ });
  t.throws(() => draftClient(['node c.js --x']), {
    message: /expected the program and its arguments as separate words/,
  });
});

t.test('an address of the service in the source proposes the proxy', async (t) => {
  const place = t.testdir({
    'e.sh': 'curl -o "$1/e.zip" https://export.yammer.com/api/v1/export\n',
    'o.sh': 'curl https://www.yammer.com.example.org/ http://www.yammer.com/\n',
  });
  const literal = await literalAddressIn(['sh', join(place, 'none.sh'), place, join(place, 'e.sh')]);
  t.same(literal, { file: join(place, 'e.sh'), address: 'https://export.yammer.com' });
  t.equal(await literalAddressIn(['sh', join(place, 'o.sh')]), undefined, 'another host, and no HTTPS');
  const argv = ['sh', 'e.sh', '--token', 'abcdef', '--out', 'x', '--since', '2024-06-01'];
  const { client, notes } = draftClient(argv, literal);
  t.equal(readClient(client).address, 'proxy');
  t.match(notes.join('\n'), /e\.sh holds https:\/\/export\.yammer\.com: .* set "address" to "hosts"/);
  t.notMatch(notes.join('\n'), /base URL/);
  const given = draftClient([...argv, '--url', 'https://www.yammer.com'], literal);
  t.equal(readClient(given.client).address, 'base-url', 'an argument can be replaced');
});

t.test('init writes a file once', async (t) => {
  const file = join(await folder(t), 'client.json');
  const args = ['init', '-o', file, '--', ...words('node c.js --url http://h --token abcdef --out x')];
  const first = await run(t, args);
  t.match(first, { code: 0, stdout: /^Wrote .*\n {2}node {13,}the program\n {2}c\.js/ });
  const text = await readFile(file, 'utf8');
  t.equal(readClient(JSON.parse(text)).name, 'c');
  const second = await run(t, args);
  t.match(second, { code: 2, stderr: /already exists: use --force/ });
  t.equal(await readFile(file, 'utf8'), text);
});

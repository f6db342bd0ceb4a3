import { parse } from 'csv-parse/sync';
import t, { type Test } from 'tap';
import { fileByKey, fileByName, type NetworkProfile } from '../../../schemas/index.ts';
import { openExport, type RunningServer, startServer } from '../../../server/index.ts';
import { unzip } from '../../helpers/unzip.ts';

/** The number of links that each network is tested with. */
const LINKS = 1000;
const NOW = '2024-06-30T12:00:00Z';
const headers = { authorization: 'Bearer verified-admin' };

interface Link {
  readonly address: string;
  /** The column with its file, such as `Messages.api_url`. */
  readonly column: string;
  /** True if this row, or another one with the same address, says that its thing was deleted. */
  readonly deleted: boolean;
}

/** The links in the columns of addresses of an export. */
async function linksIn(server: RunningServer, profile: NetworkProfile): Promise<readonly Link[]> {
  const response = await fetch(`${server.url}/api/v1/export?since=0&include=csv&include_ens=true`, {
    headers,
  });
  const links: Link[] = [];
  for (const [member, text] of await unzip(Buffer.from(await response.arrayBuffer()))) {
    const file = member.replace(/^.*\//, '');
    const key = file.endsWith('.csv') ? fileByName(profile, file) : undefined;
    if (key === undefined) continue;
    const { columns } = fileByKey(key);
    const names = Object.keys(columns).filter((name) => columns[name]?.kind === 'url');
    for (const row of parse(String(text), { columns: true }) as Record<string, string>[]) {
      const deleted = (row.deleted_at ?? '') !== '' || row.deleted === 'true';
      for (const name of names) {
        const address = row[name] ?? '';
        if (address !== '') links.push({ address, column: `${key}.${name}`, deleted });
      }
    }
  }
  // An older version of a message does not say that the message was deleted later.
  const gone = new Set(links.filter(({ deleted }) => deleted).map(({ address }) => pathOf(address)));
  return links.map((link) => ({ ...link, deleted: gone.has(pathOf(link.address)) }));
}

function pathOf(address: string): string {
  return address.split('?', 1)[0] ?? address;
}

/** A sample of a list: the same one every time, with all columns among it. */
function sampleOf(links: readonly Link[], count: number): readonly Link[] {
  const step = Math.max(1, links.length / count);
  const spread = Array.from(
    { length: Math.min(count, links.length) },
    (_, at) => links[Math.floor(at * step)],
  );
  const firsts = new Map(links.map((link) => [link.column, link])).values();
  return [...firsts, ...spread].filter((link) => link !== undefined).slice(0, count);
}

async function resolves(t: Test, server: RunningServer, links: readonly Link[]): Promise<void> {
  const wrong: string[] = [];
  for (const { address, column, deleted } of links) {
    const response = await fetch(sized(address), { headers });
    const body = await response.arrayBuffer();
    // A picture does not tell whose it is.
    const expected = deleted && !address.includes('/images/') ? 404 : 200;
    if (response.status !== expected || body.byteLength === 0)
      wrong.push(`${column} ${address}: ${response.status}, expected ${expected}`);
  }
  t.same(wrong, []);
  t.equal((await server.requests({ limit: 1 })).length, 1);
}

/** The address of a picture of some size. */
function sized(address: string): string {
  return address.replace('{width}', '40').replace('{height}', '30');
}

for (const options of [
  { ids: 'current', profile: 'current' },
  { ids: 'small', profile: 'current' },
  { ids: 'large', profile: 'legacy' },
  { ids: 'current', profile: '2018' },
] as const) {
  t.test(`the links of an export resolve: ${JSON.stringify(options)}`, async (t) => {
    const server = await startServer({ size: 'tiny', seed: '7', now: NOW, links: 'mock', ...options });
    t.teardown(() => server.close());
    const links = await linksIn(server, options.profile);
    t.same(
      links.filter(({ address }) => !address.startsWith(`${server.url}/`)),
      [],
      'every address is of the mock',
    );
    t.ok(links.length >= LINKS || options.profile === '2018', `${links.length} links`);
    await resolves(t, server, sampleOf(links, options.profile === 'current' ? LINKS : LINKS / 4));
  });
}

t.test('an export without a server leads to the usual address of one', async (t) => {
  for (const [links, base] of [
    ['mock', 'http://127.0.0.1:4010'],
    ['http://mock:4010/base/', 'http://mock:4010/base'],
    ['service', 'https://www.yammer.com'],
  ] as const) {
    const opened = await openExport(
      { size: 'tiny', seed: '7', now: NOW, links },
      { query: 'since=0&model=Group' },
    );
    if (opened.refused) return t.fail(opened.hint);
    const parts: Buffer[] = [];
    for await (const part of opened.bytes) parts.push(part);
    const text = String((await unzip(Buffer.concat(parts))).get('Groups.csv'));
    const groups = parse(text, { columns: true }) as Record<string, string>[];
    t.ok(groups.length > 0);
    for (const { id, api_url } of groups) t.equal(api_url, `${base}/api/v1/groups/${id}`);
  }
});

t.test('a picture is a PNG of the size in its address, and needs no token', async (t) => {
  const server = await startServer({ size: 'tiny', seed: '7', now: NOW, links: 'mock' });
  t.teardown(() => server.close());
  const user = await (await fetch(`${server.url}/api/v1/users.json?num_per_page=50`, { headers })).json();
  const [template] = (user as { mugshot_url_template: string | null }[]).flatMap(
    ({ mugshot_url_template }) => mugshot_url_template ?? [],
  );
  const at = (width: number, height: number, method = 'GET') =>
    fetch((template ?? '').replace('{width}', `${width}`).replace('{height}', `${height}`), { method });
  const response = await at(64, 48);
  const bytes = Buffer.from(await response.arrayBuffer());
  t.equal(response.headers.get('content-type'), 'image/png');
  t.equal(bytes.length, Number(response.headers.get('content-length')));
  t.same([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [64, 48]);
  t.ok(Buffer.from(await (await at(64, 48)).arrayBuffer()).equals(bytes), 'the same every time');
  t.equal((await at(64, 48, 'HEAD')).status, 200);
  t.equal((await at(0, 48)).status, 404);
  t.equal((await at(2049, 48)).status, 404);
  t.equal((await at(64, 48, 'POST')).status, 405);
});

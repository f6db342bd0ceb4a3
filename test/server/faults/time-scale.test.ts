import { parse } from 'csv-parse/sync';
import t, { type Test } from 'tap';
import { worldOptions } from '../../../generators/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../schemas/durations.ts';
import { openExport } from '../../../server/index.ts';
import { catalogue, scenarioByName } from '../../../server/scenarios/index.ts';
import { NOW, serveSessions, tiny, userOf } from '../../helpers/serve.ts';
import { unzip } from '../../helpers/unzip.ts';
import { look, type Seen } from '../../helpers/wire.ts';

const QUERY = 'since=0&include=csv';
const { port, sessions } = await serveSessions(t);

/** The clock of a response, from the name of its download. */
function clockOf(seen: Seen): number {
  return Number(/export-(\d+)\.zip/.exec(seen.headers['content-disposition'] ?? '')?.[1]);
}

/** The export that a server with a fixed clock `now` sends of a network that started at `begun`. */
async function exportAt(now: number, begun: number): Promise<Buffer> {
  const { start } = worldOptions({ size: 'tiny', seed: '7' }, begun);
  const opened = await openExport({ ...tiny, now, start }, { query: QUERY });
  if (opened.refused) throw new Error(`expected an export, got ${opened.status}: ${opened.hint}`);
  const parts: Buffer[] = [];
  for await (const part of opened.bytes) parts.push(part);
  return Buffer.concat(parts);
}

/** The time at each request, and the time at which the network started. */
const clocks: Readonly<Record<string, { readonly shows: readonly number[]; readonly begun?: number }>> = {
  'clock-moves': { shows: [NOW, NOW + HOUR_MS, NOW + 2 * HOUR_MS] },
  'clock-moves-back': { shows: [NOW, NOW - 10 * MINUTE_MS, NOW - 20 * MINUTE_MS] },
  'late-edits': { shows: [NOW, NOW + 3 * DAY_MS, NOW + 6 * DAY_MS] },
  'leap-day': from(Date.UTC(2024, 1, 29, 12), DAY_MS),
  'dst-begins': from(Date.UTC(2024, 2, 31, 0, 30), HOUR_MS),
  'dst-ends': from(Date.UTC(2024, 9, 27, 0, 30), HOUR_MS),
  'client-clock-ahead': { shows: [NOW - 2 * HOUR_MS, NOW - 2 * HOUR_MS] },
  'client-clock-behind': { shows: [NOW + 2 * HOUR_MS, NOW + 2 * HOUR_MS] },
};

function from(begun: number, step: number) {
  return { begun, shows: [begun, begun + step, begun + 2 * step] };
}

async function exportsIn(name: string, requests: number): Promise<Seen[]> {
  const { session } = await sessions.open({ ...tiny, scenario: scenarioByName(name) });
  const all: Seen[] = [];
  for (let n = 0; n < requests; n++) all.push(await look(port, `/s/${session.id}/api/v1/export?${QUERY}`));
  return all;
}

t.test('a time scenario exports the network at its clock, without other differences', async (t) => {
  const named = catalogue.filter(({ area }) => area === 'time').map(({ name }) => name);
  t.same(
    [...Object.keys(clocks), 'window-seam', 'until-at-midnight'].sort(),
    named.sort(),
    'each scenario has an expectation',
  );
  for (const [name, { shows, begun = NOW }] of Object.entries(clocks)) {
    const seen = await exportsIn(name, shows.length);
    t.same(seen.map(clockOf), shows, `${name}: clocks`);
    for (const [index, now] of shows.entries()) {
      t.ok(seen[index]?.body.equals(await exportAt(now, begun)), `${name}: export ${index + 1}`);
    }
  }
});

t.test('in until-at-midnight a window ends at midnight, and the export of a user is complete', async (t) => {
  const { session } = await sessions.open({ ...tiny, scenario: scenarioByName('until-at-midnight') });
  const ask = (base: string, query: string) => look(port, `${base}/api/v1/export${query}`);
  const inScenario = (query: string) => ask(`/s/${session.id}`, query);
  const plain = (query: string) => ask('', `${query}&access_token=verified-admin`);
  const windows: [query: string, same: string][] = [
    ['?since=0&until=2024-06-20T23:30:00Z', '?since=0&until=2024-06-20'],
    ['?since=0&until=2024-06-20T01:00:00%2B02:00', '?since=0&until=2024-06-20'],
    ['?since=0&until=2024-06-20', '?since=0&until=2024-06-20'],
    ['?since=0', `?since=0&until=${new Date(NOW).toISOString().slice(0, 10)}`],
  ];
  for (const [query, same] of windows) {
    const [seen, wanted] = [await inScenario(query), await plain(same)];
    t.equal(seen.status, 200, query);
    t.ok(seen.body.equals(wanted.body), `${query} is ${same}`);
    if (query !== same) t.notOk(seen.body.equals((await plain(query)).body), `${query} lacks the last day`);
  }
  const hour = await inScenario('?since=2024-06-20T03:00:00Z&until=2024-06-20T04:00:00Z');
  t.equal(hour.status, 400, 'a window within a day ends before it begins');
  const user = `/users/${userOf('active')}?model=Message`;
  t.ok((await inScenario(user)).body.equals((await plain(user)).body), 'a user');
});

t.test('a service with a wrong clock sends it in its Date header', async (t) => {
  for (const [name, hours] of [
    ['client-clock-ahead', -2],
    ['client-clock-behind', 2],
  ] as const) {
    const [seen] = await exportsIn(name, 1);
    t.equal(Date.parse(seen?.headers.date ?? ''), NOW + hours * HOUR_MS, name);
  }
});

/** Times in a text that are close to the clock of this machine: HTTP dates, ISO 8601, Unix time. */
function machineTimes(text: string): readonly string[] {
  const found = text.match(
    /[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})|(?<!\d)\d{13}(?!\d)|(?<!\d)\d{10}(?!\d)/g,
  );
  const at = (one: string) => (/^\d+$/.test(one) ? Number(one.padEnd(13, '0')) : Date.parse(one));
  return (found ?? []).filter((one) => Math.abs(at(one) - Date.now()) < 400 * DAY_MS);
}

t.test('responses of all scenarios contain only times of their session', async (t) => {
  const waiting = catalogue.map(({ name }) => name);
  const dated = { answers: 0 };
  const work = async (): Promise<void> => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const { session } = await sessions.open({
        ...tiny,
        scenario: scenarioByName(name),
        timeScale: 1_000_000,
      });
      for (const query of [`${QUERY}&model=Network`, 'since=nothing']) {
        const seen = await look(port, `/s/${session.id}/api/v1/export?${query}`);
        const body = seen.headers['content-type']?.includes('zip') ? '' : seen.body.toString('latin1');
        // The random digits of an id may look like a time.
        const text = `${seen.head}${body}`.replaceAll(session.id, 'id');
        t.same(machineTimes(text), [], `${name}: ${query}`);
        if (seen.headers.date !== undefined) dated.answers += 1;
      }
      sessions.close(session.id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  t.ok(dated.answers > catalogue.length);
  for (const path of [
    '/',
    '/openapi.json',
    '/schemas/',
    '/api/v1/nothing',
    '/__admin/info',
    '/__admin/nothing',
  ]) {
    const { head } = await look(port, path);
    t.match(head, /^date: Wed, 19 Jun 2024|^date: .* 2024 /im, path);
  }
});

t.test('late edits repeat messages of an earlier window', async (t) => {
  const seen = await exportsIn('late-edits', 8);
  const states = await Promise.all(seen.map(({ body }) => messagesOf(t, body)));
  const edited = states.slice(1).flatMap((rows, index) => {
    const known = new Map(states[index]?.map(({ id, created_at }) => [id, created_at]));
    const again = rows.filter(({ id, created_at }) => known.has(id) && known.get(id) !== created_at);
    return again.map(({ created_at = '' }) => Date.parse(created_at) > clockOf(seen[index] as Seen));
  });
  t.ok(edited.length > 0, 'a message has a new time');
  t.ok(edited.every(Boolean), 'the new time is after the export before it');
});

t.test('in window-seam the clock equals the millisecond of a row in the window', async (t) => {
  for (const seen of await exportsIn('window-seam', 3)) {
    const versions = await messagesOf(t, seen.body, 'MessageVersions.csv');
    const latest = Math.max(...versions.map(({ created_at = '' }) => Date.parse(created_at)));
    t.equal(latest, clockOf(seen));
  }
});

async function messagesOf(t: Test, zip: Buffer, member = 'Messages.csv'): Promise<Record<string, string>[]> {
  const csv = (await unzip(zip)).get(member);
  t.ok(csv, `${member} exists`);
  return parse(csv ?? '', { columns: true });
}

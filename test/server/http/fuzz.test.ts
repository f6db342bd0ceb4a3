import type { AddressInfo } from 'node:net';
import t from 'tap';
import { listedNetworkModels, listedUserModels } from '../../../schemas/index.ts';
import { type Answer, type Asked, pipeline } from '../../helpers/raw-http.ts';
import { appOf, NOW, testContext, tiny } from '../../helpers/serve.ts';
import { unzip } from '../../helpers/unzip.ts';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 10_000);
/** The number of requests over one connection. */
const AT_ONCE = 500;
/** Another seed makes another run; a failure message contains the seed. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_240_630);

/** Pseudorandom numbers from 0 to 1, the same for each seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(SEED);
const below = (count: number): number => Math.floor(random() * count);
const pick = <T>(choices: readonly [T, ...T[]] | readonly T[]): T => choices[below(choices.length)] as T;
const chance = (part: number): boolean => random() < part;

/** All characters that a request line can contain: printable ones, escapes, separators, broken ones. */
const CHARACTERS = [
  ...'abcXYZ019-_.~:/?#[]@!$&\'()*+,;=%"<>\\^`{|}',
  '%00',
  '%0d%0a',
  '%zz',
  '%',
  '%ff',
  '%F0%9F%98%80',
  '%2B',
  '%25',
];
const junk = (most = 12): string => Array.from({ length: below(most) }, () => pick(CHARACTERS)).join('');

/**
 * A date in one of many forms, valid or not; valid ones are close to the clock, so that windows are small.
 */
function date(): string {
  const iso = new Date(NOW - below(3_600_000)).toISOString();
  return pick<() => string>([
    () => iso,
    () => iso.replace('Z', '+00:00'),
    () => iso.replace('Z', '%2B0000'),
    () => iso.replace('Z', '-0000'),
    () => iso.slice(0, below(iso.length)),
    () => `${iso}${junk(4)}`,
    () => '9999-12-31',
    () => '2021-02-30',
    () => junk(),
    () => '',
  ])();
}

const models = [...listedNetworkModels('current'), ...listedUserModels()];
const model = (): string =>
  chance(0.8) ? pick(models) : pick([`${pick(models)}x`, pick(models).toUpperCase(), junk(), '']);

const parameters: readonly (() => string)[] = [
  () => `since=${date()}`,
  () => `until=${date()}`,
  () => `model=${model()}`,
  () => `include=${pick(['csv', 'CSV', 'all', 'All', '', junk()])}`,
  () => `include_ens=${pick(['true', 'false', '', junk()])}`,
  () => `network=${chance(0.5) ? home.id : junk()}`,
  () => `exclude_files=${pick(['true', 'FALSE', '', junk()])}`,
  () => `access_token=${pick(['verified-admin', 'not-admin', junk()])}`,
  () => pick(['since', 'until', 'model', 'include', 'network', '__proto__=1', 'constructor', 'toString=x']),
  () => `${junk()}=${junk()}`,
  () => junk(30),
];

function target(): string {
  const id = pick([user, user, '1', '0', '-1', `${junk()}`, '9'.repeat(below(200)), `%3${below(10)}`]);
  const path = pick([
    '/api/v1/export',
    '/api/v1/export',
    '/api/v1/export',
    `/api/v1/export/users/${id}`,
    `/api/v1/export/users/${id}`,
    `/${junk()}`,
    `/api/${junk()}`,
    `/api/v1/export${junk()}`,
    '/__admin/health',
    `/schemas/${junk()}`,
  ]);
  const query = Array.from({ length: below(6) }, () => pick(parameters)()).join('&');
  return query === '' ? path : `${path}?${query}`;
}

/**
 * Many user ids and dates are valid, and an export costs a hundred times as much as an error: HEAD tests the
 * same parameters.
 */
function methodFor(url: string): string {
  if (chance(0.1)) return pick(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);
  const likely = url.includes(`users/${user}`) || /export\?.*since=20/.test(url);
  return likely && chance(0.9) ? 'HEAD' : 'GET';
}

function headers(): Record<string, string> {
  const value = pick([
    'Bearer verified-admin',
    'Bearer verified-admin',
    'bearer verified-admin',
    'Bearer not-admin',
    'Bearer expired',
    `Bearer ${pick(['', ' ', 'x', 'verified-admin~', '\u00e9', '\t'])}`,
    'Basic abc',
  ]);
  return chance(0.9)
    ? { host: pick(['localhost', 'evil.example', '[::1]:1']), authorization: value }
    : { host: 'x' };
}

function anyRequest(): Asked {
  const url = target();
  return { method: methodFor(url), target: url, headers: headers() };
}

const wrong: string[] = [];
const context = testContext({
  ...tiny,
  externalNetworks: 1,
  attachmentBytes: 100,
  onError: (error) => wrong.push(String(error)),
});
const [home] = (await context.world()).networks;
const user = home.sampleUsers(NOW).find(({ state }) => state === 'active')?.id ?? '';
const statuses = new Set([200, 400, 401, 403, 404, 405]);

t.test(`${REQUESTS} requests of every kind get a response of the protocol (seed ${SEED})`, async (t) => {
  const app = appOf(context);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  t.teardown(() => app.close());
  const seen = new Map<number, number>();
  for (let done = 0; done < REQUESTS; done += AT_ONCE) {
    const requests = Array.from({ length: AT_ONCE }, anyRequest);
    const answers = await pipeline(port, requests);
    for (const [index, answer] of answers.entries()) {
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      const fault = await faultOf(requests[index] as Asked, answer);
      if (fault !== '') wrong.push(`${fault}: ${answer.status} ${JSON.stringify(requests[index])}`);
    }
  }
  t.strictSame(wrong, []);
  t.strictSame([...seen.keys()].sort(), [...statuses], 'every status was among them');
  t.comment(Object.fromEntries(seen));
});

/** The fault of a response; `''` when there is none. */
async function faultOf({ method }: Asked, { status, head, body }: Answer): Promise<string> {
  if (!statuses.has(status)) return 'a status that the protocol does not have';
  if (/FST_|ERR_|"statusCode"|node_modules/.test(body.toString('latin1'))) return 'it speaks of the inside';
  const hint = /^x-engage-export-hint: (.*)\r$/im.exec(head)?.[1];
  if (hint !== undefined && !/^[\x20-\x7e]{1,303}$/.test(hint)) return 'a hint that is no header';
  if (method === 'HEAD' || !/application\/zip/.test(head)) return '';
  return unzip(body).then(
    () => '',
    (error: unknown) => String(error),
  );
}

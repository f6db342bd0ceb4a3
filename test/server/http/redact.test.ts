import { connect } from 'node:net';
import t from 'tap';
import { redactHeader, redactTarget, redactText } from '../../../server/http/redact.ts';
import { startServer } from '../../../server/index.ts';
import fc from '../../helpers/properties.ts';

const lines: string[] = [];
const server = await startServer({ size: 'tiny', port: 0, onAccess: (line) => lines.push(line) });
t.teardown(() => server.close());
const EXPORT = '/api/v1/export';

const NAMES = [
  'access_token',
  'refresh_token',
  'id_token',
  'api_key',
  'api-key',
  'apikey',
  'client_secret',
  'secret',
  'password',
  'passwd',
  'pwd',
  'jwt',
  'authorization',
  'x-api-key',
  'my-token',
  'a-jwt',
  'x-security',
  'signature',
  'access_token[]',
  'ACCESS_TOKEN',
  '%61ccess_token',
];
const HEADERS = [
  'Authorization',
  'Proxy-Authorization',
  'Cookie',
  'Authorisation',
  'X-Api-Key',
  'X-Auth-Token',
  'X-Amz-Security',
  'X-Jwt',
  'Api-Key',
  'X-Secret',
];

/** The places of a request that may contain a secret. */
const places: readonly ((
  secret: string,
  name: string,
  header: string,
) => { readonly target: string; readonly headers?: readonly string[] })[] = [
  (secret, name) => ({ target: `${EXPORT}?${name}=${secret}` }),
  (secret, name) => ({ target: `${EXPORT}?since=2024-06-01&${name}=${secret}&${name}=${secret}&model=User` }),
  (secret, name) => ({ target: `${EXPORT};${name}=${secret}?since=0` }),
  (secret, name) => ({ target: `${EXPORT}/users/1;${name}=${secret}/x` }),
  (secret, name) => ({ target: `${EXPORT}?since=0#${name}=${secret}` }),
  (secret) => ({ target: `${EXPORT}?next=https://user:${secret}@example.org/x` }),
  (secret) => ({ target: `${EXPORT}?since=Bearer%20${secret}` }),
  (secret) => ({ target: `http://user:${secret}@127.0.0.1:${server.port}${EXPORT}` }),
  (secret, name) => ({ target: `/nowhere/${name}=${secret}` }),
  (secret, name) => ({ target: `/s/0123456789abcdef${EXPORT}?${name}=${secret}` }),
  (secret, _, header) => ({ target: EXPORT, headers: [`${header}: ${secret}`] }),
  (secret, _, header) => ({
    target: EXPORT,
    headers: [`${header}: Bearer ${secret}`, `${header}: ${secret}`],
  }),
  (secret) => ({ target: EXPORT, headers: [`X-Note: Bearer ${secret}`] }),
  (secret) => ({ target: EXPORT, headers: [`X-Note: Bearer scope=${secret}`] }),
  (secret) => ({ target: EXPORT, headers: [`Authorization: Bearer verified-admin~${secret}`] }),
  (secret) => ({
    target: EXPORT,
    headers: [`Referer: https://me:${secret}@example.org/?access_token=${secret}`],
  }),
];

/** Sends a request unchanged and reads the response. */
function send(target: string, headers: readonly string[] = []): Promise<string> {
  const text = [
    `GET ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${server.port}`,
    'Connection: close',
    ...headers,
    '',
    '',
  ].join('\r\n');
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    let came = '';
    socket.on('data', (part) => {
      came += part.toString('latin1');
    });
    socket.on('close', () => resolve(came)).on('error', () => {});
  });
}

t.test('a secret in any place of a request is never shown', async (t) => {
  const place = fc.record({
    secret: fc.stringMatching(/^[a-zA-Z0-9_]{6,20}$/).map((text) => `Zq${text}7x`),
    wrap: fc.constantFrom('$', '{$}', '<$>'.replace('<', '%3C').replace('>', '%3E'), '$$'),
    at: fc.nat({ max: places.length - 1 }),
    name: fc.constantFrom(...NAMES),
    header: fc.constantFrom(...HEADERS),
  });
  await fc.assert(
    fc.asyncProperty(place, async ({ secret, wrap, at, name, header }) => {
      const { target = '', headers } =
        places[at]?.(
          wrap.replace('$', () => secret),
          name,
          header,
        ) ?? {};
      await send(target, headers);
      const shown = [
        lines.join('\n'),
        JSON.stringify(await server.requests()),
        await (await fetch(`${server.url}/__admin/requests`)).text(),
        await (await fetch(`${server.url}/__admin/requests?format=har`)).text(),
      ];
      const found = shown.findIndex((text) => text.includes(secret));
      if (found !== -1)
        throw new Error(
          `${target} ${headers}: in ${['the log', 'the library', 'the journal', 'the HAR'][found]}`,
        );
      await fetch(`${server.url}/__admin/reset`, { method: 'POST' });
      lines.length = 0;
    }),
    { numRuns: 250, seed: 7 },
  );
  t.pass('in no log, journal or HAR');
});

t.test('a text without a secret is unchanged', (t) => {
  for (const target of [
    `${EXPORT}?since=2024-06-01T00:00:00%2B02:00&model=User&include=csv`,
    '/monkey=1',
    `${EXPORT}?keyboard=1&monkeys=3`,
  ])
    t.equal(redactTarget(target), target);
  t.equal(redactHeader('User-Agent', 'Token Exporter/1.0 (a browser)'), 'Token Exporter/1.0 (a browser)');
  t.equal(redactHeader('WWW-Authenticate', 'Bearer realm="yammer"'), 'Bearer realm="yammer"');
  t.equal(redactHeader('Authorization', 'Bearer verified-admin'), 'Bearer verified-admin');
  t.equal(redactText('send Authorization: Bearer {token}'), 'send Authorization: Bearer {token}');
  t.end();
});

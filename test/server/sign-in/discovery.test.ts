import http from 'node:http';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import t from 'tap';
import { startServer } from '../../../server/index.ts';
import { unzip } from '../../helpers/unzip.ts';

const server = await startServer({ size: 'tiny', seed: '7', now: '2024-06-30T12:00:00Z' });
t.teardown(() => server.close());

const LOGIN = 'login.microsoftonline.com';
const TENANT = '11111111-2222-4333-8444-555555555555';

// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary properties of answers.
type Json = any;

/** Asks for an address as a client of a proxy does. */
function through(address: string): Promise<Json> {
  return new Promise((resolve, reject) => {
    const { host } = new URL(address);
    http
      .get({ port: server.port, path: address, headers: { host }, agent: false }, async (response) => {
        const parts: Buffer[] = [];
        for await (const part of response) parts.push(part);
        resolve(JSON.parse(String(Buffer.concat(parts))));
      })
      .on('error', reject);
  });
}

const got = async (path: string, url = server.url): Promise<Json> => (await fetch(url + path)).json();

t.test('discovery leads to the host by which it was asked', async (t) => {
  const asked = encodeURIComponent(`https://${LOGIN}/${TENANT}/oauth2/v2.0/authorize`);
  const instance = await through(
    `http://${LOGIN}/common/discovery/instance?api-version=1.1&authorization_endpoint=${asked}`,
  );
  const address = `http://${LOGIN}/${TENANT}/v2.0/.well-known/openid-configuration`;
  t.equal(instance.tenant_discovery_endpoint, address);
  t.ok(instance.metadata[0].aliases.includes(LOGIN));
  t.match(await through(address), {
    issuer: `http://${LOGIN}/${TENANT}/v2.0`,
    token_endpoint: `http://${LOGIN}/${TENANT}/oauth2/v2.0/token`,
    device_authorization_endpoint: `http://${LOGIN}/${TENANT}/oauth2/v2.0/devicecode`,
    jwks_uri: `http://${LOGIN}/${TENANT}/discovery/v2.0/keys`,
  });
  const session = await server.session();
  t.teardown(() => session.close());
  const { token_endpoint } = await got('/common/v2.0/.well-known/openid-configuration', session.url);
  t.equal(token_endpoint, `${session.url}/common/oauth2/v2.0/token`, 'within a session');
});

t.test('the issuer has the tenant of the path, a placeholder, or the tenant of the network', async (t) => {
  const issuer = async (tenant: string, version = '/v2.0') =>
    (await got(`/${tenant}${version}/.well-known/openid-configuration`)).issuer;
  t.equal(await issuer('organizations'), `${server.url}/{tenantid}/v2.0`);
  t.equal(await issuer(TENANT), `${server.url}/${TENANT}/v2.0`);
  t.equal(await issuer(TENANT, ''), `${server.url}/${TENANT}/`);
  const [, own] = /([0-9a-f-]{36})\/v2\.0$/.exec(await issuer('contoso.example')) ?? [];
  const response = await fetch(`${server.url}/api/v1/export?since=0&model=AMAs&include=csv`, {
    headers: { authorization: 'Bearer verified-admin' },
  });
  const files = await unzip(Buffer.from(await response.arrayBuffer()));
  t.ok(String(files.get('AMAs.csv')).includes(own ?? 'none'), 'as AMAs.csv has it');
});

t.test('every endpoint of a configuration answers, and the keys verify the tokens', async (t) => {
  for (const version of ['/v2.0', '']) {
    const config = await got(`/${TENANT}${version}/.well-known/openid-configuration`);
    for (const name of ['authorization_endpoint', 'end_session_endpoint', 'jwks_uri'])
      t.not((await fetch(config[name], { redirect: 'manual' })).status, 404, config[name]);
    for (const name of ['token_endpoint', 'device_authorization_endpoint'])
      t.equal((await fetch(config[name], { method: 'POST' })).status, 400, config[name]);
    const fields = { grant_type: 'password', username: 'a', password: 'b', client_id: 'an-app' };
    const body = new URLSearchParams({ ...fields, scope: 'openid https://www.yammer.com/.default' });
    const tokens: Json = await (await fetch(config.token_endpoint, { method: 'POST', body })).json();
    const keys = createLocalJWKSet((await got(new URL(config.jwks_uri).pathname)) as JSONWebKeySet);
    const options = { issuer: config.issuer, currentDate: new Date(server.clock.now()) };
    const { payload } = await jwtVerify(tokens.id_token, keys, { ...options, audience: 'an-app' });
    t.match(payload, { preferred_username: /@/, exp: (payload.iat ?? 0) + 3600, name: String });
    await jwtVerify(tokens.access_token, keys, { ...options, audience: 'https://www.yammer.com' });
  }
});

t.test('pages of a browser answer with a text', async (t) => {
  for (const path of ['/common/oauth2/deviceauth', '/common/oauth2/v2.0/logout']) {
    const response = await fetch(server.url + path);
    t.match(response.headers.get('content-type'), /^text\/plain/);
    t.equal(response.status, 200, path);
  }
  const away = encodeURIComponent('https://app.example/bye');
  const response = await fetch(`${server.url}/common/oauth2/v2.0/logout?post_logout_redirect_uri=${away}`, {
    redirect: 'manual',
  });
  t.same([response.status, response.headers.get('location')], [302, 'https://app.example/bye']);
});

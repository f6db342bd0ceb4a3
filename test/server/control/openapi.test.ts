import { fastify } from 'fastify';
import t, { type Test } from 'tap';
import { openApiDocument } from '../../../schemas/index.ts';
import { servedDocument } from '../../../server/control/api/document.ts';
import { controlTable } from '../../../server/control/routes.ts';
import { controlAccess } from '../../../server/http/control-access.ts';
import { type RunningServer, startServer } from '../../../server/index.ts';
import { routes } from '../../../server/routes/routes.ts';
import { Sessions } from '../../../server/sessions/index.ts';
import { checking } from '../../helpers/control/checking.ts';
import { sampleParams } from '../../helpers/control/data-ids.ts';
import {
  type Came,
  compilerOf,
  type Described,
  type DescribedResponse,
  operationsOf,
  type Part,
  send,
  withStray,
} from '../../helpers/control/described.ts';
import { isPage, type Provoking, provoking, provokingShared } from '../../helpers/control/provoked.ts';
import { instantExport } from '../../helpers/files-client.ts';
import { tiny, userOf } from '../../helpers/serve.ts';

const document = JSON.parse(JSON.stringify(servedDocument('current', true)));
const compile = compilerOf(document);
const JSON_TYPE = 'application/json';

/** The media type of a response in the form of the document: JSON without its charset. */
function typeOf({ headers }: Came): string | undefined {
  const type = headers['content-type'];
  return typeof type === 'string' && type.startsWith(JSON_TYPE) ? JSON_TYPE : (type as string | undefined);
}

/** The values of the placeholders: a session that has requests, a scenario, a user, a file. */
async function paramsOf(server: RunningServer): Promise<Readonly<Record<string, string>>> {
  const session = await server.session();
  await fetch(`${session.url}/api/v1/export?since=2024-06-29&model=Segment`, {
    headers: { authorization: 'Bearer verified-admin~csv-bom' },
  });
  const [id, user_id] = [session.id, userOf('active')];
  const files = await instantExport(server);
  return { ...sampleParams, id, user_id, user: user_id, ...files };
}

async function ask(server: RunningServer, operation: Described, how: Provoking): Promise<Came> {
  return send(server.port, operation, { ...how, params: { ...(await paramsOf(server)), ...how.params } });
}

/** Checks a response against its description. */
function check(t: Test, { status, headers, content, description }: DescribedResponse, came: Came): void {
  t.equal(came.status, status);
  for (const [name, { schema }] of Object.entries(headers)) {
    const value = came.headers[name.toLowerCase()];
    if (value !== undefined) t.ok(compile(schema)(value), `${name}: ${value}`);
  }
  if (came.body.length === 0) {
    t.ok(Object.keys(content).length === 0 || description.includes('The body is empty.'), 'an empty body');
    return;
  }
  const type = typeOf(came);
  const described = content[type ?? ''];
  t.ok(described, `${type} is described`);
  if (described?.schema === undefined) return;
  const validate = compile(described.schema);
  const text = came.body.toString();
  const value = type === JSON_TYPE ? JSON.parse(text) : text;
  t.ok(validate(value), `${text.slice(0, 300)} ${JSON.stringify(validate.errors?.slice(0, 3))}`);
}

function requestsFor({ id }: Described, { shared, status }: DescribedResponse): readonly Provoking[] {
  return provoking[id]?.[status] ?? provokingShared[shared ?? ''] ?? [{}];
}

/** Sends every request for a response and checks what comes. */
async function provoke(
  t: Test,
  common: RunningServer,
  operation: Described,
  response: DescribedResponse,
): Promise<void> {
  const seen: Came[] = [];
  for (const how of requestsFor(operation, response)) {
    const server = how.prepare === undefined ? common : await startServer(how.withoutCheck ? tiny : checking);
    await how.prepare?.(server);
    const params = how.prepare === undefined ? await paramsOf(server) : {};
    const came = await send(server.port, operation, { ...how, params: { ...params, ...how.params } });
    if (server !== common) await server.close();
    check(t, response, came);
    seen.push(came);
  }
  const types = Object.keys(response.content);
  t.strictSame([...new Set(seen.flatMap((came) => typeOf(came) ?? []))].toSorted(), types.toSorted());
  const headers = Object.keys(response.headers);
  const missing = headers.filter((name) =>
    seen.every((came) => !Object.hasOwn(came.headers, name.toLowerCase())),
  );
  t.strictSame(missing, [], 'every header comes');
}

const operations = operationsOf(document);

t.test('every response of every operation is as the document describes it', async (t) => {
  const common = await startServer(checking);
  t.teardown(() => common.close());
  for (const operation of operations) {
    const { method, path, responses } = operation;
    for (const response of responses)
      await t.test(`${method} ${path} ${response.status}`, (t) => provoke(t, common, operation, response));
  }
});

t.test('every listed request belongs to a response of the document', async (t) => {
  const names = operations.flatMap(({ responses }) => responses.flatMap(({ shared }) => shared ?? []));
  t.strictSame(
    Object.keys(provokingShared).toSorted(),
    [...new Set(names)].filter((name) => /^[A-Z]/.test(name)).toSorted(),
  );
  for (const [id, byStatus] of Object.entries(provoking)) {
    const statuses =
      operations.find((one) => one.id === id)?.responses.map(({ status }) => String(status)) ?? [];
    t.strictSame(
      Object.keys(byStatus).filter((status) => !statuses.includes(status)),
      [],
      id,
    );
  }
});

t.test('no response of control has a property without a description', async (t) => {
  const server = await startServer(checking);
  t.teardown(() => server.close());
  for (const operation of operations.filter(({ path }) => /^\/__admin\/(?!check$)/.test(path))) {
    for (const response of operation.responses) {
      const schema = response.content[JSON_TYPE]?.schema;
      const [how] = requestsFor(operation, response).filter(({ hosts }) => hosts === undefined);
      if (schema === undefined || how === undefined || how.prepare !== undefined) continue;
      const value = JSON.parse((await ask(server, operation, how)).body.toString());
      const validate = compile(schema);
      const accepted = withStray(value).filter((changed) => validate(changed));
      t.strictSame(accepted, [], `${operation.id} ${response.status}`);
    }
  }
});

t.test('every example matches its schema, and every example of a body is accepted', async (t) => {
  const server = await startServer(checking);
  t.teardown(() => server.close());
  for (const operation of operations) {
    for (const { status, content } of operation.responses) {
      for (const [type, { schema, example, examples = {} }] of Object.entries<Part>(content)) {
        const values = [example, ...Object.values<Part>(examples).map(({ value }) => value)];
        for (const value of values.filter((one) => one !== undefined))
          t.ok(compile(schema)(value), `${operation.id} ${status} ${type}`);
      }
    }
    const body = document.paths[operation.path][operation.method.toLowerCase()].requestBody;
    const { schema, examples = {} } = body?.content[JSON_TYPE] ?? {};
    for (const [name, { value }] of Object.entries<Part>(examples)) {
      t.ok(compile(schema)(value), `${operation.id}: ${name}`);
      const { status } = await ask(server, operation, { body: value });
      t.ok(status === 200 || status === 201, `${operation.id}: ${name}: ${status}`);
    }
  }
});

/** The routes of the document: a method and a path without names of placeholders. */
function described(api: Part): readonly string[] {
  return Object.entries<Part>(api.paths).flatMap(([path, item]) =>
    (item.servers ?? api.servers).flatMap(({ url }: { url: string }) =>
      ['GET', 'POST', 'DELETE']
        .filter((method) => item[method.toLowerCase()] !== undefined)
        .map((method) => plain(method, url.replace('{base}', '').replace(/\/$/, '') + path)),
    ),
  );
}

function plain(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{\w+\}|:\w+/g, '*').replace(/(?<=.)\/$/, '')}`;
}

/** The routes that a server registers, without those of the page, and those of the table of control. */
async function registered(access: boolean): Promise<readonly string[]> {
  const found: string[] = [];
  const app = fastify();
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD' && !isPage(url)) found.push(plain(one, url));
  });
  routes(app, new Sessions(tiny, { access: controlAccess(access) }));
  await app.ready();
  const table = Object.entries(controlTable).flatMap(([pattern, methods]) =>
    Object.keys(methods).map((method) => plain(method, `/__admin${pattern}`)),
  );
  return [...new Set([...found, ...(access ? table : [])])];
}

for (const access of [true, false]) {
  t.test(
    `the document has exactly the routes of a server ${access ? 'with' : 'without'} control`,
    async (t) => {
      const api = servedDocument('legacy', access);
      const found = await registered(access);
      t.strictSame(described(api).toSorted(), found.toSorted());
      t.ok(found.length > 7, 'routes are found');
      const ids = operationsOf(api).map(({ id }) => id);
      t.equal(new Set(ids).size, ids.length, 'every id is unique');
    },
  );
}

t.test('the responses outside the operations are as described', async (t) => {
  const server = await startServer(checking);
  t.teardown(() => server.close());
  const other = document['x-other-responses'];
  const cases: [place: string, status: number, method: string, path: string][] = [
    ['/api/*', 404, 'GET', '/api/v2/export'],
    ['/api/*', 405, 'POST', '/api/v1/export'],
    ['/__admin/*', 404, 'GET', '/__admin/sesions'],
    ['/__admin/*', 405, 'PUT', '/__admin/clock'],
    ['*', 404, 'GET', '/export'],
    ['*', 404, 'POST', '/openapi.json'],
  ];
  for (const [place, status, method, path] of cases) {
    const { description, headers = {}, content } = other[place][status];
    const came = await send(server.port, { method, path }, {});
    check(t, { status, shared: undefined, description, headers, content }, came);
  }
  const big = await send(server.port, { method: 'GET', path: '/' }, { headers: { x: 'x'.repeat(20_000) } });
  t.equal(big.status, 431);
  t.equal(big.body.toString(), other['*'][431].content['text/plain; charset=utf-8'].example);
});

t.test('the served document is the same for every host and every request', async (t) => {
  const server = await startServer(checking);
  t.teardown(() => server.close());
  const of = async (host: string) => {
    const how = { headers: { host } };
    return (await send(server.port, { method: 'GET', path: '/openapi.json' }, how)).body.toString();
  };
  const first = await of(`127.0.0.1:${server.port}`);
  t.strictSame(JSON.parse(first), document);
  for (const host of ['localhost', 'www.yammer.com', 'mock:4010']) t.equal(await of(host), first, host);
  const closed = await startServer({ ...tiny, control: false });
  t.teardown(() => closed.close());
  const { body } = await send(closed.port, { method: 'GET', path: '/openapi.json' }, {});
  t.notMatch(body.toString(), /__admin\/sessions"/, 'without control its paths do not exist');
  const paths = Object.keys(openApiDocument('current').paths as object);
  t.strictSame(Object.keys(JSON.parse(body.toString()).paths).slice(0, paths.length), paths);
});

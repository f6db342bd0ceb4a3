import { filesOf } from '../../../schemas/index.ts';
import { NOW } from '../serve.ts';
import {
  ACTIVE,
  answers,
  BEGINNING,
  csvs,
  EXPORT,
  exported,
  hasAttachments,
  networks,
  now,
  type Proofs,
  requests,
  USERS,
} from './observe.ts';

const [home, first] = networks;

const noRoute = '{"response":{"message":"Not found.","code":404,"stat":"fail"}}';
const noMethod = '{"response":{"message":"Method not allowed.","code":405,"stat":"fail"}}';
const noAdmin = (code: number) =>
  `{"response":{"message":"Only verified admins can export network data.","code":${code},"stat":"fail"}}`;
const noNetwork = (code: number) =>
  `{"response":{"message":"The token has no access to the network x.","code":${code},"stat":"fail"}}`;
const oddId = (id: string) =>
  `The parameter user_id is not valid: expected a positive 64-bit integer, received ${id}`;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

const bad = [
  'model=Tags',
  'model=Tags&since=x',
  'model=Tags&since=0&until=x',
  'model=Tags&since=2024-06-02&until=2024-06-01',
  'model=Tags&since=0&include=x',
  'model=Tags&since=0&include_ens=x',
];
/** Assumptions with an effect on the response, or on the interpretation of the request. */
export const answerProofs = {
  'wrong-method': {
    see: async (askIn) => {
      const ask = askIn('current');
      const post = { method: 'POST' };
      const { headers } = await ask(EXPORT, post);
      return [headers.allow, ...(await answers(ask, [EXPORT, post], [`${USERS}/1`, post], ['/api/x', post]))];
    },
    seen: {
      '405': ['GET, HEAD', [405, noMethod], [405, noMethod], [404, noRoute]],
      '404': [undefined, [404, noRoute], [404, noRoute], [404, noRoute]],
    },
  },
  'unknown-path-body': {
    see: async (askIn) => {
      const { statusCode, headers, body } = await askIn('current')('/api/v1/x');
      return [statusCode, headers['content-type'], body];
    },
    seen: { json: [404, 'application/json', noRoute], empty: [404, undefined, ''] },
  },
  'head-requests': {
    see: async (askIn) => {
      const ask = askIn('current');
      const urls = [`${EXPORT}?since=0`, EXPORT, `${USERS}/${ACTIVE}`, `${USERS}/%zz`, '/api/x'];
      const heads = await Promise.all(
        urls.map(async (url) => (await ask(url, { method: 'HEAD' })).statusCode),
      );
      const { headers } = await ask(EXPORT, { method: 'PUT' });
      return [heads, headers.allow, (await ask(`${EXPORT}?since=0&model=Tags`)).statusCode];
    },
    seen: {
      'like-get': [[200, 400, 200, 404, 404], 'GET, HEAD', 200],
      'wrong-method': [[405, 405, 405, 405, 404], 'GET', 200],
    },
  },
  'content-disposition': {
    see: async (askIn) =>
      (await askIn('current')(`${EXPORT}?since=0&model=Tags`)).headers['content-disposition'],
    seen: { on: `attachment; filename="export-${NOW}.zip"`, off: undefined },
  },
  'token-precedence': {
    see: async (askIn) => {
      const query = (token: string) => `${EXPORT}?since=0&model=Tags&access_token=${token}`;
      const all = await answers(
        askIn('current'),
        [query('x'), bearer('verified-admin')],
        [query('verified-admin'), bearer('x')],
        [query('verified-admin'), { headers: {} }],
        [query(''), bearer('verified-admin')],
        [query('x'), { headers: {} }],
      );
      return all.map((answer) => answer === 200);
    },
    seen: { header: [true, false, true, true, false], query: [false, true, true, true, false] },
  },
  'not-admin-status': {
    see: (askIn) =>
      answers(
        askIn('current'),
        [EXPORT, bearer('not-admin')],
        [EXPORT, bearer('admin')],
        [`${USERS}/${ACTIVE}`, bearer('not-admin')],
        [`${USERS}/${ACTIVE}?model=Group`, bearer('admin')],
        [`${USERS}/${ACTIVE}`, bearer('x')],
      ),
    seen: {
      '401': [[401, noAdmin(401)], [401, noAdmin(401)], [401, ''], 200, [401, '']],
      '403': [[403, noAdmin(403)], [403, noAdmin(403)], [401, ''], 200, [401, '']],
    },
  },
  'odd-user-id': {
    see: (askIn) =>
      answers(
        askIn('current'),
        [`${USERS}/me`],
        [`${USERS}/9223372036854775808`],
        [`${USERS}/%zz`],
        [`${USERS}/1`],
      ),
    seen: {
      '404': [
        [404, ''],
        [404, ''],
        [404, ''],
        [404, ''],
      ],
      '400': [
        [400, oddId('me')],
        [400, oddId('9223372036854775808')],
        [400, oddId('%zz')],
        [404, ''],
      ],
    },
  },
  'bad-parameter': {
    see: async (askIn) => {
      const ask = askIn('current');
      const user = await ask(`${USERS}/${ACTIVE}?model=Group&exclude_files=x`);
      const names = ['since', 'until', 'include', 'include_ens'];
      return [user.statusCode, ...(await requests(ask, names, ...bad))];
    },
    seen: {
      '400': [400, ...bad.map(() => '400')],
      ignore: [
        200,
        ...bad.map((query) =>
          query.includes('06-02')
            ? `2024-06-02T00:00:00.000Z ${now} all false`
            : `${BEGINNING} ${now} all false`,
        ),
      ],
    },
  },
  'unknown-network-model': {
    see: async (askIn) => {
      const ask = askIn('current');
      const known = csvs(await exported(ask, 'since=0&model=x&model=Tags')).names;
      const all = csvs(await exported(ask, 'since=0&model=x')).names.length;
      return [known, all, (await ask(`${USERS}/${ACTIVE}?model=x`)).statusCode];
    },
    seen: { '400': [[], 0, 400], ignore: [['Tags.csv'], filesOf('current').length, 400] },
  },
  'include-default': {
    see: async (askIn) => {
      const ask = askIn('current');
      const queries = ['', '&include', '&include=all', '&include=csv'];
      return Promise.all(queries.map(async (text) => hasAttachments(await exported(ask, `since=0${text}`))));
    },
    seen: { all: [true, true, true, false], csv: [false, false, true, false] },
  },
  'date-without-offset': {
    see: (askIn) =>
      requests(
        askIn('current'),
        ['since', 'until'],
        'model=Tags&since=2024-06-10&until=2024-06-11T10:00:00',
        'model=Tags&since=2024-06-10T01:00:00Z&until=2024-06-11%2002:00',
        'model=Tags&since=0&until=2024-06-11T00:00:00-0100',
      ),
    seen: {
      utc: [
        '2024-06-10T00:00:00.000Z 2024-06-11T10:00:00.000Z',
        '2024-06-10T01:00:00.000Z 2024-06-11T02:00:00.000Z',
        `${BEGINNING} 2024-06-11T01:00:00.000Z`,
      ],
      '-08:00': [
        '2024-06-10T08:00:00.000Z 2024-06-11T18:00:00.000Z',
        '2024-06-10T01:00:00.000Z 2024-06-11T10:00:00.000Z',
        `${BEGINNING} 2024-06-11T01:00:00.000Z`,
      ],
    },
  },
  'unreachable-network': {
    see: async (askIn) => {
      const ask = askIn('current');
      const query = 'model=Tags&since=0&network=x';
      const lines = await requests(ask, ['network'], query, `${query}&network=${first?.id}`);
      return [...(await answers(ask, [`${EXPORT}?${query}`])), ...lines];
    },
    seen: {
      '403': [[403, noNetwork(403)], '403', '403'],
      '404': [[404, noNetwork(404)], '404', '404'],
      ignore: [200, home.id, first?.id],
    },
  },
} satisfies Partial<Proofs>;

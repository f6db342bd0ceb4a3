import { CANARY, control, EXPORT, get, HOST, type HostileRequest, REFUSED, TOKEN } from './request-making.ts';

/** Valid HTTP requests with content that no client should send. */
export const apiRequests: readonly HostileRequest[] = [
  ...[
    '../../../etc/passwd',
    '..%2f..%2fetc/passwd',
    '%2e%2e/%2e%2e/x',
    '....//',
    '\\..\\..',
    'users/..%5c..',
  ].map((path) => ({
    name: `a path of ${path}`,
    sends: get(`/api/v1/export/${path}`, TOKEN),
    answers: [400, 404],
    never: /root:/,
  })),
  ...[
    '%',
    '%zz',
    '%00',
    '%ff%fe',
    '%u0041',
    '9'.repeat(300),
    '-1',
    '1e400',
    '__proto__',
    '%0d%0aSet-Cookie:%20a=b',
  ].map((id) => ({
    name: `a user called ${id.slice(0, 30)}`,
    sends: get(`/api/v1/export/users/${id}`, TOKEN),
    answers: [400, 404],
    never: /^Set-Cookie:/im,
  })),
  ...[
    '0000-01-01T00:00+23:59',
    '99999-01-01',
    '2024-06-31',
    '1e308',
    '%00',
    `${'1'.repeat(5000)}`,
    '2024-06-09+02:00',
    "';DROP TABLE",
    '%F0%9F%8E%88',
    '2024-06-01T00:00:00%2B99:99',
  ].map((since) => ({
    name: `since=${since.slice(0, 30)}`,
    sends: get(`/api/v1/export?since=${since}&include=csv&model=Network`, TOKEN),
    answers: [200, 400, 414],
  })),
  {
    name: '10,000 parameters',
    sends: get(`/api/v1/export?since=2024-06-01${'&a=1'.repeat(3000)}`, TOKEN),
    answers: [200],
  },
  {
    name: '2,000 models',
    sends: get(`/api/v1/export?since=2024-06-01${'&model=X'.repeat(1800)}`, TOKEN),
    answers: [400],
  },
  {
    name: 'a parameter called __proto__',
    sends: get('/api/v1/export?__proto__=1&constructor=2&since=2024-06-01&model=Network', TOKEN),
    answers: [200],
  },
  {
    name: 'a model with a line break',
    sends: get('/api/v1/export?since=2024-06-01&model=a%0d%0ab', TOKEN),
    answers: [400],
  },
  {
    name: 'a token with a line break',
    sends: get(EXPORT, `Authorization: Bearer ${CANARY}\x0b\x1b[2J`),
    answers: [400, 401],
  },
  {
    name: 'a token of 10 kB',
    sends: get(EXPORT, `Authorization: Bearer ${CANARY}${'a'.repeat(10_000)}`),
    answers: [401],
  },
  {
    name: 'a scenario that is none',
    sends: get(EXPORT, `Authorization: Bearer verified-admin~../../x~${'~'.repeat(2000)}`),
    answers: [401],
  },
  {
    name: 'a password in the target',
    sends: get(`http://user:${CANARY}@127.0.0.1/api/v1/export`),
    answers: REFUSED.concat(401),
  },
  {
    name: 'secrets in the query',
    sends: get(
      `/api/v1/export?access_token=${CANARY}&api_key=${CANARY}&client_secret=${CANARY}&%61ccess_token=${CANARY}#jwt=${CANARY}`,
    ),
    answers: [400, 401],
  },
  {
    name: 'secrets in headers',
    sends: get(
      EXPORT,
      `Authorisation: Bearer ${CANARY}`,
      `X-Api-Key: ${CANARY}`,
      `Cookie: a=${CANARY}`,
      `X-Note: Bearer ${CANARY}`,
    ),
    answers: [401],
  },
  {
    name: 'secrets in the path',
    sends: get(`/api/v1/export;token=${CANARY}/users/1;jwt=${CANARY}`, TOKEN),
    answers: [400, 401, 404],
  },
  {
    name: 'control for another site',
    sends: control('POST', '/sessions', {}, 'Origin: https://example.org'),
    answers: [403],
  },
  {
    name: 'control through another name',
    sends: get('/__admin/sessions').replace(HOST, 'Host: rebound.example.org'),
    answers: [403],
  },
  {
    name: 'control as a form',
    sends: control('POST', '/sessions', 'a=b').replace(
      'application/json',
      'application/x-www-form-urlencoded',
    ),
    answers: [415],
  },
  {
    name: 'a session of nonsense',
    sends: control('POST', '/sessions', { seed: {}, size: 'tinny', __proto__: 1, constructor: 1 }),
    answers: [400],
  },
  { name: 'JSON that is cut', sends: control('POST', '/sessions', '{"seed": "'), answers: [400] },
  {
    name: 'JSON 100,000 deep',
    sends: control('POST', '/sessions', `${'[['.repeat(50_000)}`),
    answers: [400],
  },
  {
    name: 'a scenario of 100,000 steps',
    sends: control('POST', '/sessions', {
      scenario: { name: 'x', rules: [{ steps: Array(20_000).fill({ do: 'wait', ms: 1 }) }] },
    }),
    answers: [400, 413],
  },
  {
    name: 'a body of 2 MB',
    sends: control('POST', '/sessions', `"${'a'.repeat(2_000_000)}"`),
    answers: [413],
  },
  {
    name: '300 sessions that refuse connections',
    sends: control('POST', '/sessions', { scenario: 'connection-refused' }),
    answers: [201, 400, 429],
    times: 300,
  },
  {
    name: '200 sessions of 0.9 MB',
    sends: control('POST', '/sessions', {
      scenario: {
        name: 'big',
        what: 'w',
        rules: [{ steps: [{ do: 'answer', status: 200, body: 'b'.repeat(900_000) }] }],
      },
    }),
    answers: [201, 400, 413, 429],
    times: 200,
  },
  { name: 'a wait of a minute, left', sends: get('/__admin/requests?wait=60000'), leavesAfter: 0, times: 50 },
  { name: 'a clock of NaN', sends: control('POST', '/clock', '{"set": "NaN"}'), answers: [400] },
  {
    name: 'a clock at the end of time',
    sends: control('POST', '/clock', { advance_ms: Number.MAX_SAFE_INTEGER }),
    answers: [400],
  },
];

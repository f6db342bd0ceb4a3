import { tokens } from '../../http/auth.ts';
import { scenarioByName } from '../../scenarios/index.ts';
import { listedScenario } from '../../scenarios/listing.ts';
import type { OwnScenario } from '../../scenarios/scenario.ts';
import { handshakeFailure } from '../../tls/handshake-failures.ts';

const URL = 'http://127.0.0.1:4010';
const NOW = '2026-11-20T12:00:00.000Z';
const ID = '819541b3c0a80461';
const KEY = '9473556c9b1ab114';

const clock = { now: NOW, fixed: true };
const network = {
  seed: '7',
  size: 'tiny',
  users: 22,
  messages_per_day: 6,
  start: '2026-09-01T00:00:00.000Z',
  ids: 'current',
  attachment_bytes: 8192,
  profile: 'current',
  assumptions: {},
  clock,
};

const session = {
  id: ID,
  base_url: `${URL}/s/${ID}`,
  token: `verified-admin~${KEY.slice(0, 4)}...`,
  scenario: 'rate-limited',
  rate_limit: null,
  time_scale: 1,
  compression: 'deflate',
  links: 'service',
  external_networks: 2,
  requests: 0,
  expires: '2026-11-20T12:29:59.999Z',
  ...network,
};

const info = {
  ...network,
  networks: [
    {
      id: '1831138099200704',
      permalink: 'o-conner-and-sons.example',
      name: 'O’Conner and Sons',
      external: false,
    },
  ],
  admins: [
    {
      id: '1831138186217472',
      name: 'Brycen Weissnat',
      email: 'brycen.weissnat.0@o-conner-and-sons.example',
      roles: ['Admin', 'Verified Admin'],
    },
  ],
  tokens: Object.keys(tokens),
  sample_users: [{ id: '1831138186217472', state: 'active', external: false }],
};

const exchange = {
  id: 1,
  session: 'main',
  number: 1,
  at: NOW,
  request: {
    method: 'GET',
    scheme: 'http',
    proxied: false,
    target: '/api/v1/export?since=2026-11-19',
    path: '/api/v1/export',
    version: '1.1',
    headers: [
      ['Host', '127.0.0.1:4010'],
      ['User-Agent', 'curl/8.5.0'],
      ['Authorization', 'Bearer unkn...'],
    ],
    port: 53060,
  },
  operation: 'network',
  parameters: null,
  plan: null,
  archive: [],
  scenario: null,
  steps: [],
  response: {
    status: 401,
    reason: 'Unauthorized',
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Engage-Export-Hint', 'unknown token: use verified-admin'],
    ],
  },
  bytes: { head: 245, body: 63 },
  ms: { start: 3661.879, head: 1.376, total: 1.837 },
  ending: 'complete',
  hint: 'unknown token: use verified-admin',
  lints: [],
};

const refused = {
  id: 1,
  session: 'main',
  at: NOW,
  kind: 'certificate',
  scheme: 'https',
  proxied: true,
  name: 'www.yammer.com',
  address: '127.0.0.1',
  port: 53062,
  status: null,
  reason: handshakeFailure('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', undefined).reason,
};

/** A valid own scenario. */
export const ownScenario = {
  name: 'busy-twice',
  what: 'The first two requests are answered 429.',
  rules: [{ when: { requests: '1-2' }, steps: [{ do: 'rate-limit', seconds: 2, retryAfter: 'seconds' }] }],
} as const satisfies OwnScenario;

const place = { url: URL, since: '2026-11-19T12:00:00.000Z' };
const listed = catalogued('csv-bom');

function catalogued(name: string) {
  const scenario = scenarioByName(name);
  if (scenario === undefined) throw new Error(`expected ${name} in the catalogue.`);
  return { ...listedScenario(scenario, place), rules: scenario.rules };
}

const { rules: _rules, ...listedOnly } = listed;
const own = listedScenario({ ...ownScenario, area: 'http', shows: '', source: '' }, place);

/** The examples of bodies. */
export const examples = {
  clock,
  session,
  begun: { ...session, token: `verified-admin~${KEY}` },
  info,
  exchange,
  refused,
  shownScenario: listed,
  listedScenario: listedOnly,
  ownListed: { ...own, area: 'own', shows: null, source: null },
  location: `/__admin/sessions/${ID}`,
} as const;

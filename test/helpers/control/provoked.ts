import type { OwnScenario, RunningServer } from '../../../server/index.ts';
import { checkEndlessly } from './checking.ts';
import { uploadIds } from './data-ids.ts';
import { own } from './mistakes.ts';

/** A request for an operation of the OpenAPI document. */
export interface Provoking {
  /** The values of placeholders in the path, instead of those of `SAMPLE`. */
  readonly params?: Readonly<Record<string, string>>;
  /** The beginning of the path: a session. */
  readonly prefix?: string;
  readonly query?: string;
  /** A text is sent unchanged. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The number of `Host` headers. */
  readonly hosts?: 2;
  /** Brings the server into the state that the response needs. */
  /** The server has no check of exports. */
  readonly withoutCheck?: true;
  readonly prepare?: (server: RunningServer) => Promise<unknown>;
}

/** Tells whether a route is one of the page, which is for people and no part of the API. */
export const isPage = (url: string): boolean => /^\/(?:s\/:session\/?|__admin\/page\/:file)?$/.test(url);

const admin = { authorization: 'Bearer verified-admin' };
const as = (token: string): Provoking => ({ headers: { authorization: `Bearer ${token}` } });
const twoHosts: Provoking = { hosts: 2 };
const noJson: Provoking = { body: '{' };
const since = 'since=2024-06-29';
const whole: Provoking = {};
const events: Provoking = { query: 'format=events&after=0&wait=1' };
const ownIsThere = (server: RunningServer) => server.scenarios.add(own);
/** A scenario of one million bytes; all sessions together may hold 64 MiB. */
const large = {
  name: 'large',
  rules: [{ steps: [{ do: 'answer', status: 503, body: 'x'.repeat(999_000) }] }],
} as const satisfies OwnScenario;
const fill = async (server: RunningServer) => {
  for (let count = 0; count < 67; count += 1) await server.session({ scenario: large });
};
const fillScenarios = async (server: RunningServer) => {
  for (let count = 0; count < 1000; count += 1) await server.scenarios.add({ ...own, name: `own-${count}` });
};

const fillFilesExport = async ({ url }: RunningServer) => {
  for (let count = 0; count < 6; count += 1)
    await fetch(`${url}/api/v1/export/requests?${since}`, { method: 'POST', headers: admin });
};

const zip = { headers: { 'content-type': 'application/zip' } } as const;
/** Requests for the responses that several operations share, by the name of the response. */
export const provokingShared: Readonly<Record<string, readonly Provoking[]>> = {
  AmbiguousHost: [twoHosts],
  BadBody: [noJson, twoHosts],
  BadMove: [noJson, twoHosts, { body: { advance_ms: 0.5 } }, { body: { set: 'now' } }, whole],
  BadFilter: [twoHosts, { query: 'status=9xx' }, { query: 'staus=404' }, { query: 'limit=1&limit=2' }],
  BadSession: [
    noJson,
    twoHosts,
    { body: { size: 'tinny' } },
    { body: { sed: '7' } },
    { body: { scenario: 'x' } },
  ],
  BadPlay: [noJson, twoHosts, whole, { body: { scenario: 'csv-bomb' } }],
  BadScenario: [noJson, twoHosts, { body: { name: 'x', rules: [] } }, whole],
  Forbidden: [{ headers: { host: 'www.yammer.com' } }],
  BadQuery: [
    twoHosts,
    { query: 'limmit=1' },
    { query: 'limit=many' },
    { query: 'since=soon' },
    { query: 'file=User' },
  ],
  NoExport: [twoHosts, whole],
  NoSession: [{ params: { id: 'nobody' } }],
  NoScenario: [{ params: { name: 'csv-bomb' } }],
  NoSchema: [{ params: { file: 'Nothing.json' } }],
  TooLarge: [{ body: `"${'x'.repeat(1_100_000)}"` }],
  WrongType: [{ body: '{}', headers: { 'content-type': 'text/plain' } }],
};

/** `word` counts the requests of an operation apart: the first one is limited. */
const exportErrors = (word: string, query: string) => ({
  401: [{ query }, { ...as('not-admin'), query }, { ...as('expired'), query }],
  429: [{ ...as(`verified-admin~rate-limited~${word}`), query }],
});
const noSession: Provoking = { prefix: '/s/nobody', query: since, headers: admin };

/** Requests for the other responses, by operation and status. Without a status here, one plain request. */
export const provoking: Readonly<Record<string, Readonly<Record<number, readonly Provoking[]>>>> = {
  exportNetwork: {
    ...exportErrors('network', since),
    200: [
      { query: `${since}&include=csv`, headers: admin },
      { query: `${since}&access_token=verified-admin` },
    ],
    400: [
      { ...twoHosts, query: since },
      { headers: admin },
      { query: `${since}&model=Mesage`, headers: admin },
      { query: 'since=soon', headers: admin },
      { query: `${since}&until=2024-06-28`, headers: admin },
    ],
    403: [{ query: `${since}&network=nowhere`, headers: admin }],
    404: [noSession],
  },
  exportUser: {
    ...exportErrors('user', ''),
    200: [{ query: 'model=Message', headers: admin }],
    400: [twoHosts, { query: 'model=Mesage', headers: admin }, { query: 'exclude_files=no', headers: admin }],
    404: [noSession, { params: { user_id: '1' }, headers: admin }],
  },
  createFilesExport: {
    ...exportErrors('create', since),
    200: [{ query: since, headers: admin }],
    400: [
      { ...twoHosts, query: since },
      { headers: admin },
      { query: 'since=soon', headers: admin },
      { query: 'since=2024-01-01', headers: admin },
    ],
    404: [noSession],
    429: [
      { ...as('verified-admin~rate-limited'), query: since },
      { query: since, headers: admin, prepare: fillFilesExport },
    ],
  },
  getFilesExport: {
    ...exportErrors('status', ''),
    200: [{ headers: admin }],
    400: [twoHosts],
    404: [noSession, { params: { request_id: '1' }, headers: admin }],
  },
  downloadFilesExport: { 403: [{ params: { part: '1' } }], 404: [noSession], 400: [twoHosts] },
  moveClock: { 200: [{ body: { advance_ms: 1 } }, { body: { set: '2024-06-30T12:00:00Z' } }] },
  moveSessionClock: { 200: [{ body: { advance_ms: -1 } }] },
  beginSession: {
    201: [
      whole,
      { body: { scenario: 'rate-limited', seed: 7, rate_limit: { requests: 1, seconds: 2 }, users: 20 } },
      { body: { scenario: own, assumptions: { 'include-default': 'csv' }, profile: 'legacy' } },
    ],
    429: [{ body: { scenario: large }, prepare: fill }],
  },
  getSession: { 200: [whole, { params: { id: 'main' } }] },
  endSession: { 409: [{ params: { id: 'main' } }] },
  listExchanges: {
    200: [
      whole,
      { query: 'format=ndjson' },
      { query: 'format=har&status=4xx' },
      { query: 'wait=1&limit=1' },
      events,
    ],
  },
  listSessionExchanges: { 200: [whole, { query: 'format=ndjson' }, { query: 'format=har' }, events] },
  playScenario: { 200: [{ body: { scenario: 'csv-bom' } }, { body: { scenario: 'none' } }] },
  playSessionScenario: { 200: [{ body: { scenario: own } }] },
  addScenario: {
    200: [{ body: own, prepare: ownIsThere }],
    201: [{ body: { ...own, name: 'new' } }],
    409: [{ body: { ...own, name: 'csv-bom' } }],
    429: [{ body: { ...own, name: 'one-more' }, prepare: fillScenarios }],
  },
  getScenario: { 200: [whole, { params: { name: own.name }, prepare: ownIsThere }] },
  removeScenario: {
    204: [{ params: { name: own.name }, prepare: ownIsThere }],
    409: [{ params: { name: 'csv-bom' } }],
  },
  listRows: { 200: [{ query: 'file=Users&limit=2&search=a' }, { query: 'file=Groups&since=2024-06-01' }] },
  listReferences: { 200: [{ query: 'file=Users&column=id&value=1400093425859584&limit=1' }] },
  listThreads: { 200: [{ query: 'limit=3' }, { query: 'user=1400093425859584&limit=1' }] },
  getThread: { 404: [{ params: { id: 'nobody' } }, { params: { thread: '1' } }] },
  countWindow: { 200: [{ query: since }, { query: `${since}&model=Message&limit=1&include_ens=true` }] },
  countUserExport: { 404: [{ params: { id: 'nobody' } }, { params: { user: '1' } }] },
  getUpload: {
    200: uploadIds.map((upload) => ({ params: { upload } })),
    404: [{ params: { id: 'nobody' } }, { params: { upload: '1' } }],
  },
  checkExport: {
    200: [{ ...zip, body: 'PK' }],
    413: [{ headers: { ...zip.headers, 'content-length': '2000000000' } }],
    415: [{ body: '{}' }],
    429: [{ ...zip, body: 'PK', prepare: checkEndlessly }],
    501: [{ ...zip, body: 'PK', withoutCheck: true, prepare: async () => {} }],
  },
  checkScenario: {
    200: [{ body: own }, { body: { ...own, name: 'csv-bom' } }, { body: { name: 'x', rules: [] } }, whole],
  },
  getWrittenSchema: { 200: [{ params: { file: 'scenario.json' } }, { params: { file: 'config.json' } }] },
};

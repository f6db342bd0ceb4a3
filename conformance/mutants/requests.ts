import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../schemas/durations.ts';
import { buildRequest } from '../reference-client/build-request.ts';
import { exchange } from '../reference-client/exchange.ts';
import type { ReferenceRequest } from '../reference-client/parts.ts';
import { send } from '../reference-client/send.ts';
import type { Mutant } from './mutant.ts';

/** The cases that need a process, because they give it another zone. */
const IN_ANOTHER_ZONE = [
  'request.*-in-another-zone',
  'request.*-in-kolkata',
  'request.*-in-chatham',
  'request.hour-*',
];

/** The request with another query. */
function requery(request: ReferenceRequest, change: (query: string) => string): ReferenceRequest {
  const url = new URL(request.url);
  url.search = change(url.search.slice(1));
  return { ...request, url };
}

/** The mutants that ask for the wrong thing, or in the wrong way. */
export const requestMutants: readonly Mutant[] = [
  {
    name: 'second-late',
    does: 'Starts every window a second late, so that a row between two windows is in no export.',
    parts: {
      buildRequest: (options, { since, until }, token) =>
        buildRequest(options, { since: since === undefined ? since : since + SECOND_MS, until }, token),
    },
    in: ['request', 'windows', 'sequences'],
    processes: [...IN_ANOTHER_ZONE, 'windows.killed-*'],
  },
  {
    name: 'offset-dropper',
    does: 'Drops the offset of a date and keeps its hour.',
    run: ({ args }, asReference) =>
      asReference({
        args: args.map((arg) => arg.replace(/^(\d{4}-\d\d-\d\dT[\d:.]+)[+-]\d\d:?\d\d$/, '$1Z')),
      }),
    in: ['request'],
  },
  {
    name: 'local-time',
    does: 'Sends local time as if it were UTC.',
    parts: {
      buildRequest: (options, { since, until }, token) => {
        const local = (at: number | undefined) =>
          at === undefined ? at : at - new Date(at).getTimezoneOffset() * MINUTE_MS;
        return buildRequest(options, { since: local(since), until: local(until) }, token);
      },
    },
    processes: IN_ANOTHER_ZONE,
    in: ['request'],
  },
  {
    name: 'zoneless',
    does: 'Sends dates without an offset.',
    parts: {
      buildRequest: (...given) =>
        requery(buildRequest(...given), (query) => query.replaceAll(/Z(?=&|$)/g, '')),
    },
    processes: IN_ANOTHER_ZONE,
    in: ['request'],
  },
  {
    name: 'raw-plus',
    does: 'Sends the plus sign of +00:00 unencoded, which a form decoder reads as a space.',
    parts: {
      buildRequest: (...given) =>
        requery(buildRequest(...given), (query) => query.replaceAll(/Z(?=&|$)/g, '+00:00')),
    },
    processes: IN_ANOTHER_ZONE,
    in: ['request'],
  },
  {
    name: 'query-token',
    does: 'Sends the token in the query and not in Authorization.',
    parts: {
      send: async ({ url, headers, token = '', method = 'GET' }, waiting) => {
        const whole = new URL(url);
        whole.searchParams.set('access_token', token);
        const body = await exchange({ url: whole, headers, method }, waiting);
        return { status: body.statusCode ?? 0, headers: body.headers, body, text: '' };
      },
    },
    processes: IN_ANOTHER_ZONE,
    in: ['request'],
  },
  {
    name: 'option-loser',
    does: 'Sends the start of the window and leaves out every option.',
    parts: {
      buildRequest: (...given) =>
        requery(buildRequest(...given), (query) => query.split('&').slice(0, 1).join('&')),
    },
    in: ['request'],
    processes: IN_ANOTHER_ZONE,
  },
  {
    name: 'until-forgetter',
    does: 'Never sends the end of the window.',
    parts: {
      buildRequest: (options, { since }, token) => buildRequest(options, { since, until: undefined }, token),
    },
    in: ['request', 'windows', 'sequences'],
    processes: IN_ANOTHER_ZONE,
  },
  {
    name: 'last-model',
    does: 'Keeps its query in a map, so that it requests only the last of several models.',
    parts: {
      buildRequest: (...given) =>
        requery(buildRequest(...given), (query) =>
          new URLSearchParams(Object.fromEntries(new URLSearchParams(query))).toString(),
        ),
    },
    in: ['request'],
  },
  {
    name: 'root-asker',
    does: 'Drops the path of the base URL.',
    parts: {
      buildRequest: (...given) => {
        const request = buildRequest(...given);
        const url = new URL(request.url);
        url.pathname = url.pathname.slice(url.pathname.indexOf('/api/'));
        return { ...request, url };
      },
    },
    in: ['request'],
  },
  {
    name: 'json-asker',
    does: 'Accepts JSON only and sends no User-Agent.',
    parts: {
      buildRequest: (...given) => ({ ...buildRequest(...given), headers: { accept: 'application/json' } }),
    },
    in: ['request'],
  },
  {
    name: 'stray-key',
    does: 'Sends an unknown parameter.',
    parts: { buildRequest: (...given) => requery(buildRequest(...given), (query) => `${query}&format=csv`) },
    in: ['request'],
  },
  {
    name: 'unencoder',
    does: 'Puts values into the URL without encoding.',
    parts: {
      buildRequest: (...given) => requery(buildRequest(...given), (query) => decodeURIComponent(query)),
    },
    in: ['request'],
  },
  {
    name: 'narrow-id',
    does: 'Keeps the ids of users and networks in 32 bits.',
    parts: {
      buildRequest: (options, ...given) => {
        const { userId } = options;
        const narrow = userId === undefined ? {} : { userId: String(Number(userId) | 0) };
        const networks = options.networks.map((id) => String(Number(id) | 0));
        return buildRequest({ ...options, ...narrow, networks }, ...given);
      },
    },
    in: ['request'],
  },
  {
    name: 'twice-asker',
    does: 'Sends one request to see whether it is answered, then another one for the export.',
    parts: {
      send: async (request, waiting) => {
        const { body } = await send(request, waiting);
        body.on('error', () => undefined).destroy();
        return send(request, waiting);
      },
    },
    in: ['request', 'limits'],
  },
  {
    name: 'forwarder',
    does: 'Sends the token to the host that a redirect names.',
    parts: {
      send: (request, waiting) =>
        send(
          { ...request, headers: { ...request.headers, authorization: `Bearer ${request.token}` } },
          waiting,
        ),
    },
    in: ['safety', 'download'],
  },
  {
    name: 'csv-only',
    does: 'Never requests attachments.',
    parts: {
      buildRequest: (options, ...given) => buildRequest({ ...options, include: 'csv' }, ...given),
    },
    in: ['request', 'attachments'],
  },
  {
    name: 'early-bird',
    does: 'Starts every window a day early.',
    parts: {
      buildRequest: (options, { since, until }, token) =>
        buildRequest(options, { since: since === undefined ? since : since - DAY_MS, until }, token),
    },
    in: ['request', 'windows', 'sequences'],
  },
];

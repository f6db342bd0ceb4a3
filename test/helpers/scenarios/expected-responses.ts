import { constants, gunzipSync, inflateRawSync } from 'node:zlib';
import type { Test } from 'tap';
import {
  answers,
  breaksOff,
  type Expect,
  fine,
  gateway,
  good,
  headed,
  html,
  layout,
  limited,
  NOT_FOUND,
  nothing,
  refused,
  stalled,
} from './observed-responses.ts';

const messages = layout.entry('Messages.csv');
const sixty = messages.data + Math.floor((messages.dataEnd - messages.data) * 0.6);
const directory = (percent: number) =>
  layout.directoryFrom + Math.floor(((layout.directoryTo - layout.directoryFrom) * percent) / 100);

/** A reader that decompresses the received bytes is inside quotes, in the third row or a later one. */
function insideRow3(t: Test, length: number): void {
  t.ok(length > messages.data && length < messages.dataEnd, 'inside the data of Messages.csv');
  const text = inflateRawSync(good.subarray(messages.data, length), {
    finishFlush: constants.Z_SYNC_FLUSH,
  }).toString();
  const quotes = text.split('"').length - 1;
  t.equal(quotes % 2, 1, 'inside a quoted field');
  const rows = text.replace(/"[^"]*"/g, '').split('\n').length - 1;
  t.ok(rows >= 3 && rows <= 5, `in row 3 or one of the next, got ${rows}`);
}

const places: Readonly<Record<string, Parameters<typeof breaksOff>[1]>> = {
  'after-headers': 0,
  'in-local-header': messages.header + Math.floor((messages.data - messages.header) / 2),
  'mid-member': sixty,
  'in-row': insideRow3,
  'between-members': messages.end,
  'before-directory': layout.directoryFrom,
  'mid-directory': directory(50),
  'one-byte-short': good.length - 1,
};

const cuts = Object.entries(places).flatMap(([name, at]): [string, Expect[]][] => [
  [`cut-${name}-chunked`, [breaksOff('chunked', at, 'closed')]],
  [`cut-${name}-length`, [breaksOff('length', at, 'closed')]],
  [`cut-${name}-close-delimited`, [breaksOff('close', at, 'closed', true)]],
  [`cut-${name}-well-formed`, [breaksOff('chunked', at, 'closed', true)]],
]);

/**
 * The expected responses of a scenario, in order. A number is a wait before the next request, milliseconds.
 */
export const expected: Readonly<Record<string, readonly (Expect | number)[]>> = {
  'token-missing': [refused, refused],
  'token-expired': [refused, refused],
  'token-revoked': [refused, refused],
  'not-verified-admin': [answers(401, { type: 'application/json', body: /verified admins/ })],
  'token-expires-between-requests': [fine, refused, refused],
  'token-expires-mid-run': [fine, fine, fine, refused, refused],
  'token-refused-once': [refused, fine, refused, fine],

  'rate-limited': [limited(/^2$/), limited(/^[12]$/), 2010, fine, limited(/^2$/)],
  'rate-limited-date': [limited(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/), 2010, fine],
  'rate-limited-no-retry-after': [limited(undefined), 1010, fine],
  'rate-limited-thrice': [limited(/^1$/), 1010, limited(/^1$/), 1010, limited(/^1$/), 1010, fine],
  'rate-limited-always': [limited(/^1$/), 1010, limited(/^1$/)],
  'error-500': [answers(500, { type: 'application/json', body: /"code":500/ })],
  'error-500-once': [answers(500, { body: /^$/ }), fine, answers(500, { body: /^$/ })],
  'error-502': [gateway(502), gateway(502)],
  'error-503': [
    answers(503, { type: html, body: /Service Unavailable/, headers: { 'retry-after': /^1$/ } }),
    fine,
  ],
  'error-504': [gateway(504)],
  'error-xml': [answers(500, { type: 'application/xml', body: /^<\?xml / })],
  'error-sometimes': [],
  'no-reason-phrase': [
    (t, seen, title) => {
      t.match(seen.head, /^HTTP\/1\.1 503 ?\r\n/, title);
      t.equal(seen.body.length, 0, title);
    },
  ],
  'ok-login-page': [answers(200, { type: html, body: /Sign in/ })],
  'ok-json-error': [answers(200, { type: 'application/json', body: NOT_FOUND })],
  'ok-empty': [answers(200, { type: 'application/zip', body: /^$/ })],
  'wrong-content-type': [headed((t, seen, title) => t.equal(seen.headers['content-type'], html, title))],
  'no-content-type': [
    headed((t, { headers }, title) =>
      t.notOk('content-type' in headers || 'content-disposition' in headers, title),
    ),
  ],
  'header-flood': [
    headed((t, { headers, head }, title) => {
      t.equal(Object.keys(headers).filter((name) => name.startsWith('x-flood-')).length, 100, title);
      t.ok(head.length < 16_384, `${title}: within the limits of clients`);
    }),
  ],
  'length-too-large': [
    (t, seen, title) => {
      t.equal(Number(seen.headers['content-length']), good.length + 1000, title);
      t.ok(seen.body.equals(good), title);
      t.equal(seen.end, 'closed', title);
    },
  ],
  'length-too-small': [
    (t, seen, title) => {
      t.equal(Number(seen.headers['content-length']), good.length - 1000, title);
      t.ok(seen.body.equals(good), `${title}: the whole body is received nevertheless`);
      t.equal(seen.end, 'closed', title);
    },
  ],
  'no-length-no-chunks': [headed((t, seen, title) => t.equal(seen.framing, 'close', title))],
  'with-length': [
    headed((t, seen, title) => t.equal(Number(seen.headers['content-length']), good.length, title)),
  ],
  'gzip-encoding': [
    (t, seen, title) => {
      t.equal(seen.headers['content-encoding'], 'gzip', title);
      t.ok(gunzipSync(seen.body).equals(good), title);
      t.ok(seen.whole, title);
    },
  ],
  'gzip-unannounced': [
    (t, seen, title) => {
      t.notOk('content-encoding' in seen.headers, title);
      t.ok(gunzipSync(seen.body).equals(good), title);
      t.ok(seen.whole, title);
    },
  ],
  'slow-first-byte': [
    headed((t, seen, title) => t.ok(seen.headAfterMs >= 1000, `${title}: ${seen.headAfterMs} ms`)),
  ],
  'redirect-other-host': [
    answers(302, {
      body: /^$/,
      headers: {
        location: /^http:\/\/localhost:\d+\/s\/\w+\/api\/v1\/export\?since=2024-06-01&redirected=\w+$/,
      },
    }),
  ],
  'redirect-other-port': [
    answers(302, {
      body: /^$/,
      headers: {
        location: /^http:\/\/127\.0\.0\.1:\d+\/s\/\w+\/api\/v1\/export\?since=2024-06-01&redirected=\w+$/,
      },
    }),
  ],
  'redirect-same-host': [
    answers(307, {
      body: /^$/,
      headers: { location: /^\/s\/\w+\/api\/v1\/export\?since=2024-06-01&redirected=\w+$/ },
    }),
  ],
  'redirect-loop': [
    answers(302, { body: /^$/, headers: { location: /^\/s\/\w+\/api\/v1\/export\?since=2024-06-01$/ } }),
  ],

  'connection-refused': [nothing('reset')],
  'connection-silent': [nothing('reset')],
  'reset-before-headers': [nothing('reset')],
  'reset-before-headers-once': [nothing('reset'), fine, nothing('reset')],
  'close-before-headers': [nothing('closed')],
  'reset-after-headers': [breaksOff('chunked', 0, 'reset')],
  'reset-mid-member': [breaksOff('chunked', sixty, 'reset')],
  'reset-mid-member-once': [breaksOff('chunked', sixty, 'reset'), fine],
  ...Object.fromEntries(cuts),
  stall: [stalled(sixty, 280, fine)],
  'stall-and-reset': [stalled(sixty, 280, breaksOff('chunked', sixty, 'reset'))],
  'stall-at-the-end': [stalled(good.length - 1, 280, fine)],
  slow: [headed((t, seen, title) => t.ok(seen.reads > 10, `${title}: in ${seen.reads} reads`))],
  drip: [headed((t, seen, title) => t.ok(seen.reads > 50, `${title}: in ${seen.reads} reads`))],
};

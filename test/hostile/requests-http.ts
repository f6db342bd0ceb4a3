import { CANARY, EXPORT, get, HOST, type HostileRequest, REFUSED, TOKEN } from './request-making.ts';

/** Bytes that are not a valid HTTP request. */
export const httpRequests: readonly HostileRequest[] = [
  { name: 'nothing at all', sends: '' },
  { name: 'a line break', sends: '\r\n\r\n' },
  { name: 'no HTTP', sends: 'hello\r\n\r\n', answers: [400] },
  { name: 'half a TLS greeting', sends: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' },
  { name: 'a TLS greeting of nonsense', sends: `\x16\x03\x01\x00\x10${'x'.repeat(16)}` },
  {
    name: 'a tunnel with nonsense in it',
    sends: `CONNECT www.yammer.com:443 HTTP/1.1\r\n${HOST}\r\n\r\n\x16\x03\x01\xff\xff${'y'.repeat(70_000)}`,
  },
  { name: 'HTTP/2', sends: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', answers: [400] },
  { name: 'HTTP/0.9', sends: 'GET /\r\n\r\n', answers: [400, 404] },
  { name: 'HTTP/9.9', sends: `GET / HTTP/9.9\r\n${HOST}\r\n\r\n`, answers: [400, 505] },
  { name: 'no Host', sends: 'GET / HTTP/1.1\r\n\r\n', answers: [400] },
  { name: 'two Hosts', sends: get('/', 'Host: example.org'), answers: [400] },
  { name: 'two Hosts that agree', sends: get('/', HOST), answers: [400] },
  {
    name: 'an absolute target of another host',
    sends: get('http://example.org/api/v1/export', TOKEN),
    answers: [400, 403],
  },
  {
    name: 'control by an absolute target',
    sends: get('http://example.org/__admin/sessions'),
    answers: [400, 403],
  },
  { name: 'CONNECT', sends: `CONNECT example.org:443 HTTP/1.1\r\n${HOST}\r\n\r\n`, answers: [0, ...REFUSED] },
  {
    name: 'TRACE',
    sends: `TRACE / HTTP/1.1\r\n${HOST}\r\nX-Secret: ${CANARY}\r\n\r\n`,
    answers: REFUSED,
    never: /canary/,
  },
  { name: 'a method that is none', sends: `G@T / HTTP/1.1\r\n${HOST}\r\n\r\n`, answers: [400] },
  { name: 'a target without a slash', sends: `GET api HTTP/1.1\r\n${HOST}\r\n\r\n`, answers: [400, 404] },
  {
    name: 'a target of 100 kB',
    sends: get(`/api/v1/export?since=${'1'.repeat(100_000)}`, TOKEN),
    answers: [414, 431],
  },
  {
    name: '5,000 headers',
    sends: get(EXPORT, TOKEN, ...Array.from({ length: 5000 }, (_, at) => `X-${at}: 1`)),
    answers: [200, 431],
  },
  { name: 'a header of 100 kB', sends: get(EXPORT, `X: ${'a'.repeat(100_000)}`), answers: [431] },
  { name: 'a header that folds', sends: get(EXPORT, 'X: a\r\n b'), answers: [400, 401] },
  { name: 'a header without a colon', sends: get(EXPORT, 'Nonsense'), answers: [400] },
  {
    name: 'a blank before the colon',
    sends: get(EXPORT, 'Authorization : Bearer verified-admin'),
    answers: [400],
  },
  { name: 'a NUL in a header', sends: get(EXPORT, 'X: a\0b'), answers: [400] },
  { name: 'a NUL in the target', sends: get('/api\0/v1'), answers: [400] },
  { name: 'a lone line feed', sends: `GET ${EXPORT} HTTP/1.1\n${HOST}\n\n`, answers: [400, 401] },
  { name: 'bytes above 127 in the target', sends: get('/api/v1/\xff\xfe'), answers: [400, 404] },
  {
    name: 'two lengths',
    sends: `POST /x HTTP/1.1\r\n${HOST}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    answers: [400],
  },
  {
    name: 'a length and chunks',
    sends: `POST /x HTTP/1.1\r\n${HOST}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    answers: [400],
  },
  {
    name: 'a negative length',
    sends: `POST /x HTTP/1.1\r\n${HOST}\r\nContent-Length: -1\r\n\r\n`,
    answers: [400],
  },
  {
    name: 'a length of 2^64',
    sends: `POST /__admin/sessions HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nContent-Length: 18446744073709551616\r\n\r\n{}`,
    answers: [400, 413],
  },
  {
    name: 'chunks of 2^64',
    sends: `POST /__admin/sessions HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n`,
    answers: [400],
  },
  {
    name: 'chunked twice',
    sends: `POST /x HTTP/1.1\r\n${HOST}\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`,
    answers: REFUSED,
  },
  {
    name: 'a request in a request',
    sends: `GET ${EXPORT} HTTP/1.1\r\n${HOST}\r\nContent-Length: 40\r\n\r\nGET /__admin/requests HTTP/1.1\r\nHost: x\r\n\r\n`,
    answers: [400, 401],
  },
  {
    name: 'an expectation',
    sends: `GET ${EXPORT} HTTP/1.1\r\n${HOST}\r\nExpect: miracles\r\n\r\n`,
    answers: [401, 417],
  },
  {
    name: 'an upgrade',
    sends: get('/', 'Upgrade: websocket', 'Sec-WebSocket-Key: x'),
    answers: [200, 400, 404, 426],
  },
  { name: 'half a request', sends: `GET ${EXPORT} HTTP/1.1\r\nHost: 12` },
  {
    name: 'half a body',
    sends: `POST /__admin/sessions HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n{"a":`,
  },
  { name: '100 halves of requests', sends: `GET ${EXPORT} HTTP/1.1\r\nHost: 12`, times: 100 },
  { name: '100 exports that nobody reads', sends: get(EXPORT, TOKEN), times: 100, leavesAfter: 1 },
  {
    name: '1,000 requests in a row',
    sends: get(EXPORT).replace('Connection: close\r\n', '').repeat(1000),
    answers: [401],
    leavesAfter: 100_000,
  },
];

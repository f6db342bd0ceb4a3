import type { Scenario } from '../scenario.ts';
import type { AnswerStep } from '../steps/answer.ts';
import { HTML, page, SAVED } from './http-pages.ts';

const NO_RETRY = 'Observed in public clients: no retry, or a retry that ignores Retry-After.';

function gateway(status: number, title: string): AnswerStep {
  return { do: 'answer', status, headers: HTML, body: page(`${status} ${title}`) };
}

/** Rate limits. */
const limits: readonly Scenario[] = [
  {
    name: 'rate-limited',
    area: 'http',
    what: 'The first of every two requests is answered 429 with Retry-After in seconds; earlier requests get another 429.',
    shows: 'The client gives up, or repeats the request too early.',
    source: `Observed: status, body and code of the error response. ${NO_RETRY}`,
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'rate-limit', seconds: 2, retryAfter: 'seconds' }] }],
  },
  {
    name: 'rate-limited-date',
    area: 'http',
    what: 'The first of every two requests is answered 429 with Retry-After as a date.',
    shows: 'The client reads the date as a number, and repeats the request at once or never.',
    source: `Assumed: HTTP allows both forms. ${NO_RETRY}`,
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'rate-limit', seconds: 2, retryAfter: 'date' }] }],
  },
  {
    name: 'rate-limited-no-retry-after',
    area: 'http',
    what: 'The first of every two requests is answered 429 without Retry-After.',
    shows: 'A client that relies on the header crashes, or repeats the request without a pause.',
    source: 'Observed: the header is sometimes absent.',
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'rate-limit', seconds: 1, retryAfter: 'none' }] }],
  },
  {
    name: 'rate-limited-thrice',
    area: 'http',
    what: 'Three of every four requests are answered 429, each with Retry-After 1.',
    shows: 'The client retries once and then gives up.',
    source: NO_RETRY,
    cycle: 4,
    rules: [{ when: { requests: '1-3' }, steps: [{ do: 'rate-limit', seconds: 1, retryAfter: 'seconds' }] }],
  },
  {
    name: 'rate-limited-always',
    area: 'http',
    what: 'Every request is answered 429 with Retry-After 1.',
    shows: 'The client retries endlessly, or reports success in the end.',
    source: 'Observed in public clients: success reported after every failure.',
    rules: [{ steps: [{ do: 'rate-limit', seconds: 1, retryAfter: 'seconds' }] }],
  },
];

/** Errors of the service and of gateways in front of it. */
const errors: readonly Scenario[] = [
  {
    name: 'error-500',
    area: 'http',
    what: 'Every request is answered 500 with a JSON body.',
    shows: 'The client saves the body as an export.',
    source: SAVED,
    rules: [
      {
        steps: [
          {
            do: 'answer',
            status: 500,
            headers: { 'Content-Type': 'application/json' },
            body: '{"response":{"message":"Internal error.","code":500,"stat":"fail"}}',
          },
        ],
      },
    ],
  },
  {
    name: 'error-500-once',
    area: 'http',
    what: 'The first of every two requests is answered 500 with an empty body, the second with the export.',
    shows: 'The client gives up at an error that the next request would not get.',
    source: NO_RETRY,
    cycle: 2,
    rules: [{ when: { requests: '1' }, steps: [{ do: 'answer', status: 500 }] }],
  },
  {
    name: 'error-502',
    area: 'http',
    what: 'Every request is answered 502 with an HTML page.',
    shows: 'The client parses the page as JSON and crashes, or saves it as an export.',
    source: SAVED,
    rules: [{ steps: [gateway(502, 'Bad Gateway')] }],
  },
  {
    name: 'error-503',
    area: 'http',
    what: 'The first of every two requests is answered 503 with Retry-After 1.',
    shows: 'The client retries only after a 429, and gives up.',
    source: NO_RETRY,
    cycle: 2,
    rules: [
      {
        when: { requests: '1' },
        steps: [
          {
            do: 'answer',
            status: 503,
            headers: { 'Retry-After': '1', ...HTML },
            body: page('Service Unavailable'),
          },
        ],
      },
    ],
  },
  {
    name: 'error-504',
    area: 'http',
    what: 'Every request waits two seconds and is answered 504 with an HTML page.',
    shows: 'The client treats a timeout as the end of the export.',
    source: 'Assumed: a large export starts slowly, and gateways have short time limits.',
    rules: [{ steps: [{ do: 'wait', ms: 2000 }, gateway(504, 'Gateway Timeout')] }],
  },
  {
    name: 'error-xml',
    area: 'http',
    what: 'Every request is answered 500 with an XML body.',
    shows: 'A client that expects JSON errors fails while it reads the error, and hides it.',
    source: 'Assumed: older parts of the service answer in XML.',
    rules: [
      {
        steps: [
          {
            do: 'answer',
            status: 500,
            headers: { 'Content-Type': 'application/xml' },
            body: '<?xml version="1.0" encoding="UTF-8"?>\n<response><message>Internal error.</message><code>500</code><stat>fail</stat></response>\n',
          },
        ],
      },
    ],
  },
  {
    name: 'error-sometimes',
    area: 'http',
    what: 'About one request in five is answered 503; always the same requests.',
    shows: 'The client handles a single failure, but not many failures in a long run.',
    source: NO_RETRY,
    rules: [{ when: { percent: 20 }, steps: [gateway(503, 'Service Unavailable')] }],
  },
  {
    name: 'no-reason-phrase',
    area: 'http',
    what: 'Every request is answered 503 without a reason phrase.',
    shows: 'The client reads the error from the reason phrase, and finds none.',
    source: 'Assumed: HTTP/2 gateways have no reason phrase to forward.',
    rules: [{ steps: [{ do: 'answer', status: 503, reason: '' }] }],
  },
];

/** Scenarios with an error response. */
export const refusingScenarios: readonly Scenario[] = [...limits, ...errors];

import type { Scenario } from '../scenario.ts';
import { HTML, page, SAVED } from './http-pages.ts';

/** Responses of status 200 that are not what they look like. */
const disguises: readonly Scenario[] = [
  {
    name: 'ok-login-page',
    area: 'http',
    what: 'Every request is answered 200 with an HTML sign-in page.',
    shows: 'The client treats every 200 as an export.',
    source: 'Observed in public clients: a 200 with an HTML page is treated as an export.',
    rules: [{ steps: [{ do: 'answer', status: 200, headers: HTML, body: page('Sign in to your account') }] }],
  },
  {
    name: 'ok-json-error',
    area: 'http',
    what: 'Every request is answered 200 with a JSON body that reports a failure.',
    shows: 'The client checks only the status.',
    source: SAVED,
    rules: [
      {
        steps: [
          {
            do: 'answer',
            status: 200,
            headers: { 'Content-Type': 'application/json' },
            body: '{"response":{"message":"Token not found.","code":16,"stat":"fail"}}',
          },
        ],
      },
    ],
  },
  {
    name: 'ok-empty',
    area: 'http',
    what: 'Every request is answered 200 with Content-Type application/zip and an empty body.',
    shows: 'The client saves an empty file and reports it as an export.',
    source: 'Observed in public clients: the ZIP is never opened.',
    rules: [{ steps: [{ do: 'answer', status: 200, headers: { 'Content-Type': 'application/zip' } }] }],
  },
  {
    name: 'wrong-content-type',
    area: 'http',
    what: 'The export has the Content-Type text/html.',
    shows: 'The client relies on the type instead of the bytes, or decodes the ZIP as text.',
    source: 'Observed in public clients: the body is written in text mode.',
    rules: [{ steps: [{ do: 'head', set: { 'Content-Type': 'text/html; charset=utf-8' } }] }],
  },
  {
    name: 'no-content-type',
    area: 'http',
    what: 'The export has no Content-Type and no Content-Disposition.',
    shows: 'The client crashes because it assumes a header.',
    source:
      'Documented: the type. Observed: the name of the download. Assumed: the header that carries the name.',
    rules: [{ steps: [{ do: 'head', remove: ['Content-Type', 'Content-Disposition'] }] }],
  },
  {
    name: 'header-flood',
    area: 'http',
    what: 'The export has 100 additional headers.',
    shows: 'The client has a low limit on headers, or prints all of them.',
    source: 'Assumed: headers that proxies add.',
    rules: [{ steps: [{ do: 'head', flood: 100 }] }],
  },
];

/** Responses with unusual framing, encoding or location of the body. */
const bodies: readonly Scenario[] = [
  {
    name: 'length-too-large',
    area: 'http',
    what: 'Content-Length states 1000 bytes more than the client receives before the connection closes.',
    shows: 'The client does not notice that the body is shorter than its length.',
    source: 'Observed in public clients: truncation is not noticed.',
    rules: [{ steps: [{ do: 'framing', as: 'length', lengthOff: 1000 }] }],
  },
  {
    name: 'length-too-small',
    area: 'http',
    what: 'Content-Length states 1000 bytes fewer than the archive has.',
    shows: 'The client saves an archive without its end.',
    source: 'Observed in public clients: the ZIP is never opened.',
    rules: [{ steps: [{ do: 'framing', as: 'length', lengthOff: -1000 }] }],
  },
  {
    name: 'no-length-no-chunks',
    area: 'http',
    what: 'The body has no Content-Length and no chunks; the close of the connection ends it.',
    shows: 'The client requires a length, or hangs at the end.',
    source: 'Observed: an HTTP/1.0 client gets this framing.',
    rules: [{ steps: [{ do: 'framing', as: 'close' }] }],
  },
  {
    name: 'with-length',
    area: 'http',
    what: 'The body has a Content-Length and no chunks.',
    shows: 'The client handles a body of known length differently from a chunked one.',
    source: 'Assumed: a proxy that buffers whole responses.',
    rules: [{ steps: [{ do: 'framing', as: 'length' }] }],
  },
  {
    name: 'gzip-encoding',
    area: 'http',
    what: 'The export is also compressed with gzip, and Content-Encoding announces it.',
    shows: 'The client saves the gzip as the ZIP.',
    source: 'Assumed: a gateway that compresses every response, even if the client does not accept gzip.',
    rules: [{ steps: [{ do: 'encode', as: 'gzip', announced: true }] }],
  },
  {
    name: 'gzip-unannounced',
    area: 'http',
    what: 'The export is also compressed with gzip, and no header announces it.',
    shows: 'The client never opens the saved file.',
    source: 'Observed in public clients: the ZIP is never opened.',
    rules: [{ steps: [{ do: 'encode', as: 'gzip', announced: false }] }],
  },
  {
    name: 'slow-first-byte',
    area: 'http',
    what: 'The response starts after 101 seconds.',
    shows: 'The client has a time limit of 100 seconds, the default of a widely used library.',
    source: 'Assumed: a large export starts slowly.',
    rules: [{ steps: [{ do: 'wait', ms: 101_000 }] }],
  },
  {
    name: 'redirect-other-host',
    area: 'http',
    what: 'Every request is answered 302 to another host, which answers with the export without a token.',
    shows: 'The client does not follow the redirect, or sends its token to the other host.',
    source: 'Observed in public clients: Authorization is sent to another host.',
    rules: [{ steps: [{ do: 'redirect', to: 'other-host' }] }],
  },
  {
    name: 'redirect-other-port',
    area: 'http',
    what: 'Every request is answered 302 to another port of the same host, which answers with the export without a token.',
    shows: 'The client sends its token to whatever listens on the other port.',
    source: 'Observed: standard libraries differ; some compare only the name of the host.',
    rules: [{ steps: [{ do: 'redirect', to: 'other-port' }] }],
  },
  {
    name: 'redirect-same-host',
    area: 'http',
    what: 'Every request is answered 307 to another URL of the same host, which answers with the export.',
    shows: 'The client saves the empty body of the redirect.',
    source: 'Observed: the service answers 200 directly, so clients do not expect a redirect.',
    rules: [{ steps: [{ do: 'redirect', to: 'same-host', status: 307 }] }],
  },
  {
    name: 'redirect-loop',
    area: 'http',
    what: 'Every request is answered 302 to the same URL.',
    shows: 'The client follows the redirect endlessly.',
    source: 'Assumed: a gateway that redirects every request to sign in again.',
    rules: [{ steps: [{ do: 'redirect', to: 'loop' }] }],
  },
];

/** Responses that a client has to verify. */
export const bodyScenarios: readonly Scenario[] = [...disguises, ...bodies];

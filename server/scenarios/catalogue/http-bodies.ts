import type { Scenario } from '../scenario.ts';
import { HTML, page, SAVED } from './http-pages.ts';

/** Answers that look right and are not. */
const disguises: readonly Scenario[] = [
  {
    name: 'ok-login-page',
    area: 'http',
    what: 'Every request is answered 200 with the HTML of a page for signing in.',
    shows: 'The client takes a 200 for an export.',
    source: 'Observed in public clients: a 200 with an HTML page taken for an export.',
    rules: [{ steps: [{ do: 'answer', status: 200, headers: HTML, body: page('Sign in to your account') }] }],
  },
  {
    name: 'ok-json-error',
    area: 'http',
    what: 'Every request is answered 200 with a JSON body that says it failed.',
    shows: 'The client looks at the status only.',
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
    what: 'Every request is answered 200, as a ZIP of no bytes.',
    shows: 'The client keeps an empty file and calls it an export.',
    source: 'Observed in public clients: the ZIP is never opened.',
    rules: [{ steps: [{ do: 'answer', status: 200, headers: { 'Content-Type': 'application/zip' } }] }],
  },
  {
    name: 'wrong-content-type',
    area: 'http',
    what: 'The export comes as text/html.',
    shows: 'The client decides by the type and not by the bytes, or decodes the ZIP as text.',
    source: 'Observed in public clients: bytes written in text mode.',
    rules: [{ steps: [{ do: 'head', set: { 'Content-Type': 'text/html; charset=utf-8' } }] }],
  },
  {
    name: 'no-content-type',
    area: 'http',
    what: 'The export comes without a Content-Type and without a Content-Disposition.',
    shows: 'The client crashes over a header that it took for granted.',
    source: 'Documented: the type. Observed: the name of the download; assumed: the header that it comes in.',
    rules: [{ steps: [{ do: 'head', remove: ['Content-Type', 'Content-Disposition'] }] }],
  },
  {
    name: 'header-flood',
    area: 'http',
    what: 'The export comes with 100 more headers.',
    shows: 'The client has a small limit on headers, or prints them all.',
    source: 'Assumed: what proxies add.',
    rules: [{ steps: [{ do: 'head', flood: 100 }] }],
  },
];

/** How the body is measured, packed and found. */
const bodies: readonly Scenario[] = [
  {
    name: 'length-too-large',
    area: 'http',
    what: 'Content-Length promises 1000 bytes more than come before the connection closes.',
    shows: 'The client does not notice that the body is shorter than its length.',
    source: 'Observed in public clients: truncation not noticed.',
    rules: [{ steps: [{ do: 'framing', as: 'length', lengthOff: 1000 }] }],
  },
  {
    name: 'length-too-small',
    area: 'http',
    what: 'Content-Length promises 1000 bytes less than the archive has.',
    shows: 'The client keeps an archive whose end is missing.',
    source: 'Observed in public clients: the ZIP is never opened.',
    rules: [{ steps: [{ do: 'framing', as: 'length', lengthOff: -1000 }] }],
  },
  {
    name: 'no-length-no-chunks',
    area: 'http',
    what: 'The body has no length and no chunks; the end of the connection ends it.',
    shows: 'The client waits for a length, or hangs at the end.',
    source: 'Observed: that is how an HTTP/1.0 client gets it.',
    rules: [{ steps: [{ do: 'framing', as: 'close' }] }],
  },
  {
    name: 'with-length',
    area: 'http',
    what: 'The body has a Content-Length and no chunks.',
    shows: 'The client treats a body of known length otherwise than a chunked one.',
    source: 'Assumed: a proxy that keeps whole answers sends them so.',
    rules: [{ steps: [{ do: 'framing', as: 'length' }] }],
  },
  {
    name: 'gzip-encoding',
    area: 'http',
    what: 'The export is packed once more, in gzip, and Content-Encoding says so.',
    shows: 'The client saves the gzip as the ZIP.',
    source: 'Assumed: a gateway that compresses everything, asked or not.',
    rules: [{ steps: [{ do: 'encode', as: 'gzip', announced: true }] }],
  },
  {
    name: 'gzip-unannounced',
    area: 'http',
    what: 'The export is packed once more, in gzip, and no header says so.',
    shows: 'The client never opens what it has saved.',
    source: 'Observed in public clients: the ZIP is never opened.',
    rules: [{ steps: [{ do: 'encode', as: 'gzip', announced: false }] }],
  },
  {
    name: 'slow-first-byte',
    area: 'http',
    what: 'The answer begins after 101 seconds.',
    shows: 'The client has a time limit of 100 seconds, the default of a widely used library.',
    source: 'Assumed: a large export is slow to begin.',
    rules: [{ steps: [{ do: 'wait', ms: 101_000 }] }],
  },
  {
    name: 'redirect-other-host',
    area: 'http',
    what: 'Every request is answered 302 to another host, where the export is and no token is needed.',
    shows: 'The client does not follow, or sends its token to the other host.',
    source: 'Observed in public clients: Authorization forwarded to another host.',
    rules: [{ steps: [{ do: 'redirect', to: 'other-host' }] }],
  },
  {
    name: 'redirect-same-host',
    area: 'http',
    what: 'Every request is answered 307 to another address of the same host, where the export is.',
    shows: 'The client saves the empty body of the redirect.',
    source: 'Observed: 200 comes directly; a redirect is what a client does not expect.',
    rules: [{ steps: [{ do: 'redirect', to: 'same-host', status: 307 }] }],
  },
  {
    name: 'redirect-loop',
    area: 'http',
    what: 'Every request is answered 302 to itself.',
    shows: 'The client follows for ever.',
    source: 'Assumed: a gateway that sends everybody to sign in again.',
    rules: [{ steps: [{ do: 'redirect', to: 'loop' }] }],
  },
];

/** Answers of status 200 that a client has to look at twice. */
export const bodyScenarios: readonly Scenario[] = [...disguises, ...bodies];

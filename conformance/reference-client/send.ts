import type { IncomingMessage } from 'node:http';
import { exchange } from './exchange.ts';
import { Failure } from './failure.ts';
import type { Answer, ReferenceRequest, Waiting } from './parts.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The maximum part of a body that is read when it is no export, bytes. */
const EXCERPT = 2048;

/**
 * Sends a request and follows redirects. The token goes only to the original host, and to no host at all
 * after a redirect to another one.
 */
export async function send(request: ReferenceRequest, waiting: Waiting): Promise<Answer> {
  const seen = new Set<string>();
  let url = request.url;
  let trusted = true;
  for (;;) {
    if (seen.has(url.href)) throw new Failure(`${url.host}: a redirect leads back to where it came from`);
    if (seen.size > MOST_REDIRECTS) throw new Failure(`${url.host}: more than ${MOST_REDIRECTS} redirects`);
    seen.add(url.href);
    trusted &&= url.origin === request.url.origin;
    const { token, method = 'GET' } = request;
    const authorization = trusted && token !== undefined ? { authorization: `Bearer ${token}` } : {};
    const headers = { ...request.headers, ...authorization };
    const response = await exchange({ url, method, headers }, waiting);
    if (!REDIRECTS.has(response.statusCode ?? 0)) return answerOf(response, waiting);
    response.on('error', () => {}).destroy();
    url = targetOf(response, url);
  }
}

function targetOf({ headers: { location = '' }, statusCode }: IncomingMessage, from: URL): URL {
  const url = location !== '' && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new Failure(`${from.host}: answered ${statusCode} without an address that can be followed`);
  }
  url.hash = '';
  return url;
}

async function answerOf(response: IncomingMessage, waiting: Waiting): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const text = status === 200 ? '' : await excerptOf(response, waiting);
  return { status, headers: response.headers, body: response, text };
}

/** The beginning of a body, in characters; its end does not matter. */
export async function excerptOf(
  response: IncomingMessage,
  { limits }: Waiting,
  most = EXCERPT,
): Promise<string> {
  const timer = setTimeout(() => response.destroy(), limits.stallMs);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      if (Buffer.concat(chunks).length >= most) break;
    }
  } catch {
    // The status says what there is to know.
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, most);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { printable } from '../../schemas/text.ts';
import { originOf } from '../http/base-url.ts';
import { HINT, LONGEST_HINT } from '../http/hint.ts';
import { lastValueOf, parseQuery, type Query, rawQuery } from '../http/query.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';
import { authorize, deviceCode, devicePage, logout } from './authorize.ts';
import { type Answer, type Handler, json, type SignInCall } from './call.ts';
import { instanceDiscovery, openIdConfiguration, publishedKeys } from './discovery.ts';
import { refusal, SignInError } from './entra-errors.ts';
import { legacyDialog, legacyToken } from './legacy.ts';
import { answerToken } from './token.ts';

/** A request with a path of signing in. */
export interface SignInRequest {
  readonly sessions: Sessions;
  readonly session: Session;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The path without the session. */
  readonly path: string;
  /** The part of the path that selects a session; `''` for none. */
  readonly inSession: string;
}

interface Route {
  readonly methods: readonly string[];
  /** The path; its group is the tenant. */
  readonly path: RegExp;
  readonly handle: Handler;
}

const READ = ['GET', 'HEAD'];
/** All paths of signing in: Entra's, and those of the service itself. */
const routes: readonly Route[] = [
  { methods: READ, path: /^\/common\/discovery\/instance$/, handle: instanceDiscovery },
  {
    methods: READ,
    path: /^\/([^/]+)\/(?:v2\.0\/)?\.well-known\/openid-configuration$/,
    handle: openIdConfiguration,
  },
  { methods: READ, path: /^\/([^/]+)\/discovery\/(?:v2\.0\/)?keys$/, handle: publishedKeys },
  { methods: READ, path: /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?authorize$/, handle: authorize },
  { methods: READ, path: /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?logout$/, handle: logout },
  { methods: READ, path: /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?deviceauth$/, handle: devicePage },
  { methods: ['POST'], path: /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?token$/, handle: answerToken },
  { methods: ['POST', 'GET'], path: /^\/([^/]+)\/oauth2\/(?:v2\.0\/)?devicecode$/, handle: deviceCode },
  { methods: READ, path: /^\/(?:dialog\/oauth|oauth2\/authorize)$/, handle: legacyDialog },
  { methods: ['POST', 'GET'], path: /^\/oauth2\/access_token(?:\.json)?$/, handle: legacyToken },
];

/** The maximum size of a form, bytes. */
const MOST_FORM_BYTES = 64 * 1024;
/** The fields of a form that the journal shows; the others may hold secrets. */
const SHOWN_FIELDS = ['grant_type', 'scope', 'resource', 'response_type'];

/**
 * Answers a request of signing in. Resolves to false when no route has its path.
 *
 * A reply is a promise of its end, so it cannot be the result.
 */
export async function handleSignIn(asked: SignInRequest): Promise<boolean> {
  const { path, request, reply, session } = asked;
  const found = routes.find((route) => route.path.test(path));
  if (found === undefined) return false;
  const record = session.journal.open(request.raw, reply.raw);
  if (!found.methods.includes(request.method)) {
    const allowed = found.methods.join(', ');
    const hint = `${request.method}: expected ${allowed}`;
    const answer = json({ error: 'invalid_request' }, { status: 405, headers: { Allow: allowed } });
    return sent(reply, { ...answer, hint }, record);
  }
  const form = await formOf(request).catch(() => parseQuery(''));
  if (form === undefined) {
    const hint = `expected a form of at most ${MOST_FORM_BYTES} bytes`;
    return sent(reply, { ...json({ error: 'invalid_request' }, { status: 413 }), hint }, record);
  }
  const query = parseQuery(rawQuery(request.raw.url ?? ''));
  record.understood = SHOWN_FIELDS.flatMap((name) => {
    const value = lastValueOf(form, name) ?? lastValueOf(query, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const call: SignInCall = {
    ...asked,
    record,
    query,
    form,
    tenant: found.path.exec(path)?.[1] ?? 'common',
    version: /\/v2\.0\//.test(path) ? 'v2' : 'v1',
    base: originOf(request.raw) + asked.inSession,
  };
  return sent(reply, await answered(found.handle, call), record);
}

async function answered(handle: Handler, call: SignInCall): Promise<Answer> {
  try {
    return await handle(call);
  } catch (error) {
    if (error instanceof SignInError) return refusal(error, call);
    throw error;
  }
}

function sent(reply: FastifyReply, { status, headers, body, hint }: Answer, record: ExchangeRecord): true {
  record.hint = hint;
  const hinted = hint === undefined ? {} : { [HINT]: printable(hint, LONGEST_HINT) };
  reply
    .hijack()
    .raw.writeHead(status, { ...headers, ...hinted, 'Content-Length': Buffer.byteLength(body) })
    .end(reply.request.method === 'HEAD' ? '' : body);
  return true;
}

/** The form in the body of a request; undefined when it is too large. No parser has read the body before. */
async function formOf({ raw }: FastifyRequest): Promise<Query | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of raw as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= MOST_FORM_BYTES) parts.push(part);
  }
  return bytes > MOST_FORM_BYTES ? undefined : parseQuery(Buffer.concat(parts).toString());
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { linkBase, linked } from '../export/links.ts';
import { abortOnClientClose } from '../http/abort-on-close.ts';
import type { Credential, Principal } from '../http/auth.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { jsonText } from '../http/json.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import { refuse } from '../http/responses.ts';
import { send } from '../http/send.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import { errorResponses } from '../request/errors.ts';
import { personOf } from '../request/person.ts';
import { rateLimited } from '../request/rate-limit.ts';
import type { Session } from '../sessions/index.ts';
import type { RestAnswer, RestCall, RestHandler } from './call.ts';
import * as answers from './handlers.ts';
import { pictureAt } from './pictures.ts';

/** A request with a path of the REST API. */
export interface RestRequest {
  readonly session: Session;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The path without the session. */
  readonly path: string;
  /** Finds the token of the request. */
  readonly credential: () => Promise<Credential>;
  /** Finds the owner of a token. */
  readonly ownerOf: (token: string) => Promise<Principal>;
}

/** The paths below `/api/v1/`, each with or without `.json`. */
const routes: readonly (readonly [path: RegExp, handler: RestHandler])[] = [
  [/^users\/current$/, answers.currentUser],
  [/^users\/by_email$/, answers.usersByEmail],
  [/^users\/in_group\/(\d{1,20})$/, answers.members],
  [/^users\/(\d{1,20})$/, answers.oneUser],
  [/^users$/, answers.userList],
  [/^groups\/(\d{1,20})\/members$/, answers.members],
  [/^groups\/(\d{1,20})$/, answers.oneGroup],
  [/^groups$/, answers.groupList],
  [/^networks\/current$/, answers.networks],
  [/^oauth\/tokens$/, answers.tokens],
  [/^messages\/(\d{1,20})$/, answers.oneMessage],
  [/^uploaded_files\/(\d{1,20})$/, answers.oneFile],
  [/^uploaded_files\/(\d{1,20})\/download$/, answers.fileContent],
  [/^topics\/(\d{1,20})$/, answers.oneOf('topics')],
  [/^viva_topics\/(\d{1,20})$/, answers.oneOf('viva_topics')],
  [/^campaigns\/(\d{1,20})$/, answers.oneOf('campaigns')],
  [/^notes\/(\d{1,20})$/, answers.oneOf('notes')],
  [/^sentiments\/(\d{1,20})$/, answers.oneOf('sentiments')],
];

/** The paths of the network in a browser, below its permalink. */
const webRoutes: readonly (readonly [path: RegExp, handler: RestHandler])[] = [
  [/^\/[^/]+\/uploaded_files\/(\d{1,20})\/version\/(\d{1,20})\/download$/, answers.fileContent],
  [/^\/[^/]+\/uploaded_files\/(\d{1,20})\/download$/, answers.fileContent],
  [/^\/[^/]+\/notes\/(\d{1,20})\/download$/, answers.noteContent],
  [/^\/([\w.-]+)(?:\/.*)?$/, answers.webPage],
];

const API = '/api/v1/';

/** Answers a request to the REST API. Resolves to false when no route has its path. */
export async function handleRest(asked: RestRequest): Promise<boolean> {
  const { session, request, reply, path } = asked;
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const picture = isReading ? pictureAt(path) : undefined;
  if (picture !== undefined) {
    const record = session.journal.open(request.raw, reply.raw);
    await abortOnClientClose(reply.raw, session.context.report, (signal) =>
      deliver(picture, reply, { record, signal }),
    );
    return true;
  }
  const [all, place] = path.startsWith(API)
    ? [routes, path.slice(API.length).replace(/\.json$/, '')]
    : [webRoutes, path];
  const found = all.find(([pattern]) => pattern.test(place));
  if (found === undefined) return false;
  const [pattern, handler] = found;
  const record = session.journal.open(request.raw, reply.raw);
  const [, ...parts] = pattern.exec(place) ?? [];
  await abortOnClientClose(reply.raw, session.context.report, async (signal) => {
    const answer = await answerOf(asked, { handler, parts, signal });
    await deliver(answer, reply, { record, signal });
  });
  return true;
}

async function answerOf(
  { session, request, credential, ownerOf }: RestRequest,
  {
    handler,
    parts,
    signal,
  }: { readonly handler: RestHandler; readonly parts: readonly string[]; readonly signal: AbortSignal },
): Promise<RestAnswer> {
  const { context, clock, limiter } = session;
  const assumptions = await context.assumptions();
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return errorResponses.methodNotAllowed(request.method, request.raw.url ?? '', assumptions);
  const given = await credential();
  const waitMs = limiter?.ask('token' in given ? given.token : '') ?? 0;
  if (waitMs > 0) return rateLimited(waitMs, 'seconds', clock.now());
  if ('why' in given) return errorResponses.tokenNotFound(given.why);
  const principal = await ownerOf(given.token);
  if (!principal.admin && principal.why !== 'not-admin') return errorResponses.tokenNotFound(principal.why);
  const world = await context.world();
  const [home] = world.networks;
  const now = clock.now();
  const base = linkBase(context.links, baseUrlOf(request.raw, session));
  const call: RestCall = {
    world,
    home,
    now,
    query: parseQuery(rawQuery(request.raw.url ?? '')),
    parts,
    userId: personOf(home, principal, now).id,
    token: principal.admin && principal.tokenId === undefined ? given.token : session.token,
    link: (address) => linked(address, base),
    signal,
  };
  return handler(call);
}

/** Sends an answer. A file is sent as fast as the client reads. */
async function deliver(
  answer: RestAnswer,
  reply: FastifyReply,
  { record, signal }: { readonly record: ExchangeRecord; readonly signal: AbortSignal },
): Promise<void> {
  if (answer instanceof ErrorResponse) {
    record.hint = answer.hint;
    refuse(reply, answer);
    return;
  }
  const response = reply.hijack().raw;
  const isHead = reply.request.method === 'HEAD';
  if ('content' in answer) {
    const { name, mediaType, bytes, content } = answer.content;
    response.writeHead(200, {
      'Content-Type': mediaType,
      'Content-Length': bytes,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
    if (isHead || signal.aborted) response.end();
    else await send(pieces(content()), response);
    return;
  }
  const [type, body] =
    'page' in answer
      ? ['text/plain; charset=utf-8', answer.page]
      : ['application/json; charset=utf-8', jsonText(answer.json)];
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(isHead ? '' : body);
}

async function* pieces(content: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* content;
}

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { nearest, printable } from '../../schemas/text.ts';
import { pathOf } from '../http/path.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import { redactTarget } from '../http/redact.ts';
import { useClock } from '../http/session-response.ts';
import { JournalReader } from '../journal/reader.ts';
import type { Sessions } from '../sessions/index.ts';
import { bodyError, hasBody, isExport, wrongType } from './body.ts';
import { type Answer, answerWith, ControlError, type Handler, handleError, ownUrl } from './call.ts';
import { checkUpload } from './check-export.ts';
import { moveClock, showClock } from './clock.ts';
import { describe } from './info.ts';
import { networkRoutes } from './network.ts';
import { listRefused, listRequests, listSessionRefused, listSessionRequests } from './requests.ts';
import { bringScenario, checkScenario, listScenarios, removeScenario, showScenario } from './scenarios.ts';
import {
  endSession,
  listSessions,
  openSession,
  playScenario,
  resetSession,
  showSession,
} from './sessions.ts';

/** The handler of an operation, and the body that the operation takes when that is no JSON. */
type Operation = Handler | { readonly takes: 'export'; readonly handle: Handler };

type Methods = Readonly<Partial<Record<'GET' | 'POST' | 'DELETE', Operation>>>;

const PREFIX = '/__admin';

/** All control routes below `/__admin`. Without an id they mean the server's own session. */
export const controlTable = {
  '/health': { GET: () => ({ status: 200, body: { status: 'ok' } }) },
  '/info': { GET: async ({ sessions }) => ({ status: 200, body: await describe(sessions) }) },
  '/requests': { GET: listRequests },
  '/refused': { GET: listRefused },
  '/clock': { GET: showClock, POST: moveClock },
  '/reset': { POST: resetSession },
  '/scenario': { POST: playScenario },
  '/scenarios': { GET: listScenarios, POST: bringScenario },
  '/scenarios/:name': { GET: showScenario, DELETE: removeScenario },
  '/sessions': { GET: listSessions, POST: openSession },
  '/sessions/:id': { GET: showSession, DELETE: endSession },
  '/sessions/:id/clock': { GET: showClock, POST: moveClock },
  '/sessions/:id/requests': { GET: listSessionRequests },
  '/sessions/:id/refused': { GET: listSessionRefused },
  '/sessions/:id/reset': { POST: resetSession },
  '/sessions/:id/scenario': { POST: playScenario },
  ...networkRoutes,
  '/check': { POST: { takes: 'export', handle: checkUpload } },
  '/check/scenario': { POST: checkScenario },
} as const satisfies Readonly<Record<string, Methods>>;

/** Answers a control request. */
export async function handleControl(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    return answerWith(reply, await call(sessions, request, reply));
  } catch (error) {
    if (error instanceof ControlError) return handleError(reply, error);
    // Nobody is there to read an answer.
    if (hasLeft(error, reply)) return handleError(reply, new ControlError(400, 'The client has left.'));
    throw error;
  }
}

/** Tells whether the client left, and that ended the work. */
function hasLeft(error: unknown, { raw }: FastifyReply): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const ended = error instanceof Error && error.name === 'AbortError';
  return raw.destroyed && (ended || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET');
}

/** Answers a request whose body could not be read. Rethrows other errors. */
export async function answerBadBody(
  error: FastifyError,
  { sessions, request, reply }: { sessions: Sessions; request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  // Fastify checks the body of this method before it looks for a route.
  if (request.method === 'QUERY') return handleControl(sessions, request, reply);
  const bodyMistake = bodyError(error, request.headers['content-type']);
  if (bodyMistake === undefined) throw error;
  return handleError(reply, bodyMistake);
}

async function call(sessions: Sessions, request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
  const target = request.raw.url ?? '';
  const path = pathOf(target);
  const { methods, params } = find(path);
  const { method } = request;
  const operation = methods[(method === 'HEAD' ? 'GET' : method) as keyof Methods];
  if (operation === undefined) throw wrongMethod(method, path, methods);
  const takesExport = 'takes' in operation && operation.takes === 'export';
  const handle = 'handle' in operation ? operation.handle : operation;
  if (hasBody(request) && (request.body === undefined || isExport(request) !== takesExport))
    throw wrongType(request, takesExport);
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  if (reply.raw.destroyed || request.raw.destroyed) gone.abort();
  const defaults = { id: sessions.main.id };
  return handle({
    sessions,
    reader: new JournalReader(sessions),
    url: ownUrl(request),
    params: { ...defaults, ...params },
    query: parseQuery(rawQuery(target)),
    body: request.body,
    announcedBytes: Number(request.headers['content-length'] ?? 0),
    useClock: (clock) => useClock(reply.raw, clock),
    signal: gone.signal,
  });
}

function find(path: string): {
  readonly methods: Methods;
  readonly params: Readonly<Record<string, string>>;
} {
  const asked = path.slice(PREFIX.length).split('/');
  for (const [pattern, methods] of Object.entries<Methods>(controlTable)) {
    const params = paramsOf(pattern.split('/'), asked);
    if (params !== undefined) return { methods, params };
  }
  const near = nearest(
    path,
    Object.keys(controlTable).map((pattern) => PREFIX + pattern),
  );
  const advice = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new ControlError(404, `${printable(redactTarget(path), 200)} does not exist.${advice}`);
}

function paramsOf(
  pattern: readonly string[],
  asked: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== asked.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const text = asked[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = text;
    else if (part !== text) return undefined;
  }
  return params;
}

function wrongMethod(method: string, path: string, methods: Methods): ControlError {
  const allowed = Object.keys(methods).flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one]));
  const text = `${printable(redactTarget(path), 200)}: expected ${allowed.join(' or ')}, got ${method}.`;
  return new ControlError(405, text, { headers: { allow: allowed.join(', ') } });
}

import type { Socket } from 'node:net';
import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import { printable } from '../../schemas/text.ts';
import { HINT, LONGEST_HINT } from '../http/hint.ts';
import { closeQueuedResponses } from '../http/queued-responses.ts';
import { redactText } from '../http/redact.ts';
import { hostMistake, targetHost } from '../http/request-host.ts';
import { plain } from '../http/responses.ts';
import { httpDate, sessionResponse } from '../http/session-response.ts';
import type { Sessions } from '../sessions/index.ts';
import { isOwnHost } from '../tls/names.ts';
import { acceptConnections } from './connections.ts';
import { answerForeign, answerUnrouted, routes } from './routes.ts';

/** The maximum time until a request has arrived completely, milliseconds; a response has no limit. */
const REQUEST_TIMEOUT_MS = 30_000;
/** The maximum size of target and headers together, bytes. */
const MAX_HEAD_BYTES = 16_384;
/** The time after which an idle connection is closed, milliseconds. */
const KEEP_ALIVE_MS = 5_000;

/** The body of a 500 after an internal error. */
const FAILED = '{"response":{"message":"The mock itself failed.","code":500,"stat":"fail"}}';

/**
 * The HTTP application: the export endpoints, control and the schemas. It does not listen yet.
 *
 * @param authorityFolder The folder of the certificate authority; without it, the authority is in memory.
 */
export function createApp(sessions: Sessions, authorityFolder?: string): FastifyInstance {
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: MAX_HEAD_BYTES, ServerResponse: sessionResponse(sessions.main.clock.now) },
    routerOptions: { querystringParser: () => ({}) },
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, sessions.main.clock.now()),
    frameworkErrors: (_error, request, reply) => {
      void answerUnrouted(sessions, request, reply);
    },
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
  });
  app.removeAllContentTypeParsers();
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (isOfTheRequest(error)) return answerUnrouted(sessions, request, reply);
    for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
    const hint = printable(redactText(error.message), LONGEST_HINT);
    void reply.code(500).header(HINT, hint).type('application/json').send(Buffer.from(FAILED));
    sessions.main.context.report(error);
  });
  app.addHook('onRequest', (request, reply, done) => {
    // A foreign target is refused as such, whatever the Host header says: the journal has it.
    if (isForeign(targetHost(request.raw))) return void answerForeign(sessions, request, reply);
    const mistake = hostMistake(request.raw);
    if (mistake !== undefined) void plain(reply, 400, mistake);
    else done();
  });
  closeQueuedResponses(app.server);
  const endAll = acceptConnections(app.server, {
    sessions,
    authorityFolder,
    firstByteMs: REQUEST_TIMEOUT_MS,
    silent: (socket) => answerBrokenRequest(timedOut, socket, sessions.main.clock.now()),
  });
  app.addHook('preClose', async () => endAll());
  routes(app, sessions);
  app.addHook('onClose', () => sessions.closeAll());
  return app;
}

/** Tells whether a target names a host that the mock does not serve. */
function isForeign(host: string | undefined): boolean {
  return host !== undefined && !isOwnHost(host);
}

/**
 * Tells whether Fastify rejected a request for its body, for example an unknown content type. Exports ignore
 * bodies.
 */
function isOfTheRequest({ statusCode = 500 }: FastifyError): boolean {
  return statusCode >= 400 && statusCode < 500;
}

/**
 * No route has a schema, so nothing is ever compiled. Without this Fastify loads two compilers, a third of
 * the start time.
 */
function noCompiler(): never {
  throw new Error(
    'expected routes without schemas, got one with a schema: remove compilersFactory to allow it.',
  );
}

interface BrokenRequest extends Error {
  readonly code?: string;
  /** The reason in the words of the parser. */
  readonly reason?: string;
}

/** The error of a connection on which no request came. */
const timedOut: BrokenRequest = Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

/** The status and the text for requests that are not valid HTTP, by the code of the error. */
const broken: Readonly<Record<string, readonly [status: string, why: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    `expected a target and headers of at most ${MAX_HEAD_BYTES} bytes together, got more: send fewer or shorter ones.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    `expected a complete request within ${REQUEST_TIMEOUT_MS / 1000} s, got only a part.`,
  ],
  HPE_INVALID_METHOD: ['400 Bad Request', 'expected GET, got an unknown method, or no HTTP.'],
  HPE_INVALID_VERSION: ['400 Bad Request', 'expected HTTP/1.1, got another version.'],
};

/** Answers a request that is not valid HTTP and closes the connection. `now` is the time of the response. */
function answerBrokenRequest(error: BrokenRequest, socket: Socket, now: number): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const reason = (error.reason ?? error.message).replace(/\.$/, '');
  const other = [
    '400 Bad Request',
    `expected a request that can be read as HTTP/1.1, got: ${reason}.`,
  ] as const;
  const [status, why] = broken[error.code ?? ''] ?? other;
  const body = `${why}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nDate: ${httpDate(now)}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

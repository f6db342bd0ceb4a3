import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import { printable } from '../../schemas/text.ts';
import { HINT, LONGEST_HINT } from '../http/hint.ts';
import { closeQueuedResponses } from '../http/queued-responses.ts';
import { redactText } from '../http/redact.ts';
import { hostMistake, targetHost } from '../http/request-host.ts';
import { sessionResponse } from '../http/session-response.ts';
import type { Sessions } from '../sessions/index.ts';
import { isOwnHost } from '../tls/names.ts';
import { acceptConnections } from './connections.ts';
import { MAX_HEAD_BYTES, REQUEST_TIMEOUT_MS, refuseBrokenRequest, timedOut } from './refuse.ts';
import { answerForeign, answerHostMistake, answerUnrouted, routes } from './routes.ts';

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
    http: {
      maxHeaderSize: MAX_HEAD_BYTES,
      // Node would answer by itself, and the journal would not have the request.
      requireHostHeader: false,
      ServerResponse: sessionResponse(sessions.main.clock.now),
    },
    routerOptions: { querystringParser: () => ({}) },
    clientErrorHandler: (error, socket) => refuseBrokenRequest(sessions, error, socket),
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
    if (mistake !== undefined) void answerHostMistake(sessions, request, reply, mistake);
    else done();
  });
  // An unknown expectation is ignored; Node would answer 417, and the journal would not have the request.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  closeQueuedResponses(app.server);
  const endAll = acceptConnections(app.server, {
    sessions,
    authorityFolder,
    firstByteMs: REQUEST_TIMEOUT_MS,
    silent: (socket) => refuseBrokenRequest(sessions, timedOut, socket),
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

import type { Socket } from 'node:net';
import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import { answerUnrouted, routes } from './routes.ts';
import type { Sessions } from './sessions/index.ts';

/** A request's head and body have to be here by then, milliseconds; an answer may take as long as it likes. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Target and headers of a request together, bytes. */
const MAX_HEAD_BYTES = 16_384;
/** An idle connection is kept so long, milliseconds. */
const KEEP_ALIVE_MS = 5_000;

/** The body of a 500, which no request should ever see. */
const FAILED = '{"response":{"message":"The mock itself failed.","code":500,"stat":"fail"}}';

/** The HTTP application: the two endpoints, the control address and the schemas, not yet listening. */
export function createApp(sessions: Sessions): FastifyInstance {
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: MAX_HEAD_BYTES },
    routerOptions: { querystringParser: () => ({}) },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (_error, request, reply) => {
      void answerUnrouted(sessions, request, reply);
    },
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
  });
  app.removeAllContentTypeParsers();
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (isOfTheRequest(error)) return answerUnrouted(sessions, request, reply);
    for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
    void reply.code(500).type('application/json').send(Buffer.from(FAILED));
    sessions.main.context.report(error);
  });
  routes(app, sessions);
  app.addHook('onClose', async () => sessions.closeAll());
  return app;
}

/** Whether Fastify stumbled over a request whose body nobody wants: an odd type of content. */
function isOfTheRequest({ statusCode = 500 }: FastifyError): boolean {
  return statusCode >= 400 && statusCode < 500;
}

/** No route has a schema, so nothing is ever compiled. Without this Fastify loads two compilers, a third of what a start takes. */
function noCompiler(): never {
  throw new Error('expected no route with a schema: to add one, give Fastify its compilers back.');
}

interface BrokenRequest extends Error {
  readonly code?: string;
}

const brokenStatus: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** What cannot be read as HTTP gets a bare status, and the connection is over. */
function answerBrokenRequest(error: BrokenRequest, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = brokenStatus[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusalOf } from '../control/guard.ts';
import type { Sessions } from '../sessions/index.ts';
import { once } from '../util/once.ts';
import { sessionOf } from './find-session.ts';

/** What a request needs is loaded with the first one that needs it: a server that starts has no use for it. */
const exporting = once(() => import('./export.ts'));
const schemas = once(() => import('./schemas.ts'));
const control = once(() => import('../control/index.ts'));
const stray = once(() => import('./not-found.ts'));

/** What somebody tells control may have so many bytes. */
const MOST_BODY_BYTES = 1_048_576;
/** Where the sessions are, each below its id. */
const SESSION = '/s/:session';
interface Params {
  readonly session?: string;
  readonly userId?: string;
}

/** Everything that the server answers. */
export function routes(app: FastifyInstance, sessions: Sessions): void {
  for (const prefix of ['', SESSION]) {
    for (const path of ['/api/v1/export', '/api/v1/export/users/:userId']) {
      app.get<{ Params: Params }>(prefix + path, async (request, reply) => {
        const session = sessionOf(sessions, { request, reply }, request.params.session);
        if (session === undefined) return answerUnrouted(sessions, request, reply);
        const { userId } = request.params;
        return (await exporting()).handleExport({ sessions, session, request, reply, userId });
      });
    }
  }

  app.get('/openapi.json', async () => (await schemas()).openApi(sessions.main.context));
  app.get('/schemas/', async () => (await schemas()).schemaIndex());
  app.get<{ Params: { file: string } }>('/schemas/:file', async (request, reply) =>
    (await schemas()).answerWrittenSchema(request.params.file, reply),
  );
  app.get<{ Params: { profile: string; file: string } }>('/schemas/:profile/:file', async (request, reply) =>
    (await schemas()).handleSchema(request.params, reply),
  );

  // Without control its address is one at which nothing is.
  if (sessions.access.open)
    app.register(
      (admin, _options, done) => {
        controlRoutes(admin, sessions);
        done();
      },
      { prefix: '/__admin' },
    );

  app.setNotFoundHandler((request, reply) => answerUnrouted(sessions, request, reply));
}

/** Answers whatever no route takes. */
export async function answerUnrouted(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return (await stray()).handleNotFound(sessions, request, reply);
}

/** What is for the person at this machine. All but one of its routes are in a table of its own, which is loaded when somebody asks: most servers are only asked for exports. */
function controlRoutes(admin: FastifyInstance, sessions: Sessions): void {
  admin.addHook('onRequest', async (request, reply) => {
    const refusal = refusalOf(request.raw, sessions.access);
    if (refusal === undefined) return;
    const { handleError, ControlError } = await control();
    return handleError(reply, new ControlError(403, refusal));
  });
  admin.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: MOST_BODY_BYTES },
    async (_request: FastifyRequest, body: string | Buffer) =>
      body === '' ? undefined : JSON.parse(String(body)),
  );
  admin.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { answerBadBody } = await control();
    return answerBadBody(error, { sessions, request, reply });
  });
  admin.get('/health', async () => ({ status: 'ok' }));
  admin.setNotFoundHandler(async (request, reply) =>
    (await control()).handleControl(sessions, request, reply),
  );
}

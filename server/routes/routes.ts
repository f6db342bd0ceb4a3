import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusalOf } from '../control/guard.ts';
import type { Sessions } from '../sessions/index.ts';
import { once } from '../util/once.ts';
import { sessionOf } from './find-session.ts';

/** Modules are loaded with the first request that needs them, to keep the start short. */
const exporting = once(() => import('./export.ts'));
const filesExport = once(() => import('./files-export.ts'));
const schemas = once(() => import('./schemas.ts'));
const control = once(() => import('../control/index.ts'));
const page = once(() => import('./page.ts'));
const unrouted = once(() => import('./not-found.ts'));

/** The maximum size of a control body, bytes. */
const MAX_BODY_BYTES = 1_048_576;
/** The prefix of the paths of a session. */
const SESSION = '/s/:session';
interface Params {
  readonly session?: string;
  readonly userId?: string;
}

/** Registers all routes of the server. */
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

  app.register((files, _options, done) => {
    filesExportRoutes(files, sessions);
    done();
  });

  app.get('/openapi.json', async () => (await schemas()).openApi(sessions));
  for (const path of ['/schemas', '/schemas/']) app.get(path, async () => (await schemas()).schemaIndex());
  app.get<{ Params: { file: string } }>('/schemas/:file', async (request, reply) =>
    (await schemas()).answerWrittenSchema(request.params.file, reply),
  );
  app.get<{ Params: { profile: string; file: string } }>('/schemas/:profile/:file', async (request, reply) =>
    (await schemas()).handleSchema(request.params, reply),
  );

  // When control is disabled, its paths do not exist, and neither does the page.
  if (sessions.access.open) {
    app.register(
      (admin, _options, done) => {
        controlRoutes(admin, sessions);
        done();
      },
      { prefix: '/__admin' },
    );
    pageRoutes(app, sessions);
  }

  app.setNotFoundHandler((request, reply) => answerUnrouted(sessions, request, reply));
}

/** Registers the routes of the Files Export API. */
function filesExportRoutes(app: FastifyInstance, sessions: Sessions): void {
  // The body of a request is not read, whatever its type.
  app.addContentTypeParser('*', (_request, body, done) => {
    body.resume();
    done(null);
  });
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { session: id } = request.params as Params;
    const session = sessionOf(sessions, { request, reply }, id);
    if (session === undefined) return answerUnrouted(sessions, request, reply);
    return (await filesExport()).handleFilesExport({ sessions, session, request, reply });
  };
  for (const prefix of ['', SESSION]) {
    const path = `${prefix}/api/v1/export/requests`;
    app.post(path, handle);
    app.get(`${path}/:requestId`, handle);
    app.get(`${path}/:requestId/files/:part`, handle);
  }
}

/** Registers the page for browsers. Other clients get the text for an unknown path. */
function pageRoutes(app: FastifyInstance, sessions: Sessions): void {
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { session: id } = request.params as Params;
    const exists = sessionOf(sessions, { request, reply }, id) !== undefined;
    if (!exists || !/(?:^|[\s,])text\/html\b/i.test(request.headers.accept ?? ''))
      return answerUnrouted(sessions, request, reply);
    return (await page()).answerPage(sessions, request, reply);
  };
  for (const path of ['/', SESSION, `${SESSION}/`]) app.get(path, handle);
}

/** Answers requests without a route. */
export async function answerUnrouted(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return (await unrouted()).handleNotFound(sessions, request, reply);
}

/** Answers a request that is for a host which the mock does not serve. */
export async function answerForeign(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return (await unrouted()).handleForeign(sessions, request, reply);
}

/** Answers a request that does not say its host, or not clearly. */
export async function answerHostMistake(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
  mistake: string,
): Promise<FastifyReply> {
  return (await unrouted()).refuseHost(sessions, { request, reply }, 400, mistake);
}

/**
 * Registers the control routes. All but one are in a table in another module, loaded on first use: most
 * servers are only asked for exports.
 */
function controlRoutes(admin: FastifyInstance, sessions: Sessions): void {
  admin.addHook('onRequest', async (request, reply) => {
    const reason = refusalOf(request.raw, sessions.access);
    if (reason === undefined) return;
    const { handleError, ControlError } = await control();
    return handleError(reply, new ControlError(403, reason));
  });
  admin.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: MAX_BODY_BYTES },
    async (_request: FastifyRequest, body: string | Buffer) =>
      body === '' ? undefined : JSON.parse(String(body)),
  );
  // An export to check is written to a file while it comes.
  admin.addContentTypeParser('application/zip', (_request, body, done) => done(null, body));
  admin.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { answerBadBody } = await control();
    return answerBadBody(error, { sessions, request, reply });
  });
  admin.get('/health', async () => ({ status: 'ok' }));
  admin.get<{ Params: { file: string } }>('/page/:file', async (request, reply) =>
    (await page()).answerAsset(request.params.file, reply),
  );
  admin.setNotFoundHandler(async (request, reply) =>
    (await control()).handleControl(sessions, request, reply),
  );
}

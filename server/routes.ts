import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from './context.ts';
import { isLoopbackHost } from './loopback.ts';
import { once } from './once.ts';

/** What a request needs is loaded with the first one that needs it: a server that starts has no use for it. */
const exporting = once(() => import('./answer-export.ts'));
const schemas = once(() => import('./answer-schema.ts'));
const control = once(() => import('./answer-control.ts'));
const stray = once(() => import('./answer-stray.ts'));

/** Everything that the server answers. */
export function routes(app: FastifyInstance, context: Context): void {
  app.get('/api/v1/export', async (request, reply) =>
    (await exporting()).answerNetworkExport(context, request, reply),
  );
  app.get<{ Params: { userId: string } }>('/api/v1/export/users/:userId', async (request, reply) =>
    (await exporting()).answerUserExport(context, request, reply, request.params.userId),
  );

  app.get('/openapi.json', async () => (await schemas()).openApi(context));
  app.get('/schemas/', async () => (await schemas()).schemaIndex());
  app.get<{ Params: { profile: string; file: string } }>('/schemas/:profile/:file', async (request, reply) =>
    (await schemas()).answerSchema(request.params, reply),
  );

  app.register(
    (admin, _options, done) => {
      controlRoutes(admin, context);
      done();
    },
    { prefix: '/__admin' },
  );

  app.setNotFoundHandler((request, reply) => answerUnrouted(context, request, reply));
}

/** Answers whatever no route takes. */
export async function answerUnrouted(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return (await stray()).answerStray(context, request, reply);
}

/** What is for the person at this machine. */
function controlRoutes(admin: FastifyInstance, context: Context): void {
  admin.addHook('onRequest', async (request, reply) => {
    if (!isLoopbackHost(request.headers.host)) return (await control()).refuseHost(reply);
  });
  admin.get('/health', async () => ({ status: 'ok' }));
  admin.get('/info', async () => (await control()).describe(context));
}

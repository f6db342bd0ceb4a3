import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import t from 'tap';
import { startServer } from '../../../server/index.ts';
import { authorityIn } from '../../../server/tls/authority.ts';

t.test('a page over TLS controls the server, and one without TLS does not', async (t) => {
  const folder = join(t.testdir({}), 'authority');
  const { certificate: ca } = await authorityIn(folder);
  await using server = await startServer({ size: 'tiny', authority: folder });
  const host = `localhost:${server.port}`;
  const status = async (origin: string): Promise<number | undefined> => {
    const headers = { host, origin };
    const options = { port: server.port, path: '/__admin/reset', method: 'POST', ca, headers, agent: false };
    const request = https.request({ ...options, servername: 'localhost' }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  };
  t.equal(await status(`https://${host}`), 204);
  t.equal(await status(`http://${host}`), 403);
});

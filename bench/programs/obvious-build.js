// The export as one would write it first: rows as objects through csv-stringify into archiver. Its rows are
// those of the compiled product. Arguments: size, seed, clock.
import { Readable } from 'node:stream';
import { ZipArchive } from 'archiver';
import { stringify } from 'csv-stringify';
import { fastify } from 'fastify';
import { createWorld, worldOptions } from '../../dist/generators/index.js';
import { columnsOf, filesOf } from '../../dist/schemas/index.js';

const [size, seed, clock] = process.argv.slice(2);
const now = Date.parse(clock);
const app = fastify();

app.get('/api/v1/export', async ({ query }, reply) => {
  const world = await createWorld(worldOptions({ size, seed }, now));
  const [network] = world.networks;
  const window = { from: Date.parse(query.since), to: Date.parse(query.until) + 1000, now };
  const archive = new ZipArchive({ zlib: { level: 1 } });
  for (const key of filesOf('current')) {
    const columns = columnsOf(key, 'current').map(([name]) => name);
    const rows = Readable.from(network.rows(key, window));
    archive.append(rows.pipe(stringify({ header: true, columns, record_delimiter: 'windows' })), {
      name: `${key}.csv`,
    });
  }
  archive.finalize().catch((error) => archive.destroy(error));
  return reply.type('application/zip').send(archive);
});

process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import t, { type Test } from 'tap';
import { openArchive } from '../../../conformance/inspect/archive/open.ts';
import { openExport, startServer } from '../../../server/index.ts';
import { FilesClient } from '../../helpers/files-client.ts';
import { tiny } from '../../helpers/serve.ts';
import { unzip } from '../../helpers/unzip.ts';

const RANGE = 'since=2024-05-01&until=2024-06-30';
/** The months of the range, in the words of the network export. */
const MONTHS = ['since=2024-05-01&until=2024-05-31T23:59:59Z', 'since=2024-06-01&until=2024-06-30'];

/** The archives of a range in a session of its own. */
async function archivesOf(t: Test, options: object = {}, range = RANGE): Promise<readonly Buffer[]> {
  const server = await startServer({ ...tiny, ...options, scenario: 'files-export-instant' });
  t.teardown(() => server.close());
  const outcome = await new FilesClient({ url: server.url, token: 'verified-admin' }).run(range);
  return outcome.ended === 'complete' ? outcome.archives : [];
}

/** The files in the inner archives of an archive, by their names. */
async function filesIn(archive: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const [name, content] of await unzip(archive)) {
    if (!name.endsWith('.zip')) continue;
    for (const [path, file] of await unzip(content)) files.set(path, file);
  }
  return files;
}

/** The network export of the same files. */
async function networkExport(query: string): Promise<Map<string, Buffer>> {
  const opened = await openExport(tiny, { query: `${query}&model=File` });
  if (opened.refused) throw new Error(`expected an export, got ${opened.status}: ${opened.hint}`);
  const parts: Buffer[] = [];
  for await (const part of opened.bytes) parts.push(part);
  return unzip(Buffer.concat(parts));
}

t.test('a part has the rows and the files of the network export of its month', async (t) => {
  const archives = await archivesOf(t);
  t.equal(archives.length, MONTHS.length);
  for (const [index, month] of MONTHS.entries()) {
    const archive = archives[index] ?? Buffer.alloc(0);
    const network = await networkExport(month);
    const csv = (await unzip(archive)).get('Files.csv') ?? Buffer.alloc(0);
    t.equal(csv.toString(), network.get('Files.csv')?.toString(), `${month}: rows`);
    const files = await filesIn(archive);
    const expected = [...network].filter(([name]) => name.startsWith('files/'));
    t.ok(expected.length > 1, `${month}: ${expected.length} files`);
    t.strictSame(
      [...files.keys()],
      expected.map(([name]) => name),
    );
    for (const [name, content] of expected) t.ok(files.get(name)?.equals(content), name);
    const rows = parse(csv, { columns: true }) as { path: string }[];
    const paths = rows.map(({ path }) => path);
    t.strictSame(
      paths.filter((path) => path !== ''),
      [...files.keys()],
      'every path is a file',
    );
  }
});

t.test('the same seed, clock and request give the same bytes, another seed gives others', async (t) => {
  const [first, again, other] = [
    await archivesOf(t),
    await archivesOf(t),
    await archivesOf(t, { seed: '8' }),
  ];
  t.equal(first.length, 2);
  t.strictSame(again, first);
  t.notSame(other, first);
});

t.test('every member has the date of the export request', async (t) => {
  const archives = await archivesOf(t);
  const inner = await Promise.all(archives.map(async (one) => (await unzip(one)).get('files-1.zip')));
  // 30 June 2024, 12:00:00 UTC, as DOS writes it.
  const expected = ((((2024 - 1980) << 9) | (6 << 5) | 30) << 16) | (12 << 11);
  for (const archive of [...archives, ...inner]) t.equal(archive?.readUInt32LE(10), expected);
});

t.test('an archive with many files has several inner archives', async (t) => {
  const [archive = Buffer.alloc(0)] = await archivesOf(
    t,
    { messagesPerDay: 400, assumptions: { 'files-export-parts': 'one' } },
    'since=2024-06-01&until=2024-06-15',
  );
  const inner = [...(await unzip(archive))].filter(([name]) => name !== 'Files.csv');
  const counts = await Promise.all(inner.map(async ([, content]) => (await unzip(content)).size));
  t.strictSame(
    inner.map(([name]) => name),
    inner.map((_, index) => `files-${index + 1}.zip`),
  );
  t.ok(counts.length > 1, `${counts.length} inner archives`);
  t.ok(
    counts.slice(0, -1).every((count) => count === 100),
    'all but the last have a hundred files',
  );
});

const PYTHON = `
import io, json, sys, zipfile
def look(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {i.filename: look(archive.read(i)) if i.filename.endswith('.zip') else i.file_size
                for i in archive.infolist()}
print(json.dumps([look(open(name, 'rb').read()) for name in sys.argv[1:]]))
`;

t.test('the structure of every archive is valid, and Python reads it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'files-export-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const archives = await archivesOf(t);
  const inner = (await Promise.all(archives.map(async (one) => [...(await unzip(one))])))
    .flat()
    .flatMap(([name, content]) => (name.endsWith('.zip') ? [content] : []));
  t.equal(inner.length, 2);
  const paths: string[] = [];
  for (const [index, content] of [...archives, ...inner].entries()) {
    const path = join(folder, `${index}.zip`);
    await writeFile(path, content);
    paths.push(path);
    const archive = await openArchive(path);
    t.strictSame(archive.problems, [], 'no problem of the container');
    for (const member of archive.members) {
      let bytes = 0;
      for await (const block of archive.read(member)) bytes += block.length;
      t.ok(bytes > 0, `${index}: its members can be read`);
    }
    await archive.close();
  }
  const run = promisify(execFile);
  const python = await run('python3', ['-c', PYTHON, ...paths.slice(0, 2)]).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (python === undefined) return t.pass('python3 is not on this machine', { skip: true });
  const expected = await Promise.all(
    archives.map(async (archive) => {
      const members = [...(await unzip(archive))];
      return Object.fromEntries(
        await Promise.all(
          members.map(async ([name, content]) => [
            name,
            name.endsWith('.zip')
              ? Object.fromEntries([...(await unzip(content))].map(([path, file]) => [path, file.length]))
              : content.length,
          ]),
        ),
      );
    }),
  );
  t.strictSame(JSON.parse(python.stdout), expected);
});

t.test('a client that leaves ends the work, and the server goes on', async (t) => {
  const errors: unknown[] = [];
  const server = await startServer({
    ...tiny,
    messagesPerDay: 2_000,
    scenario: 'files-export-instant',
    onError: (error) => errors.push(error),
  });
  t.teardown(() => server.close());
  const client = new FilesClient({ url: server.url, token: 'verified-admin' });
  const { user_request_id: id } = JSON.parse((await client.create(RANGE)).body.toString());
  const [link = ''] = JSON.parse((await client.status(id)).body.toString()).data.split('\n');
  const stop = new AbortController();
  const response = await fetch(link, { signal: stop.signal });
  const reader = response.body?.getReader();
  t.equal((await reader?.read())?.done, false, 'the first bytes have come');
  stop.abort();
  const left = await server.waitForRequest({ after: 2 });
  t.equal(left.ending, 'aborted');
  t.equal((await client.status(id)).status, 200);
  t.strictSame(errors, []);
});

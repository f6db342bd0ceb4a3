/*
 * `npm run test:workers`: exports that are made in parts by threads, under harder conditions than in the
 * tests: every number of threads, many clients, clients that leave, faults in the middle, other readers, and
 * signals. Needs `npm run build`. Prints each failure; the exit code is 1 if there is one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkExport } from '../../conformance/index.ts';
import type { Compression } from '../../server/export/context.ts';
import { Workers } from '../../server/export/workers.ts';
import { createApp } from '../../server/routes/app.ts';
import { catalogue } from '../../server/scenarios/index.ts';
import { Sessions } from '../../server/sessions/index.ts';
import { bytesOf, cutContext, made, samePieces } from '../helpers/parted-exports.ts';
import fc from '../helpers/properties.ts';
import { exchange, leaveEarly } from '../helpers/raw-http.ts';
import { admin } from '../helpers/serve.ts';
import { zipReaders } from '../helpers/zip-readers.ts';

const COUNTS = [1, 2, 3, 8];
const QUERY = 'since=2024-06-01';
const EXPORT = `/api/v1/export?${QUERY}`;
const CLIENTS = 50;
const LEAVERS = 200;
/** The cuts of each large file: its parts are worth eight threads. */
const CUTS = Array.from({ length: 31 }, (_, index) => (index + 1) / 32);
/** Longer than the time after which an idle thread ends, milliseconds. */
const IDLE_MS = 10_500;
const SIGTERM_MS = 20_000;

const failures: string[] = [];

function expect(isSo: boolean, what: string): void {
  if (isSo) return;
  failures.push(what);
  console.log(what);
}

const report = (error: unknown): void => expect(false, `a thread failed: ${error}`);
const none = new Workers(0, report);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Serves a cut network with a number of threads. */
async function serving<T>(workers: Workers, use: (port: number) => Promise<T>): Promise<T> {
  const app = createApp(new Sessions({}, { context: cutContext(CUTS, workers) }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  try {
    return await use((app.server.address() as AddressInfo).port);
  } finally {
    await app.close();
    await workers.close();
  }
}

async function download(port: number): Promise<Buffer> {
  const response = await fetch(`http://127.0.0.1:${port}${EXPORT}`, { headers: admin });
  return Buffer.from(await response.arrayBuffer());
}

const checks: Readonly<Record<string, (wanted: Buffer) => Promise<void>>> = {
  async 'the bytes are the same with 0, 1, 2, 3 and 8 threads'() {
    const pools = COUNTS.map((count) => new Workers(count, report));
    const shares = fc
      .uniqueArray(fc.double({ min: 0.0001, max: 0.9999, noNaN: true }), { minLength: 22, maxLength: 60 })
      .map((all) => all.sort((a, b) => a - b));
    const since = fc
      .integer({ min: 1, max: 28 })
      .map((day) => `since=2024-06-${String(day).padStart(2, '0')}`);
    const methods = fc.constantFrom<Compression>('deflate', 'store');
    await fc.assert(
      fc.asyncProperty(shares, since, methods, async (at, query, compression) => {
        const single = await made(cutContext(at, none, { compression }), query);
        for (const pool of pools) {
          const many = await made(cutContext(at, pool, { compression }), query);
          expect(samePieces(many.pieces, single.pieces), `other bytes: ${query}, ${compression}, ${at}`);
          expect(many.rows === single.rows, `${many.rows} rows instead of ${single.rows}`);
        }
      }),
      { numRuns: 15 },
    );
    for (const pool of pools) await pool.close();
  },

  async [`${CLIENTS} exports at once`](wanted) {
    const all = await serving(new Workers(3, report), (port) =>
      Promise.all(Array.from({ length: CLIENTS }, () => download(port))),
    );
    for (const bytes of all) expect(bytes.equals(wanted), 'one of many exports has other bytes');
  },

  async [`${LEAVERS} clients that leave`](wanted) {
    const workers = new Workers(2, report);
    await serving(workers, async (port) => {
      for (let begun = 0; begun < LEAVERS; begun += 20) {
        const leavers = Array.from({ length: 20 }, (_, n) =>
          leaveEarly(port, EXPORT, 1 + ((begun + n) * wanted.length) / LEAVERS),
        );
        await Promise.all(leavers);
      }
      expect((await download(port)).equals(wanted), 'after clients that left, an export has other bytes');
      await wait(IDLE_MS);
      expect(workers.running === 0, `${workers.running} idle threads run on`);
    });
    const left = process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name));
    expect(left.length === 0, `clients that left leave ${left.join(', ')}`);
  },

  async 'faults in the middle of an export'(wanted) {
    const kinds = catalogue.map(({ name, rules }) => ({
      name,
      kinds: rules.flatMap(({ steps }) => steps.map((step) => step.do)),
    }));
    // A stall would take its time.
    const cutting = kinds.filter((one) => one.kinds.every((kind) => kind === 'stream'));
    expect(cutting.length > 0, 'no scenario ends an export in the middle');
    await serving(new Workers(2, report), async (port) => {
      const whole = download(port);
      for (const { name } of cutting) {
        const { body } = await exchange(
          port,
          `GET ${EXPORT} HTTP/1.0\r\nAuthorization: Bearer verified-admin~${name}\r\n\r\n`,
        ).catch(() => ({ body: Buffer.alloc(0) }));
        const same = body.equals(wanted.subarray(0, body.length));
        expect(same, `${name}: the bytes before the fault are not those of the export`);
      }
      expect((await whole).equals(wanted), 'an export beside faults has other bytes');
    });
  },

  async 'other readers'(wanted) {
    const folder = await mkdtemp(join(tmpdir(), 'workers-'));
    const file = join(folder, 'export.zip');
    await writeFile(file, wanted);
    for (const reader of zipReaders) {
      const [reading] = await reader.read([file], folder).catch((error) => {
        console.log(`  ${reader.name} is not here: ${error}`);
        return [{ refused: false }];
      });
      expect(reading?.refused === false, `${reader.name} refuses the archive`);
    }
    const { findings } = await checkExport(file);
    expect(findings.length === 0, `check has ${findings.length} findings`);
    await rm(folder, { recursive: true });
  },

  async 'SIGTERM in the middle'() {
    const command = ['dist/cli/main.js', 'serve', '--port', '0', '--size', 'huge', '--workers', '2'];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(child.stdout, 'data');
    const [url] = /http:\S+/.exec(String(line)) ?? [''];
    const since = new Date(Date.now() - 20 * 86_400_000).toISOString();
    const response = await fetch(`${url}/api/v1/export?since=${since}&include=csv`, { headers: admin });
    const reader = response.body?.getReader();
    for (let bytes = 0; bytes < 20e6; )
      bytes += (await reader?.read())?.value?.length ?? Number.POSITIVE_INFINITY;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), SIGTERM_MS);
    const [code, signal] = await ended;
    clearTimeout(late);
    await reader?.cancel().catch(() => {});
    expect(code === 0, `after SIGTERM the server ended with ${code ?? signal}`);
  },
};

const [only = ''] = process.argv.slice(2);
const wanted = bytesOf((await made(cutContext(CUTS, none), QUERY)).pieces);
for (const [name, check] of Object.entries(checks)) {
  if (!name.includes(only)) continue;
  const before = failures.length;
  await check(wanted).catch((error) => expect(false, `${name}: ${error?.stack ?? error}`));
  console.log(`${failures.length === before ? 'ok' : 'FAILED'}  ${name}`);
}
process.exit(failures.length === 0 ? 0 : 1);

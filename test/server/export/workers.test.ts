import { crc32 } from 'node:zlib';
import t from 'tap';
import { workersOf } from '../../../cli/world-flags.ts';
import { parseConfig } from '../../../server/config/index.ts';
import type { Compression } from '../../../server/export/context.ts';
import { Tally } from '../../../server/export/log-txt.ts';
import { exportPieces } from '../../../server/export/open-plan.ts';
import { Workers } from '../../../server/export/workers.ts';
import { alteredPieces } from '../../../server/faults/altered-pieces.ts';
import { stepPlanOf } from '../../../server/faults/step-plan.ts';
import { openExport, startServer } from '../../../server/index.ts';
import { readOptions } from '../../../server/sessions/read-options.ts';
import { joinedCrc } from '../../../server/zip/crc.ts';
import { bytesOf, cutContext, made, planIn, samePieces, threads } from '../../helpers/parted-exports.ts';
import fc from '../../helpers/properties.ts';
import { testContext, tiny } from '../../helpers/serve.ts';
import { unzip } from '../../helpers/unzip.ts';
import { all } from '../../helpers/zip-members.ts';

const MONTH = 'since=2024-06-01';
const none = new Workers(0, () => {});

/** The parts that fifteen cuts make of each large file are enough for three threads. */
const FIFTEEN = Array.from({ length: 15 }, (_, index) => (index + 1) / 16);

/** Instants of a window, as shares of it, in order. */
const someShares = fc
  .uniqueArray(fc.double({ min: 0.001, max: 0.999, noNaN: true }), { minLength: 8, maxLength: 20 })
  .map((shares) => shares.sort((a, b) => a - b));

t.test('the CRC of two contents is that of the joined content', async (t) => {
  const bytes = fc.uint8Array({ maxLength: 3000 });
  fc.assert(
    fc.property(bytes, bytes, (first, second) => {
      const whole = crc32(Buffer.concat([first, second]));
      return joinedCrc(crc32(first), crc32(second), second.length) === whole;
    }),
  );
  // The shift of this size is that of nothing, because the polynomial of CRC-32 is primitive.
  t.equal(joinedCrc(0x1234_5678, 0, 2 ** 32 - 1), 0x1234_5678);
  t.equal(joinedCrc(0x1234_5678, 0, 2 ** 32), joinedCrc(0x1234_5678, 0, 1));
});

t.test('the parts of a large file have the rows of the whole, and depend on the request alone', async (t) => {
  const context = testContext({ ...tiny, size: 'huge' });
  const query = 'since=2024-06-28T09:00:00Z&until=2024-06-28T09:19:59Z&model=Message&model=MessageVersion';
  const [plan, again] = [await planIn(context, query), await planIn(context, query)];
  for (const [index, { key, rows }] of plan.csvs.entries()) {
    const { parts } = rows();
    if (!['Messages', 'MessageVersions'].includes(key)) t.equal(parts, undefined, key);
    else if (parts === undefined) t.fail(`${key} has no parts`);
    else {
      const inParts = Array.from({ length: parts.count }, (_, part) => [...parts.rows(part)]);
      const counts = inParts.map(({ length }) => length);
      t.ok(counts.length > 1 && counts.every((count) => count > 1000 && count < 6000), `${key}: ${counts}`);
      t.strictSame(inParts.flat(), [...rows()]);
      const other = again.csvs[index]?.rows().parts;
      t.strictSame(other?.recipe(1).window, parts.recipe(1).window);
    }
  }
});

t.test('a small export has one part of each large file and starts no thread', async (t) => {
  const workers = threads(3, t);
  const context = { ...testContext(tiny), workers };
  const { pieces, threads: started } = await made(context, MONTH);
  t.equal(started, 0);
  t.ok((await unzip(bytesOf(pieces))).has('log.txt'));
});

t.test('on two cores the first thread starts when exports have shown that it repays', async (t) => {
  let now = 0;
  const usual = (cores: number): Workers => {
    const workers = new Workers(undefined, t.error, undefined, { cores, now: () => now });
    t.teardown(() => workers.close());
    return workers;
  };
  /** The threads of five exports with fifteen parts each, with a pause before each. */
  const started = async (workers: Workers, pause: number): Promise<readonly number[]> => {
    const context = cutContext([0.2, 0.4, 0.6, 0.8], workers);
    const counts: number[] = [];
    for (let i = 0; i < 5; i++) {
      now += pause;
      counts.push((await made(context, MONTH)).threads);
    }
    return counts;
  };
  t.strictSame(await started(usual(1), 1000), [0, 0, 0, 0, 0]);
  t.strictSame(await started(usual(2), 1000), [0, 0, 0, 0, 1]);
  t.strictSame(await started(usual(2), 11_000), [0, 0, 0, 0, 0], 'a thread would have ended in each pause');
  t.strictSame(await started(usual(4), 11_000), [1, 1, 1, 1, 1]);
});

t.test('the bytes are the same with every number of threads', async (t) => {
  const pools = { 1: threads(1, t), 3: threads(3, t) };
  const methods = fc.constantFrom<Compression>('deflate', 'store');
  const whole = await unzip(bytesOf((await made(testContext(tiny), MONTH)).pieces));
  await fc.assert(
    fc.asyncProperty(someShares, methods, async (shares, compression) => {
      const single = await made(cutContext(shares, none, { compression }), MONTH);
      const members = await unzip(bytesOf(single.pieces));
      t.ok(
        [...members].every(([name, bytes]) => whole.get(name)?.equals(bytes)) && members.size === whole.size,
        'the cuts do not change the content',
      );
      for (const [count, pool] of Object.entries(pools)) {
        const many = await made(cutContext(shares, pool, { compression }), MONTH);
        t.equal(many.threads, Number(count));
        t.ok(samePieces(many.pieces, single.pieces), `${compression}, ${shares}`);
        t.equal(many.rows, single.rows);
      }
    }),
    { numRuns: 4 },
  );
});

t.test('an export in a scenario that does not change it has the same pieces', async (t) => {
  const context = cutContext(FIFTEEN, threads(2, t));
  const plan = await planIn(context, MONTH);
  const { signal } = new AbortController();
  const altered = await all(
    alteredPieces({ plan, stepPlan: stepPlanOf([]), context, signal, fired: () => {} }),
  );
  const inThreads = await made(context, MONTH);
  t.ok(samePieces(inThreads.pieces, altered));
  t.equal(inThreads.threads, 2);
});

t.test('a client that leaves stops its parts; others are not affected', async (t) => {
  const workers = threads(2, t);
  const context = cutContext(FIFTEEN, workers);
  const wanted = bytesOf((await made(cutContext(FIFTEEN, none), MONTH)).pieces);
  const leave = async (after: number, how: 'abort' | 'return'): Promise<void> => {
    const gone = new AbortController();
    const pieces = exportPieces(await planIn(context, MONTH), context, {
      tally: new Tally(),
      signal: gone.signal,
    });
    for (let count = 0; count < after; count++) await pieces.next();
    if (how === 'return') await pieces.return();
    else {
      gone.abort(new Error('gone'));
      await t.rejects(all(pieces), { message: 'gone' });
    }
  };
  const leavers = Array.from({ length: 30 }, (_, n) => leave(n * 4, n % 2 === 0 ? 'abort' : 'return'));
  const stayers = [made(context, MONTH), made(context, MONTH)];
  await Promise.all(leavers);
  for (const { pieces } of await Promise.all(stayers)) t.ok(bytesOf(pieces).equals(wanted));
  await workers.close();
  t.equal(workers.running, 0);
  t.notOk(process.getActiveResourcesInfo().includes('MessagePort'));
});

t.test('parts that no thread can make are made by the main thread', async (t) => {
  const wanted = bytesOf((await made(cutContext(FIFTEEN, none), MONTH)).pieces);
  const ready = "import { parentPort as port } from 'node:worker_threads'; port.postMessage('ready');";
  const programs = {
    'a program that fails at its start': 'throw new Error("broken")',
    'a program that ends at the first job': `${ready} port.on('message', () => process.exit(1));`,
    'a program that makes no part': `${ready} port.on('message', ({ id }) => port.postMessage({ id, error: 'no' }));`,
  };
  for (const [what, program] of Object.entries(programs)) {
    const workers = new Workers(2, () => {}, new URL(`data:text/javascript,${encodeURIComponent(program)}`));
    const { pieces } = await made(cutContext(FIFTEEN, workers), MONTH);
    t.ok(bytesOf(pieces).equals(wanted), what);
    await workers.close();
  }
});

t.test('the number of threads is checked in the same words wherever a process begins', async (t) => {
  const wrong: Readonly<Record<string, string>> = {
    '-1': 'expected a whole number from 0 to 64, got -1.',
    '1.5': 'expected a whole number from 0 to 64, got 1.5.',
    '65': 'expected a whole number from 0 to 64, got 65.',
  };
  for (const [text, message] of Object.entries(wrong)) {
    const workers = Number(text);
    await t.rejects(startServer({ workers }), { message: `workers: ${message}` });
    await t.rejects(openExport({ workers }, { query: '' }), { message: `workers: ${message}` });
    await t.rejects(parseConfig(`{"workers": ${text}}`, 'x.json'), {
      message: `x.json:1:13: /workers: ${message}`,
    });
    await t.rejects(workersOf({ workers: text }), { message: `--workers: ${message}` });
  }
  const session = await readOptions('session', { workers: 1 });
  t.match(session.mistakes, [{ name: 'workers', text: /^expected the name of an option/ }]);
  t.equal(await workersOf({ workers: '0' }), 0);
  t.equal((await parseConfig('{"workers": 64}', 'x.json')).workers, 64);
});

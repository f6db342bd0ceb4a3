import { setImmediate as turn } from 'node:timers/promises';
import t from 'tap';
import { CooperativeScheduler } from '../../../server/util/cooperative-scheduler.ts';
import { gather, type Member, writeZip } from '../../../server/zip/index.ts';
import { unzip } from '../../helpers/unzip.ts';
import { all, archiveOf, BLOCK, file, noise, text } from '../../helpers/zip-members.ts';

const CHUNK = 64 * 1024;

/** Infinite content that counts pulled chunks and records whether it was closed. */
class Endless {
  chunks = 0;
  closed = false;
  readonly #chunk = text(CHUNK);

  *sync(): Generator<Buffer> {
    try {
      for (;;) {
        this.chunks += 1;
        yield this.#chunk;
      }
    } finally {
      this.closed = true;
    }
  }

  async *async(): AsyncGenerator<Buffer> {
    yield* this.sync();
  }
}

/**
 * Resources that keep the process alive, without those of the test runner, which reads files and uses the
 * event loop at any time.
 */
function activeResources(): string[] {
  return process.getActiveResourcesInfo().filter((name) => name !== 'Immediate' && !name.startsWith('FS'));
}

for (const form of ['sync', 'async'] as const) {
  for (const taken of [1, 2, 5]) {
    t.test(`a consumer that stops after ${taken} pieces closes members and ${form} content`, async (t) => {
      const before = activeResources();
      const endless = new Endless();
      let membersClosed = false;
      function* members(): Generator<Member> {
        try {
          yield file('endless', endless[form]());
        } finally {
          membersClosed = true;
        }
      }
      const pieces = writeZip(members(), { scheduler: new CooperativeScheduler() });
      for (let count = 0; count < taken; count += 1) await pieces.next();
      const { chunks } = endless;
      await pieces.return();
      const after = activeResources();
      t.equal(endless.chunks, chunks, 'nothing more was pulled');
      t.ok(endless.closed || chunks === 0);
      t.ok(membersClosed);
      t.same(
        after.filter((name) => !before.includes(name)),
        [],
        'nothing new is running',
      );
      t.equal((await pieces.next()).done, true);
    });
  }
}

t.test('an aborted signal ends the work at the next chunk', async (t) => {
  const endless = new Endless();
  const aborter = new AbortController();
  const pieces = writeZip([file('endless', endless.sync())], { signal: aborter.signal });
  for (let count = 0; count < 3; count += 1) await pieces.next();
  const { chunks } = endless;
  aborter.abort(new Error('the client disconnected'));
  await t.rejects(all(pieces), { message: 'the client disconnected' });
  t.ok(endless.chunks <= chunks + 1, 'at most the current chunk was pulled');
  t.ok(endless.closed);
});

t.test('an error in the content reaches the consumer', async (t) => {
  function* failing(): Generator<Buffer> {
    yield text(BLOCK * 2);
    throw new Error('no more rows');
  }
  await t.rejects(archiveOf([file('a', failing())]), { message: 'no more rows' });
});

t.test('the producer is at most a few blocks ahead of a slow consumer', async (t) => {
  const endless = new Endless();
  const pieces = writeZip([file('endless', endless.sync())]);
  let data = 0;
  while (data < 20) {
    const { value } = await pieces.next();
    if (value?.kind === 'data') data += 1;
    for (let turns = 0; turns < 5; turns += 1) await turn();
    t.ok(endless.chunks * CHUNK <= (data + 6) * BLOCK, `${endless.chunks} chunks after ${data} blocks`);
  }
  await pieces.return();
});

t.test(
  'a member is pulled after the content before it has been read, so that it can depend on it',
  async (t) => {
    let read = 0;
    function* counted(): Generator<Buffer> {
      for (; read < 100; read += 1) yield text(20_000);
    }
    function* members(): Generator<Member> {
      yield file('a.csv', counted());
      yield file('log.txt', [Buffer.from(`chunks: ${read}`)]);
    }
    const parts = await all(gather(writeZip(members())));
    t.equal((await unzip(Buffer.concat(parts))).get('log.txt')?.toString(), 'chunks: 100');
  },
);

t.test('gather yields the archive in few buffers, and the first before any content is made', async (t) => {
  const endless = new Endless();
  const first = gather(writeZip([file('endless', endless.sync())]));
  t.equal((await first.next()).value?.length, 30 + 'endless'.length);
  t.equal(endless.chunks, 0);
  await first.return();
  const many = Array.from({ length: 500 }, (_, index) => file(`${index}`, [Buffer.from('x')]));
  const buffers = await all(gather(writeZip([...many, file('big', [noise(BLOCK)])])));
  t.ok(Buffer.concat(buffers).equals(await archiveOf([...many, file('big', [noise(BLOCK)])])));
  t.ok(buffers.length < 20, `${buffers.length} buffers`);
});

t.test('of many simultaneous exports some run, and none waits for the end of a long one', async (t) => {
  const scheduler = new CooperativeScheduler();
  let entered = 0;
  const places = Array.from({ length: 30 }, () =>
    scheduler.acquire().then((place) => {
      entered += 1;
      return place;
    }),
  );
  const [first] = await Promise.all(places.slice(0, 12));
  const atOnce = entered;
  t.ok(atOnce < 30, `${atOnce} of 30 have started`);
  if (first !== undefined) scheduler.release(first);
  await new Promise(setImmediate);
  t.equal(entered, atOnce + 1, 'a released slot admits one export');
  const working = setInterval(() => void places.slice(0, atOnce + 1).forEach(keepWorking), 50);
  await Promise.all(places.slice(0, 20)).finally(() => clearInterval(working));
  t.pass('more exports started while the first ones ran');
  for (const place of places) void place.then((one) => scheduler.release(one));
  await Promise.all(places);

  async function keepWorking(place: (typeof places)[number]): Promise<void> {
    await scheduler.yieldIfDue(await place);
  }
});

import t from 'tap';
import { KeptExports } from '../../../server/export/kept-exports.ts';
import { keepExports, openExport, startServer, wholeExport } from '../../../server/index.ts';
import type { Piece } from '../../../server/zip/index.ts';
import { tiny } from '../../helpers/serve.ts';

const never = new AbortController().signal;

function piece(text: string): Piece {
  return { kind: 'data', member: 'a', bytes: Buffer.from(text) };
}

/** A maker of pieces that counts how often it is asked. */
function making(texts: readonly string[], failAt = Number.POSITIVE_INFINITY) {
  const made = { times: 0, make };
  async function* make(): AsyncGenerator<Piece> {
    made.times += 1;
    for (const [index, text] of texts.entries()) {
      await new Promise((resolve) => setImmediate(resolve));
      if (index === failAt) throw new Error('no rows');
      yield piece(text);
    }
  }
  return made;
}

async function textOf(pieces: AsyncIterable<Piece>, most = Number.POSITIVE_INFINITY): Promise<string> {
  let text = '';
  for await (const { bytes } of pieces) {
    text += bytes;
    if (text.length >= most) break;
  }
  return text;
}

/** Asks for the export of this identity, by a plan of its own. */
function asking(
  kept: KeptExports,
  identity: string,
  { make }: ReturnType<typeof making>,
): AsyncIterable<Piece> {
  const plan = {};
  kept.identify(plan, () => identity);
  return kept.pieces(plan, never, make);
}

const texts = ['one', 'two', 'three'];

t.test('an export is made once for all who ask the same, at once or later', async (t) => {
  const kept = new KeptExports();
  using _ = kept.keep(1000);
  const made = making(texts);
  const leaver = textOf(asking(kept, 'a', made), 1);
  const both = await Promise.all([textOf(asking(kept, 'a', made)), textOf(asking(kept, 'a', made))]);
  t.strictSame(both, ['onetwothree', 'onetwothree']);
  t.equal(await leaver, 'one', 'who leaves takes nothing from the others');
  t.equal(await textOf(asking(kept, 'a', made)), 'onetwothree');
  t.equal(made.times, 1);
  t.equal(await textOf(asking(kept, 'b', made)), 'onetwothree');
  t.equal(made.times, 2, 'another export is made');
});

t.test('nothing is kept unless somebody says so, and nothing after that', async (t) => {
  const kept = new KeptExports();
  const made = making(texts);
  await textOf(asking(kept, 'a', made));
  await textOf(asking(kept, 'a', made));
  t.equal(made.times, 2);
  {
    using _ = kept.keep(1000);
    using __ = kept.keep(1000);
    await textOf(asking(kept, 'a', made));
    t.equal(kept.bytes, 11);
  }
  t.equal(kept.bytes, 0);
  t.equal(made.times, 3);
});

t.test('a plan without an identity is never kept', async (t) => {
  const kept = new KeptExports();
  using _ = kept.keep(1000);
  const plan = {};
  kept.identify(plan, () => 'a');
  const made = making(texts);
  await textOf(kept.pieces({ ...plan }, never, made.make));
  await textOf(kept.pieces({ ...plan }, never, made.make));
  t.equal(made.times, 2);
  t.equal(kept.bytes, 0);
});

t.test('memory is bounded: large exports are not kept, and the oldest ones go', async (t) => {
  const kept = new KeptExports();
  using _ = kept.keep(80);
  const large = making(texts);
  const both = await Promise.all([
    textOf(asking(kept, 'large', large)),
    textOf(asking(kept, 'large', large)),
  ]);
  t.strictSame(both, ['onetwothree', 'onetwothree'], 'each is made to its end for whoever asks');
  t.equal(kept.bytes, 0);
  const small = making(['12345', '67890']);
  for (let number = 1; number <= 9; number++) await textOf(asking(kept, `small ${number}`, small));
  t.ok(kept.bytes <= 80, `${kept.bytes} bytes`);
  t.equal(small.times, 9);
  await textOf(asking(kept, 'small 9', small));
  t.equal(small.times, 9, 'the latest is there');
  await textOf(asking(kept, 'small 1', small));
  t.equal(small.times, 10, 'the oldest is not');
});

t.test('a failure reaches all who ask, and the next one tries anew', async (t) => {
  const kept = new KeptExports();
  using _ = kept.keep(1000);
  const broken = making(texts, 1);
  const all = await Promise.allSettled([
    textOf(asking(kept, 'a', broken)),
    textOf(asking(kept, 'a', broken)),
  ]);
  t.strictSame(
    all.map((one) => one.status === 'rejected' && one.reason.message),
    ['no rows', 'no rows'],
  );
  t.equal(broken.times, 1);
  t.equal(await textOf(asking(kept, 'a', making(texts))), 'onetwothree');
});

t.test('an aborted signal ends the one who has it', async (t) => {
  const kept = new KeptExports();
  using _ = kept.keep(1000);
  const plan = {};
  kept.identify(plan, () => 'a');
  const gone = new AbortController();
  const made = making(texts);
  const pieces = kept.pieces(plan, gone.signal, made.make)[Symbol.asyncIterator]();
  await pieces.next();
  gone.abort(new Error('left'));
  await t.rejects(pieces.next(), { message: 'left' });
  t.equal(await textOf(asking(kept, 'a', made)), 'onetwothree');
});

const QUERY = 'since=2024-06-29T00:00:00Z';

t.test('the bytes of a server are the same, kept or not, with faults and without', async (t) => {
  const scenarios = [
    'none',
    'cut-mid-member-chunked',
    'csv-duplicate-rows',
    'zip-wrong-crc',
    'zip-stored',
    'zip-no-descriptors',
    'zip-duplicate-name',
    'partial-attachment-missing',
    'clock-moves',
    'partial-messages-missing',
    'ids-10-digits',
  ];
  const requests = [
    { query: QUERY, userId: undefined },
    { query: `${QUERY}&model=User`, userId: undefined },
    { query: '', userId: 'of a user' },
  ];
  await using server = await startServer(tiny);
  const user = (await server.sampleUsers()).find(({ state }) => state === 'active')?.id;
  const bodies = async (options: object): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const scenario of scenarios) {
      await using session = await server.session({ ...options, scenario });
      for (const { query, userId } of requests) {
        const path = userId === undefined ? '' : `/users/${user}`;
        const response = await fetch(`${session.url}/api/v1/export${path}?${query}`, {
          headers: { authorization: `Bearer ${session.token}` },
        });
        const parts: Buffer[] = [];
        await (async () => {
          for await (const part of response.body ?? []) parts.push(Buffer.from(part));
        })().catch(() => {});
        found.push(`${response.status} ${Buffer.concat(parts).toString('base64')}`);
      }
    }
    return found;
  };
  const all = [
    {},
    { now: tiny.now - 3_600_000 },
    { compression: 'store' },
    { profile: 'legacy' },
    { seed: '8' },
  ];
  const plain = await Promise.all(all.map(bodies));
  t.ok(new Set(plain.flat()).size > all.length * scenarios.length, 'the exports differ');
  using _ = await keepExports(32 * 1024 * 1024);
  for (const which of ['made for keeping', 'kept']) {
    for (const [index, options] of all.entries()) {
      t.ok(String(await bodies(options)) === String(plain[index]), `${which} ${JSON.stringify(options)}`);
    }
  }
});

t.test('a whole export equals the opened one', async (t) => {
  using _ = await keepExports(32 * 1024 * 1024);
  const opened = await openExport(tiny, { query: QUERY });
  if (opened.refused) throw new Error(opened.body);
  const parts: Buffer[] = [];
  for await (const part of opened.bytes) parts.push(part);
  t.ok((await wholeExport(tiny, { query: QUERY }))?.equals(Buffer.concat(parts)));
  t.ok((await wholeExport(tiny, { query: QUERY }))?.equals(Buffer.concat(parts)), 'and again');
  t.equal(await wholeExport(tiny, { query: 'since=never' }), undefined);
});

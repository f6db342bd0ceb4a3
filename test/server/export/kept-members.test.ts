import t from 'tap';
import { KeptMembers } from '../../../server/export/kept-members.ts';
import { BlockBuffers, type PendingBlock } from '../../../server/zip/index.ts';

const packing = { level: 1, buffers: new BlockBuffers(), pause: async () => {} };

/** A member that counts how often it is made, with a row for each block. */
function making(texts: readonly string[], failAt = Number.POSITIVE_INFINITY) {
  const made = { times: 0, rowCount: 0, make };
  async function* make(): AsyncGenerator<PendingBlock> {
    made.times += 1;
    made.rowCount = 0;
    for (const [index, text] of texts.entries()) {
      await new Promise((resolve) => setImmediate(resolve));
      if (index === failAt) throw new Error('no rows');
      made.rowCount += 1;
      yield { bytes: Promise.resolve(Buffer.from(text)), size: text.length, crc: index };
    }
  }
  return made;
}

/** Asks for the member of this identity, by a planned object of its own. */
function asking(kept: KeptMembers, identity: string, made: ReturnType<typeof making>, path = '') {
  const planned = {};
  kept.identify(planned, identity);
  const member = kept.memberOf({ planned, path }, made, made.make);
  if (member === undefined) throw new Error('expected a member that may be kept, got none.');
  return member;
}

async function textOf(
  { blocks }: ReturnType<typeof asking>,
  most = Number.POSITIVE_INFINITY,
): Promise<string> {
  let text = '';
  for await (const { bytes } of blocks(packing)) {
    text += await bytes;
    if (text.length >= most) break;
  }
  return text;
}

const texts = ['one', 'two', 'three'];

t.test('a member is made once for all who ask for the same, at once or later', async (t) => {
  const kept = new KeptMembers();
  using _ = kept.keep(1000);
  const made = making(texts);
  const leaver = textOf(asking(kept, 'a', made), 1);
  const both = await Promise.all([textOf(asking(kept, 'a', made)), textOf(asking(kept, 'a', made))]);
  t.strictSame(both, ['onetwothree', 'onetwothree']);
  t.equal(await leaver, 'one', 'who leaves takes nothing from the others');
  const other = making([]);
  const again = asking(kept, 'a', other);
  t.equal(await textOf(again), 'onetwothree');
  t.equal(again.rowCount, 3, 'with the number of its rows');
  t.equal(made.times + other.times, 1);
  t.equal(await textOf(asking(kept, 'b', other)), '', 'another one is made');
  t.equal(await textOf(asking(kept, 'a', making(['x']), 'files/x.txt')), 'x', 'and so is another path');
});

t.test('who reads slowly delays nobody', async (t) => {
  const kept = new KeptMembers();
  using _ = kept.keep(1000);
  const made = making(texts);
  const slow = asking(kept, 'a', made).blocks(packing);
  await slow.next();
  t.equal(await textOf(asking(kept, 'a', made)), 'onetwothree');
  t.equal(made.times, 1);
  await slow.return();
});

t.test('nothing is kept of an object without an identity, or when nobody keeps', async (t) => {
  const kept = new KeptMembers();
  const made = making(texts);
  const planned = {};
  kept.identify(planned, 'a');
  t.equal(kept.memberOf({ planned, path: '' }, made, made.make), undefined);
  {
    using _ = kept.keep(1000);
    t.equal(kept.memberOf({ planned: { ...planned }, path: '' }, made, made.make), undefined);
    await textOf(asking(kept, 'a', made));
    t.ok(kept.bytes > 0);
  }
  t.equal(kept.bytes, 0);
  t.equal(kept.memberOf({ planned, path: '' }, made, made.make), undefined);
});

t.test('memory is bounded: large members are not kept, and the oldest ones go', async (t) => {
  const kept = new KeptMembers();
  using _ = kept.keep(200);
  const large = making(['1234567890', '1234567890', '1234567890']);
  const both = await Promise.all([
    textOf(asking(kept, 'large', large)),
    textOf(asking(kept, 'large', large)),
  ]);
  t.strictSame(both, Array(2).fill('123456789012345678901234567890'), 'each is made to its end');
  t.equal(kept.bytes, 0);
  const small = making(['12345', '67890']);
  for (let number = 1; number <= 16; number++) await textOf(asking(kept, `small ${number}`, small));
  t.ok(kept.bytes <= 200 && kept.bytes > 150, `${kept.bytes} bytes`);
  t.equal(small.times, 16);
  await textOf(asking(kept, 'small 16', small));
  t.equal(small.times, 16, 'the latest is there');
  await textOf(asking(kept, 'small 1', small));
  t.equal(small.times, 17, 'the oldest is not');
});

t.test('a failure reaches the one who makes the member; the others make their own', async (t) => {
  const kept = new KeptMembers();
  using _ = kept.keep(1000);
  const broken = textOf(asking(kept, 'a', making(texts, 1)));
  const other = textOf(asking(kept, 'a', making(texts)));
  await t.rejects(broken, { message: 'no rows' });
  t.equal(await other, 'onetwothree');
  t.equal(await textOf(asking(kept, 'a', making(texts))), 'onetwothree');
});

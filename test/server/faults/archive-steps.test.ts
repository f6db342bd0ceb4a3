import { inflateRawSync } from 'node:zlib';
import t from 'tap';
import type { ArchiveStep } from '../../../server/scenarios/steps/archive.ts';
import type { Member } from '../../../server/zip/index.ts';
import fc from '../../helpers/properties.ts';
import { anyArchiveStep } from '../../helpers/scenarios/archive-steps-arbitrary.ts';
import {
  endOf,
  exported,
  firstDifference,
  type Make,
  madeWith,
  piecesWith,
} from '../../helpers/scenarios/make-archive.ts';
import { differences, factsOf } from '../../helpers/scenarios/read-archive.ts';
import '../../helpers/world.ts';
import { BLOCK, file, mixedMembers, noise, text } from '../../helpers/zip-members.ts';

const small = exported('since=2024-06-25&model=Message&model=Topic&include=csv');

t.test('a step whose member is not in the export changes nothing and is not reported', async (t) => {
  const { bytes } = await madeWith([], small);
  const steps: ArchiveStep[] = [
    { do: 'wrong-crc', member: 'Polls.csv' },
    { do: 'wrong-size', member: 'Polls.csv', by: 1 },
    { do: 'corrupt-data', member: 'essages.csv', percent: 50 },
    { do: 'rename-member', member: 'Polls.csv', to: 'X.csv' },
    { do: 'rename-member', member: 'Messages.csv', to: 'Messages.csv' },
    { do: 'add-member', name: 'X.csv', holds: 'copy', of: 'Polls.csv' },
  ];
  for (const chosen of [...steps.map((step) => [step]), steps]) {
    const made = await madeWith(chosen, small);
    t.ok(made.bytes.equals(bytes), chosen.map((step) => step.do).join());
    t.same(made.fired, []);
  }
});

t.test(
  'in an export of several networks a name selects the first one, and a copy is in the folder of its original',
  async (t) => {
    const make = exported('since=2024-06-25&model=Message&include=csv&include_ens=true');
    const steps: ArchiveStep[] = [
      { do: 'rename-member', member: 'Messages.csv', to: 'first.csv', where: 'local-header' },
      { do: 'add-member', name: 'log-copy.txt', holds: 'copy', of: 'log.txt' },
      { do: 'add-member', name: 'Messages.csv', holds: 'copy', of: 'Messages.csv' },
    ];
    const made = await madeWith(steps, make);
    const { names, facts, contentOf } = factsOf(made.bytes, endOf(made));
    const csvs = names.filter((name) => name.endsWith('/Messages.csv'));
    t.ok(csvs.length > 1);
    t.same(
      csvs.map((name) => facts.get(`${name} local.name`)),
      ['first.csv', ...csvs.slice(1)],
    );
    t.equal(names.at(-1), `${csvs[0]} (again)`);
    t.ok(contentOf(names.at(-1) ?? '').equals(contentOf(csvs[0] ?? '')));
    const log = names.find((name) => name.endsWith('log.txt')) ?? '';
    t.ok(contentOf('log-copy.txt').equals(contentOf(log)), 'with the counts of the written rows');
    const whole = await madeWith([{ do: 'wrong-crc', member: csvs[1] ?? '' }], make);
    t.equal(whole.fired.length, 1, 'a whole path selects one member');
  },
);

t.test('steps are applied in the order of the rule', async (t) => {
  const crc: ArchiveStep = { do: 'wrong-crc', member: 'Messages.csv' };
  const rename: ArchiveStep = { do: 'rename-member', member: 'Messages.csv', to: 'Other.csv' };
  const trailing: ArchiveStep = { do: 'trailing-bytes', bytes: 9 };
  const cut: ArchiveStep = { do: 'cut-directory', percent: 10 };
  const text: ArchiveStep = { do: 'add-member', name: 'a.txt', holds: 'text' };
  const empty: ArchiveStep = { do: 'empty-archive' };
  const cases: readonly (readonly [steps: readonly ArchiveStep[], done: readonly string[]])[] = [
    [
      [crc, rename],
      ['rename-member', 'wrong-crc'],
    ],
    [[rename, crc], ['rename-member']],
    [
      [cut, trailing],
      ['cut-directory', 'trailing-bytes'],
    ],
    [[trailing, cut], ['cut-directory']],
    [
      [empty, text],
      ['add-member', 'empty-archive'],
    ],
    [[text, empty], ['empty-archive']],
    [
      [crc, empty, { do: 'leading-bytes', bytes: 3 }],
      ['empty-archive', 'leading-bytes'],
    ],
    [[{ do: 'no-directory' }, cut], ['no-directory']],
    [
      [cut, { do: 'no-directory' }],
      ['cut-directory', 'no-directory'],
    ],
    [
      [
        { do: 'comment', holds: 'text' },
        { do: 'comment', holds: 'signature' },
      ],
      ['comment'],
    ],
  ];
  for (const [steps, done] of cases) {
    const { fired, bytes } = await madeWith(steps, small);
    t.same(fired.map(([step]) => step).sort(), done, steps.map((step) => step.do).join());
    t.ok(fired.every(([, byte = -1]) => byte >= 0 && byte <= bytes.length));
  }
});

t.test('a wrong CRC and a wrong size are in every record that contains them', async (t) => {
  const member = 'Messages.csv';
  const unsigned: ArchiveStep = { do: 'descriptors', as: 'unsigned' };
  const none: ArchiveStep = { do: 'descriptors', as: 'none' };
  const zip64: ArchiveStep = { do: 'zip64' };
  const cases: readonly (readonly [format: readonly ArchiveStep[], first: string])[] = [
    [[], 'descriptor'],
    [[unsigned], 'descriptor'],
    [[none], 'local'],
    [[zip64], 'descriptor'],
    [[unsigned, zip64], 'descriptor'],
    [[none, zip64], 'local'],
    [[none, { do: 'descriptors', as: 'signed' }], 'descriptor'],
  ];
  for (const [format, place] of cases) {
    const sound = await madeWith(format, small);
    const before = factsOf(sound.bytes, endOf(sound));
    for (const [field, step] of [
      ['crc', { do: 'wrong-crc', member }],
      ['size', { do: 'wrong-size', member, by: -7 }],
    ] as const) {
      const made = await madeWith([...format, step], small);
      const after = factsOf(made.bytes, endOf(made));
      const expected = [`${member} central.${field}`, `${member} ${place}.${field}`];
      t.same(differences(before.facts, after.facts, after.names), expected);
      const at = made.fired.find(([kind]) => kind === step.do)?.[1];
      t.equal(at, firstDifference(made.bytes, sound.bytes), 'the reported byte');
    }
  }
});

t.test('any combination of steps makes the same archive twice, of limited size', async (t) => {
  const { bytes: plain } = await madeWith([{ do: 'store' }], small);
  await fc.assert(
    fc.asyncProperty(fc.array(anyArchiveStep, { maxLength: 6 }), async (steps) => {
      const made = await madeWith(steps, small);
      const again = await madeWith(steps, small);
      // One step adds at most a copy of a member, 1 MB of uncompressed zeros, and a name in two records.
      const most = plain.length + steps.length * (plain.length + 1_000_000 + 2 * 65_535 + 1000);
      const apart = made.fired.every(([, byte = -1]) => byte >= 0 && byte <= made.bytes.length);
      return (
        made.bytes.equals(again.bytes) &&
        made.bytes.length <= most &&
        apart &&
        made.fired.length <= steps.length
      );
    }),
    { numRuns: 400 },
  );
  t.pass();
});

t.test('a member of several blocks breaks in the block of the position', async (t) => {
  // The last block is short. Earlier blocks have breaks that a member of one block does not have.
  const make: Make = () => [file('Messages.csv', pulled([text(4 * BLOCK + 20_000)]))];
  const { pieces } = await madeWith([], make);
  const lengths = pieces.flatMap(({ kind, bytes }) => (kind === 'data' ? [bytes.length] : []));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  for (const percent of [5, 35, 61, 90, 99, 99.9]) {
    const broken = await madeWith([{ do: 'corrupt-data', member: 'Messages.csv', percent }], make);
    const data = broken.pieces.filter(({ kind }) => kind === 'data').map(({ bytes }) => bytes);
    const changed = data.flatMap((bytes, index) =>
      bytes.equals(pieces[index + 1]?.bytes ?? bytes) ? [] : [index],
    );
    const before = lengths.findIndex((_, index) => {
      const end = lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0);
      return (total * percent) / 100 < end;
    });
    t.same(changed, [before]);
    t.throws(() => inflateRawSync(Buffer.concat(data)), { code: 'Z_DATA_ERROR' }, `${percent} %`);
  }
});

/** Content that can be read once, like that of an export. */
function* pulled(chunks: Iterable<Buffer>): Generator<Buffer> {
  yield* chunks;
}

t.test('a consumer that stops early also closes the second reading of the members', async (t) => {
  let open = 0;
  const make: Make = function* () {
    open += 1;
    try {
      for (const one of mixedMembers(4)) yield { ...one, content: pulled(one.content as Buffer[]) };
    } finally {
      open -= 1;
    }
  };
  const steps: ArchiveStep[] = [
    { do: 'add-member', name: 'copy', holds: 'copy', of: '2' },
    { do: 'descriptors', as: 'none' },
    { do: 'corrupt-data', member: '1', percent: 50 },
    { do: 'cut-directory', percent: 50 },
  ];
  const { pieces } = await madeWith(steps, make);
  t.equal(open, 0, 'read to the end');
  for (let taken = 0; taken <= pieces.length; taken++) {
    const iterator = piecesWith(steps, make)[Symbol.asyncIterator]();
    for (let count = 0; count < taken; count++) await iterator.next();
    await iterator.return?.();
    if (open !== 0) t.fail(`${open} open after ${taken} pieces`);
  }
});

t.test('a dry run needs only the memory of a few blocks', async (t) => {
  const chunk = noise(BLOCK);
  const make: Make = () => [file('Messages.csv', endless(chunk, 800), 'store')] satisfies Member[];
  const steps: ArchiveStep[] = [
    { do: 'store' },
    { do: 'descriptors', as: 'none' },
    { do: 'add-member', name: 'zeros', holds: 'zeros', bytes: 64 * 1024 * 1024 },
    { do: 'corrupt-data', member: 'Messages.csv', percent: 50 },
  ];
  const before = process.memoryUsage().rss;
  let [most, bytes] = [before, 0];
  for await (const piece of piecesWith(steps, make)) {
    bytes += piece.bytes.length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  t.ok(bytes > 200e6);
  t.ok(most - before < 120e6, `grew by ${Math.round((most - before) / 1e6)} MB`);
});

function* endless(chunk: Buffer, times: number): Generator<Buffer> {
  for (let time = 0; time < times; time++) yield chunk;
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import t from 'tap';
import { CooperativeScheduler } from '../../../server/util/cooperative-scheduler.ts';
import { type Member, writeZip } from '../../../server/zip/index.ts';
import fc from '../../helpers/properties.ts';
import { unzip } from '../../helpers/unzip.ts';
import { archiveOf, BLOCK, file, mixedMembers, noise, piecesOf, text } from '../../helpers/zip-members.ts';
import { nullIfMissing, zipReaders } from '../../helpers/zip-readers.ts';

const sizes = [
  0,
  1,
  32 * 1024,
  32 * 1024 + 1,
  65_535,
  65_536,
  BLOCK - 1,
  BLOCK,
  BLOCK + 1,
  3 * BLOCK,
  1_500_000,
];
const contents = new Map<string, { content: Buffer; method: Member['method'] }>([
  ...sizes.map((size) => [`text-${size}.csv`, { content: text(size), method: 'deflate' }] as const),
  ...sizes.map((size) => [`stored/noise-${size}.png`, { content: noise(size), method: 'store' }] as const),
  ['files/noise.bin', { content: noise(600_000), method: 'deflate' }],
  ['files/Übersicht 日本 😀.txt', { content: Buffer.from('name in UTF-8'), method: 'deflate' }],
]);
const everySize = (): Member[] =>
  [...contents].map(([name, { content, method }]) => file(name, content.length ? [content] : [], method));

t.test('yauzl reads every member, in order', async (t) => {
  for (const level of [0, 1, 9]) {
    const members = await unzip(await archiveOf(everySize(), { level }));
    t.same([...members.keys()], [...contents.keys()]);
    for (const [name, content] of members)
      t.ok(contents.get(name)?.content.equals(content), `${name}, level ${level}`);
  }
});

for (const { name, read } of zipReaders) {
  t.test(`${name} reads every member, and an archive without members`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'archive-'));
    t.teardown(() => rm(folder, { recursive: true }));
    const full = join(folder, 'full.zip');
    await writeFile(full, await archiveOf(everySize()));
    const empty = join(folder, 'empty.zip');
    await writeFile(empty, await archiveOf([]));
    const readings = await read([full, empty], folder).catch(nullIfMissing);
    if (readings === null) return t.pass(`${name} is not on this machine`, { skip: true });
    const expected = [...contents].map(([member, { content }]) => ({
      name: member,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    }));
    const [all, none] = readings;
    t.equal(all?.refused, false);
    t.same(all?.members ?? expected, expected);
    // unzip reports an archive without members as an error.
    t.equal(none?.refused, name === 'unzip');
    t.same(none?.members ?? [], []);
  });
}

t.test('an archive without members consists of its end record', async (t) => {
  const pieces = await piecesOf([]);
  t.same(
    pieces.map(({ kind }) => kind),
    ['end'],
  );
  t.equal(pieces[0]?.bytes.toString('hex'), `504b0506${'00'.repeat(18)}`);
});

t.test('the pieces come member by member, each with the name of its member', async (t) => {
  const pieces = await piecesOf([file('a', [noise(BLOCK + 1)]), file('b', [Buffer.from('b')], 'store')]);
  t.same(
    pieces.map(({ kind, member }) => `${kind} ${member}`),
    [
      ...['local-header a', 'data a', 'data a', 'descriptor a', 'local-header b', 'data b', 'descriptor b'],
      ...['central-header a', 'central-header b', 'end '],
    ],
  );
});

t.test('an archive of 70,000 members has ZIP64 end records, and readers accept it', async (t) => {
  // In a separate process, because tap tracks promises, which makes this twenty times slower.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const sizes = ['--members', '70000', '--stored', '100000', '--deflated', '1000000'];
  const args = ['--import=tsx', 'bench/zip64.ts', ...sizes, '--reader', 'unzip', '--reader', '7-Zip'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  t.match(stdout, '70,002 members');
  t.match(stdout, 'end records: zip64-end, zip64-locator, end');
});

t.test('the bytes do not depend on the chunks of the content or on timing', async (t) => {
  const content = Buffer.concat([text(700_000), noise(100_000)]);
  const expected = await archiveOf([file('a', [content]), file('b', [content], 'store'), file('c', [])]);
  async function* inChunks(cuts: readonly number[], waits: readonly boolean[]): AsyncGenerator<Buffer> {
    let from = 0;
    for (const [index, to] of [...cuts, content.length].entries()) {
      if (waits[index % waits.length]) await turn();
      yield content.subarray(from, to);
      from = to;
    }
  }
  const cuts = fc
    .array(fc.oneof(fc.nat(content.length), fc.integer({ min: BLOCK - 2, max: BLOCK + 2 })), {
      maxLength: 40,
    })
    .map((list) => list.sort((a, b) => a - b));
  const waits = fc.array(fc.boolean(), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(cuts, waits, fc.boolean(), async (cuts, waits, slow) => {
      const parts: Buffer[] = [];
      const members = [
        file('a', inChunks(cuts, waits)),
        file('b', inChunks(cuts, waits), 'store'),
        file('c', []),
      ];
      for await (const { bytes } of writeZip(members, { scheduler: new CooperativeScheduler() })) {
        if (slow) await turn();
        parts.push(bytes);
      }
      return Buffer.concat(parts).equals(expected);
    }),
    { numRuns: 25 },
  );
  t.pass();
});

t.test('the data of a member do not depend on what was compressed before it', async (t) => {
  const dataOf = async (members: readonly Member[]) => {
    const data = new Map(members.map(({ name }) => [name, [] as Buffer[]]));
    for (const { kind, member, bytes } of await piecesOf(members))
      if (kind === 'data') data.get(member)?.push(bytes);
    return data;
  };
  const members = mixedMembers(200);
  const [forwards, backwards] = [await dataOf(members), await dataOf(members.toReversed())];
  for (const { name } of members) t.same(forwards.get(name), backwards.get(name));
});

for (const name of ['', 'x'.repeat(65_536), 'é'.repeat(40_000)]) {
  t.test(`a name of ${Buffer.byteLength(name)} bytes is rejected`, async (t) => {
    await t.rejects(archiveOf([file(name, [])]), { name: 'RangeError', message: /1 to 65535 bytes/ });
  });
}

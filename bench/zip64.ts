/**
 * Writes an archive beyond the limits of the first ZIP format and has independent readers read it back:
 *
 *     node --import tsx bench/zip64.ts [--deflated 8000000000] [--stored 5000000000] [--members 70000]
 * [--reader NAME]…
 *
 * `--deflated` and `--stored` are the bytes of two large members, `--members` is the number of small ones
 * after them. Without `--reader`, it uses all readers on this machine. It needs about as much disk as
 * `--stored` says, in the folder for temporary files, and frees it at the end.
 */
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type Entry, openPromise } from 'yauzl';
import { gather, type Member, type Piece, writeZip } from '../server/zip/index.ts';
import {
  nullIfMissing,
  type Reading,
  type ReadMember,
  type ZipReader,
  zipReaders,
} from '../test/helpers/zip-readers.ts';

const { values } = parseArgs({
  options: {
    deflated: { type: 'string', default: '8000000000' },
    stored: { type: 'string', default: '5000000000' },
    members: { type: 'string', default: '70000' },
    reader: { type: 'string', multiple: true },
  },
});

const CHUNK = Buffer.from('"1000000000000000","a row much like the one before","","false"\n'.repeat(4_000));

/** Content of the given length in chunks, each slightly different. */
function* content(length: number, hash: Hash): Generator<Buffer> {
  for (let made = 0; made < length; made += CHUNK.length) {
    const chunk = Buffer.from(CHUNK.subarray(0, Math.min(CHUNK.length, length - made)));
    chunk.write(String(made), 1);
    hash.update(chunk);
    yield chunk;
  }
}

const written: ReadMember[] = [];

function* members(): Generator<Member> {
  const plans = [
    { name: 'stored.bin', size: Number(values.stored), method: 'store' },
    { name: 'deflated.csv', size: Number(values.deflated), method: 'deflate' },
    ...Array.from({ length: Number(values.members) }, (_, index) => {
      return { name: `files/${index}.txt`, size: 100 + (index % 900), method: 'deflate' } as const;
    }),
  ] as const;
  for (const { name, size, method } of plans) {
    const hash = createHash('sha256');
    yield { name, modifiedAt: 0, content: content(size, hash), method };
    written.push({ name, size, sha256: hash.digest('hex') });
  }
}

async function* lastKinds(pieces: AsyncIterable<Piece>, seen: string[]): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    if (piece.member === '') seen.push(piece.kind);
    yield piece;
  }
}

async function readByYauzl(file: string): Promise<ReadMember[]> {
  const zip = await openPromise(file, { lazyEntries: true });
  const found: ReadMember[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const hash = createHash('sha256');
        stream.on('error', reject).on('data', (part: Buffer) => hash.update(part));
        stream.on('end', () => {
          found.push({ name: entry.fileName, size: entry.uncompressedSize, sha256: hash.digest('hex') });
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return found;
}

const yauzl: ZipReader = {
  name: 'yauzl',
  read: (files) =>
    Promise.all(files.map(async (name) => ({ refused: false, members: await readByYauzl(name) }))),
};
const readers: readonly ZipReader[] = [yauzl, ...zipReaders];

function compare(reader: string, { refused, members: found }: Reading): void {
  if (refused) throw new Error(`expected ${reader} to read the archive, and it refused it.`);
  if (found !== undefined && JSON.stringify(found) !== JSON.stringify(written)) {
    throw new Error(
      `expected ${reader} to find the ${written.length} written members, got ${found.length} members, or different ones.`,
    );
  }
  console.log(`${reader}: ${found === undefined ? 'no error' : 'same names, sizes and contents'}`);
}

const folder = await mkdtemp(join(tmpdir(), 'zip64-'));
try {
  const file = join(folder, 'large.zip');
  const ends: string[] = [];
  const from = performance.now();
  await pipeline(Readable.from(gather(lastKinds(writeZip(members()), ends))), createWriteStream(file));
  const seconds = (performance.now() - from) / 1000;
  const bytes = written.reduce((sum, { size }) => sum + size, 0);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${written.length.toLocaleString('en')} members, ${bytes} bytes in a ZIP of ${(await stat(file)).size}`,
  );
  console.log(
    `${Math.round(bytes / 1e6 / seconds)} MB/s, peak memory ${peak} MB, end records: ${ends.join(', ')}`,
  );
  for (const reader of readers) {
    if (values.reader?.includes(reader.name) === false) continue;
    const readings = await reader.read([file], folder).catch(nullIfMissing);
    if (readings === null) console.log(`${reader.name}: not installed`);
    for (const reading of readings ?? []) compare(reader.name, reading);
  }
} finally {
  await rm(folder, { recursive: true });
}

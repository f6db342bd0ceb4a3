import { createHash } from 'node:crypto';
import { type Member, type Piece, writeZip, type ZipOptions } from '../../server/zip/index.ts';

/** The size of a block for compression, bytes. */
export const BLOCK = 512 * 1024;
const noon = Date.UTC(2024, 1, 29, 12, 34, 56);

/** A member with that time. */
export function file(name: string, content: Member['content'], method: Member['method'] = 'deflate'): Member {
  return { name, modifiedAt: noon, content, method };
}

/** Collects the items of an iterable, like Array.fromAsync in later Node versions. */
export async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

export async function piecesOf(members: readonly Member[], options?: ZipOptions): Promise<Piece[]> {
  return all(writeZip(members, options));
}

export async function archiveOf(members: readonly Member[], options?: ZipOptions): Promise<Buffer> {
  return Buffer.concat((await piecesOf(members, options)).map(({ bytes }) => bytes));
}

/** Text that deflate compresses to a third; every call returns the same text. */
export function text(length: number): Buffer {
  const words = ['alpha', 'beta', 'gamma', 'delta', '"quoted"', 'été', '日本', '\n'];
  let state = 1;
  const parts: string[] = [];
  for (let made = 0; made < length; made += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    parts.push(words[state >>> 29] ?? '', String(state >>> 25));
  }
  return Buffer.from(parts.join(' ')).subarray(0, length);
}

/** Incompressible bytes. */
export function noise(length: number): Buffer {
  const parts = Array.from({ length: Math.ceil(length / 64) }, (_, index) =>
    createHash('sha512').update(String(index)).digest(),
  );
  return Buffer.concat(parts).subarray(0, length);
}

/** Members of one block each. Every member has different rows, and some have data that does not repeat. */
export function mixedMembers(count: number): Member[] {
  const rows = Buffer.from(
    Array.from(
      { length: 40_000 },
      (_, id) => `"${(id * 7_919) % 100_003}","user${id % 997}","été ${id % 13}"\n`,
    ).join(''),
  );
  const bytes = noise(100_000);
  return Array.from({ length: count }, (_, index) => {
    const size = 33_000 + ((index * 37_987) % (BLOCK - 33_000));
    const content = Buffer.from(rows.subarray(index * 1_009, index * 1_009 + size));
    if (index % 3 === 0) bytes.copy(content, index, 0, (index * 7_001) % 100_000);
    return file(`${index}`, [content]);
  });
}

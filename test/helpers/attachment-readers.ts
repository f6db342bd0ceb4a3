import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import yauzl from 'yauzl';

const run = promisify(execFile);

/** Runs a program on a file; undefined when the program is not installed. */
export async function tool(name: string, args: string[]): Promise<string | undefined> {
  try {
    return (await run(name, args)).stdout;
  } catch (error) {
    // EACCES: a folder of PATH that this user may not search.
    if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Provides a temporary file with this extension and content. */
export async function withFile(extension: string, bytes: Buffer, use: (path: string) => Promise<void>) {
  const directory = await mkdtemp(join(tmpdir(), 'attachment-'));
  try {
    const path = join(directory, `file.${extension}`);
    await writeFile(path, bytes);
    await use(path);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Computes the CRC of PNG and ZIP bit by bit, independent of the implementation of the generator. */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** A decoded picture. */
export interface Png {
  readonly types: string[];
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

/** Reads a PNG and verifies its signature, CRCs and pixel checksum. */
export function decodePng(bytes: Buffer): Png {
  assert.equal(bytes.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n', 'signature');
  const types: string[] = [];
  const data: Buffer[] = [];
  let sides = { width: 0, height: 0 };
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    const sum = bytes.readUInt32BE(at + 8 + length);
    assert.equal(crc(bytes.subarray(at + 4, at + 8 + length)), sum, `CRC of ${type} at ${at}`);
    if (type === 'IHDR') {
      sides = { width: content.readUInt32BE(0), height: content.readUInt32BE(4) };
      assert.deepEqual([...content.subarray(8)], [8, 2, 0, 0, 0], 'RGB, 8 bits');
    }
    if (type === 'IDAT') data.push(content);
    types.push(type);
    at += length + 12;
  }
  return { types, ...sides, pixels: inflateSync(Buffer.concat(data)) };
}

/** Returns the entries of a ZIP in order. Verifies CRCs and that every date is the fixed date. */
export function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts = new Map<string, Buffer>();
      zip.on('error', reject).on('end', () => resolve(parts));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (error, stream) => {
          if (error) return reject(error);
          const chunks: Buffer[] = [];
          stream.on('error', reject).on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            const content = Buffer.concat(chunks);
            assert.equal(crc(content), entry.crc32, `CRC of ${entry.fileName}`);
            assert.equal(entry.getLastModDate({ timezone: 'UTC' }).toISOString(), '2020-01-01T00:00:00.000Z');
            parts.set(entry.fileName, content);
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

/** Tells whether all tags of an XML text are closed in order. */
export function isBalanced(xml: string): boolean {
  const open: string[] = [];
  for (const [, end, name, empty] of xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (end && open.pop() !== name) return false;
    if (!end && !empty) open.push(name as string);
  }
  return open.length === 0;
}

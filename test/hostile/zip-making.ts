import { spawnSync } from 'node:child_process';
import { deflateRawSync } from 'node:zlib';
import { type Entry, entriesOf, soundMembers, zip } from '../helpers/inspect/fixtures.ts';

/** A ZIP or a file that claims to be one, and the accepted results of `check`. */
export interface HostileZip {
  readonly name: string;
  readonly bytes: () => Buffer;
  /** The accepted exit codes. By default, findings or an incomplete check. */
  readonly codes?: readonly number[];
}

export const sound = (): Entry[] => entriesOf(soundMembers('current', ['Tags', 'Networks']));
export const whole = (): Buffer => zip(sound());
export const x = Buffer.from('x');
export const withEntry = (...entries: readonly Entry[]): Buffer => zip([...sound(), ...entries]);
export const withText = (name: string, text: string | Buffer): Buffer =>
  zip(sound().map((entry) => (entry.name === name ? { ...entry, data: Buffer.from(text) } : entry)));
export const csv = (data: string | Buffer): Buffer => withText('Tags.csv', data);

/** Returns the offsets of the directory and the end record. */
export const directoryAt = (bytes: Buffer): number => bytes.indexOf('PK\x01\x02');
export const endAt = (bytes: Buffer): number => bytes.lastIndexOf('PK\x05\x06');

/** A valid archive with one number overwritten in its directory or its end record. */
export function patched(
  at: (bytes: Buffer) => number,
  ...fields: readonly (readonly [offset: number, value: number, bytes: number])[]
) {
  return (): Buffer => {
    const bytes = whole();
    for (const [offset, value, length] of fields) bytes.writeUIntLE(value, at(bytes) + offset, length);
    return bytes;
  };
}

/** An archive whose end record refers to a ZIP64 record with these values. */
export function zip64(claims: {
  entries: bigint;
  size: bigint;
  offset: bigint;
  recordAt?: bigint;
  recordSize?: bigint;
}): Buffer {
  const bytes = whole();
  const end = endAt(bytes);
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(claims.recordSize ?? 44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(claims.entries, 24);
  record.writeBigUInt64LE(claims.entries, 32);
  record.writeBigUInt64LE(claims.size, 40);
  record.writeBigUInt64LE(claims.offset, 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 'latin1');
  locator.writeBigUInt64LE(claims.recordAt ?? BigInt(end), 8);
  locator.writeUInt32LE(1, 16);
  const tail = Buffer.from(bytes.subarray(end));
  tail.writeUInt16LE(0xffff, 8);
  tail.writeUInt16LE(0xffff, 10);
  tail.writeUInt32LE(0xffff_ffff, 12);
  tail.writeUInt32LE(0xffff_ffff, 16);
  return Buffer.concat([bytes.subarray(0, end), record, locator, tail]);
}

/** Compressed data that many members share. */
export function overlapping(count: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(20_000_000));
  const entries = Array.from({ length: count }, (_, at) => ({
    name: `files/${at}`,
    data: Buffer.alloc(0),
    packed: at === 0 ? packed : Buffer.alloc(0),
    size: 20_000_000,
    offset: 0,
  }));
  return zip(entries);
}

export const nested = (depth: number): Buffer => {
  let inner = whole();
  for (let at = 0; at < depth; at++) inner = zip([{ name: 'files/inner.zip', data: inner }]);
  return inner;
};

export const LOG_LINE = `NUMBER OF EXPORTED\t${' '.repeat(80)}:${' '.repeat(80)}'${' '.repeat(80)}\t:`;

/** A member of the given number of gigabytes of zeros; the file holds about a thousandth of that. */
export function bombOf(gigabytes: number): Buffer {
  const script = `
import sys, zlib, struct
n, size = int(sys.argv[1]) * 100, 10_000_000
d = zlib.compressobj(9, zlib.DEFLATED, -15); part = bytes(size); crc = 0; out = b''
for _ in range(n): crc = zlib.crc32(part, crc); out += d.compress(part)
out += d.flush()
name = b'Messages.csv'; total = n * size
f = struct.pack('<HHHHHIIIHH', 20, 0, 8, 0, 33, crc, len(out), total & 0xffffffff, len(name), 0)
local = b'PK\\x03\\x04' + f + name + out
central = b'PK\\x01\\x02' + struct.pack('<H', 20) + f + struct.pack('<HHHII', 0, 0, 0, 0, 0) + name
end = b'PK\\x05\\x06' + struct.pack('<HHHHIIH', 0, 0, 1, 1, len(central), len(local), 0)
sys.stdout.buffer.write(local + central + end)`;
  return spawnSync('python3', ['-c', script, String(gigabytes)], { maxBuffer: 2 ** 30 }).stdout;
}

/** A deterministic sequence of pseudo-random numbers. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

/** A valid archive with several random damages. */
export function damaged(seed: number): Buffer {
  const random = numbers(seed);
  const pick = (below: number): number => (random.next().value as number) % below;
  let bytes = whole();
  for (let goes = 1 + pick(6); goes > 0; goes--) {
    const at = pick(bytes.length);
    const length = pick(64);
    const damages = [
      () => bytes.fill(pick(256), at, Math.min(at + length, bytes.length)),
      () => bytes.writeUInt32LE(pick(2) === 0 ? 0xffff_ffff : pick(bytes.length), pick(bytes.length - 4)),
      () => {
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
      },
      () => {
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          bytes.subarray(pick(bytes.length)),
          bytes.subarray(at),
        ]);
      },
    ];
    damages[pick(damages.length)]?.();
    if (bytes.length < 100) bytes = whole();
  }
  return bytes;
}

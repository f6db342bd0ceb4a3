import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import {
  allowedValues,
  type Column,
  type FileKey,
  fileByKey,
  filesOf,
  headerOf,
  memberNameOf,
  type Profile,
} from '../../../schemas/index.ts';

/** A member of a hand-made ZIP; what is given beside name and data is written instead of the truth. */
export interface Entry {
  readonly name: string | Buffer;
  readonly data: Buffer;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  /** Bytes once unpacked, as claimed. */
  readonly size?: number;
  readonly packed?: Buffer;
  /** Sizes and checksum behind the data instead of in front of it. */
  readonly descriptor?: boolean;
  /** The name in the local header. */
  readonly localName?: string;
  /** Points at another member's local header. */
  readonly offset?: number;
  /** Is in the data and not in the list. */
  readonly unlisted?: boolean;
}

/** A ZIP from scratch, written on 2024-05-06 at 07:08:10, as right or as wrong as its entries say. */
export function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  let listed = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const method = entry.method ?? 8;
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(entry.data) : entry.data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE((entry.flags ?? 0x0800) | (entry.descriptor ? 8 : 0), 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt16LE((7 << 11) | (8 << 5) | 5, 6);
    fields.writeUInt16LE((44 << 9) | (5 << 5) | 6, 8);
    fields.writeUInt32LE(entry.crc ?? crc32(entry.data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.size ?? entry.data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.from(fields);
    if (entry.descriptor) local.fill(0, 10, 22);
    const localName = entry.localName === undefined ? name : Buffer.from(entry.localName);
    local.writeUInt16LE(localName.length, 22);
    const descriptor = entry.descriptor ? [Buffer.from('PK\x07\x08', 'latin1'), fields.subarray(10, 22)] : [];
    const piece = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      local,
      localName,
      packed,
      ...descriptor,
    ]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.offset ?? offset, 10);
    if (!entry.unlisted) {
      list.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), fields, tail, name);
      listed += 1;
    }
    parts.push(piece);
    offset += piece.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(listed & 0xffff, 8);
  end.writeUInt16LE(listed & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** The members of an export by name. */
export type Members = Map<string, Buffer>;

/** A value that a column may have, in row `row`; references name rows of the same number. */
export function cellOf(key: FileKey, name: string, row: number): string {
  const column = fileByKey(key).columns[name] as Column;
  if (column.refers !== undefined) {
    const at = column.refers.lastIndexOf('.');
    return cellOf(column.refers.slice(0, at) as FileKey, column.refers.slice(at + 1), row);
  }
  if (key === 'Pages' && name === 'path') return `pages/${row}.html`;
  if (key === 'Files' && name === 'path') return row === 1 ? 'files/1.txt' : '';
  if (key === 'Files' && name === 'storage_type') return row === 1 ? 'YAMMER' : 'SHAREPOINT';
  return samples[column.kind](column, row);
}

const samples: Readonly<Record<Column['kind'], (column: Column, row: number) => string>> = {
  id: (_, row) => `144115188075855${900 + row}`,
  ids: (_, row) => `144115188075855${900 + row}`,
  text: (_, row) => `text ${row}, with a "quote",\na line break and ünïcödé 🎈`,
  boolean: () => 'true',
  integer: (_, row) => String(row),
  timestamp: (_, row) => `2024-01-0${row}T02:31:55.609Z`,
  seconds: (_, row) => String(1_700_000_000 + row),
  url: () => 'https://www.yammer.com/x',
  email: () => 'someone@example.com',
  guid: () => '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
  enum: (column, row) => allowedValues(column)[row % allowedValues(column).length] ?? '',
  array: (column) => JSON.stringify(allowedValues(column)),
  json: () => '{}',
};

export function csv(rows: readonly (readonly string[])[]): Buffer {
  const line = (row: readonly string[]) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
  return Buffer.from(rows.map((row) => `${line(row)}\n`).join(''));
}

/** One row as cells, some of them other than usual. */
export function cells(
  profile: Profile,
  key: FileKey,
  row: number,
  other: Record<string, string> = {},
): string[] {
  return headerOf(key, profile).map((name) => other[name] ?? cellOf(key, name, row));
}

/** A CSV with two rows, and others when given. */
export function table(profile: Profile, key: FileKey, rows: readonly (readonly string[])[] = []): Buffer {
  return csv([headerOf(key, profile), cells(profile, key, 1), cells(profile, key, 2), ...rows]);
}

/** Every file of a profile with two rows each, one attachment, log and request: nothing is wrong with it. */
export function soundMembers(profile: Profile, keys: readonly FileKey[] = filesOf(profile)): Members {
  const members: Members = new Map();
  const names = keys.map((key) => memberNameOf(key, profile) as string);
  const user = profile === 'user';
  members.set(
    'request.txt',
    Buffer.from(user ? 'user_id: 1\nexclude_files: false\n' : 'since: 0\ninclude: all\n'),
  );
  keys.forEach((key, index) => {
    members.set(names[index] as string, table(profile, key));
  });
  if (keys.includes('Files')) members.set('files/1.txt', Buffer.from('content'));
  for (const row of keys.includes('Pages') ? [1, 2] : [])
    members.set(`pages/${row}.html`, Buffer.from('content'));
  const log = names.map((name) => `Number of exported ${name.slice(0, -4).toUpperCase()}: 2\n`);
  members.set('log.txt', Buffer.from(log.join('')));
  return members;
}

/** A small export to break: files that refer to each other. */
export const fewKeys = [
  'Messages',
  'Users',
  'Files',
  'Networks',
  'MessageThreads',
] as const satisfies readonly FileKey[];

export function entriesOf(members: Members): Entry[] {
  return [...members].map(([name, data]) => ({ name, data }));
}

/** Runs `use` with a file of these bytes and takes the file away again. */
export function withFile<T>(bytes: Buffer, use: (path: string) => Promise<T>): Promise<T> {
  return withFiles([bytes], ([path = '']) => use(path));
}

/** The same with several files. */
export async function withFiles<T>(
  files: readonly Buffer[],
  use: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'check-'));
  try {
    const paths = files.map((_, index) => join(folder, `export-${index}.zip`));
    for (const [index, path] of paths.entries()) await writeFile(path, files[index] ?? '');
    return await use(paths);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

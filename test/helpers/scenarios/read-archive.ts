import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

/**
 * The fields of an archive: `Messages.csv descriptor.crc` → value. Offsets are not included; the reader
 * verifies them.
 */
export type Facts = ReadonlyMap<string, string | number>;

const WIDE = 0xffff_ffff;

/** Reads fields of a buffer one after another. */
class Fields {
  at: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  number(width: 2 | 4 | 8): number {
    const value =
      width === 8 ? Number(this.#bytes.readBigUInt64LE(this.at)) : this.#bytes.readUIntLE(this.at, width);
    this.at += width;
    return value;
  }

  bytes(length: number): Buffer {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  signature(expected: string): void {
    const found = this.bytes(4).toString('latin1');
    if (found !== expected)
      throw new Error(`Expected ${expected} at byte ${this.at - 4}, got ${JSON.stringify(found)}.`);
  }
}

interface Header {
  readonly name: string;
  readonly fields: Readonly<Record<string, string | number>>;
  readonly flags: number;
  readonly size: number;
  readonly packed: number;
  readonly offset: number;
}

/** Reads a local or central header; their common fields have the same order. */
function header(fields: Fields, central: boolean): Header {
  fields.signature(central ? 'PK\x01\x02' : 'PK\x03\x04');
  const maker = central ? { maker: fields.number(2) } : {};
  const [version, flags, method] = [fields.number(2), fields.number(2), fields.number(2)];
  const time = fields.number(4);
  const [crc, packed, size] = [fields.number(4), fields.number(4), fields.number(4)];
  const [nameLength, extraLength] = [fields.number(2), fields.number(2)];
  const comment = central ? fields.number(2) : 0;
  const disk = central ? [fields.number(2), fields.number(2)].join() : '';
  const attributes = central ? fields.number(4) : 0;
  const offset = central ? fields.number(4) : 0;
  const name = fields.bytes(nameLength).toString();
  const extra = wideFields(fields.bytes(extraLength), { size, packed, ...(central ? { offset } : {}) });
  const said = { version, flags, method, time, crc, comment, disk, attributes, wide: extra.wide };
  return {
    name,
    flags,
    size: extra.values.size ?? size,
    packed: extra.values.packed ?? packed,
    offset: extra.values.offset ?? offset,
    fields: { ...maker, ...said, size: extra.values.size ?? size, packed: extra.values.packed ?? packed },
  };
}

/**
 * Reads the ZIP64 extra field: the true values of the fields that refer to it, in this order, and nothing
 * else.
 */
function wideFields(extra: Buffer, values: Readonly<Record<string, number>>) {
  const missing = Object.keys(values).filter((key) => values[key] === WIDE);
  if (extra.length !== (missing.length === 0 ? 0 : 4 + 8 * missing.length))
    throw new Error(`Expected a ZIP64 extra field for ${missing.length} values, got ${extra.length} bytes.`);
  const fields = new Fields(extra, 0);
  if (missing.length > 0 && fields.number(4) !== ((8 * missing.length) << 16) + 1)
    throw new Error('Expected the header of a ZIP64 extra field, got another one.');
  const found = Object.fromEntries(missing.map((key) => [key, fields.number(8)]));
  return { wide: missing.join('+'), values: found as { size?: number; packed?: number; offset?: number } };
}

function behindData(bytes: Buffer, local: Header): { readonly [field: string]: string | number } {
  if ((local.flags & 8) === 0) {
    if (bytes.length !== 0)
      throw new Error(`Expected no bytes after a member without a descriptor, got ${bytes.length}.`);
    return { form: 'none' };
  }
  const form = { 12: 'unsigned', 16: 'signed', 20: 'unsigned wide', 24: 'signed wide' }[bytes.length];
  if (form === undefined)
    throw new Error(`Expected a descriptor of 12, 16, 20 or 24 bytes, got ${bytes.length}.`);
  const fields = new Fields(bytes, 0);
  if (form.startsWith('signed')) fields.signature('PK\x07\x08');
  const width = form.endsWith('wide') ? 8 : 4;
  return { form, crc: fields.number(4), packed: fields.number(width), size: fields.number(width) };
}

/** Reads the position of the directory from the last records. */
function closing(bytes: Buffer, endAt: number) {
  const end = new Fields(bytes, endAt);
  end.signature('PK\x05\x06');
  end.number(4);
  const counts = [end.number(2), end.number(2)];
  const [size, offset] = [end.number(4), end.number(4)];
  if (counts[0] !== 0xffff) return { entries: counts[0] ?? 0, offset, directoryEnd: endAt, wide: '', size };
  const wide = new Fields(bytes, endAt - 76);
  wide.signature('PK\x06\x06');
  wide.bytes(20);
  const entries = [wide.number(8), wide.number(8)];
  const place = { size: wide.number(8), offset: wide.number(8) };
  wide.signature('PK\x06\x07');
  wide.bytes(4);
  if (wide.number(8) !== endAt - 76)
    throw new Error(`Expected the locator to point to byte ${endAt - 76}, got another offset.`);
  return { entries: entries[1] ?? 0, directoryEnd: endAt - 76, wide: 'zip64', ...place };
}

/** The result of reading an archive. */
interface Reading {
  readonly facts: Facts;
  readonly directoryAt: number;
  /** In the order of the directory; a second member with the same name has the suffix `(again)`. */
  readonly names: readonly string[];
  contentOf(name: string): Buffer;
}

/**
 * Reads an archive to its last byte.
 *
 * @param endAt the offset of its end record.
 * @throws Error when an offset is wrong, when bytes remain, or when two records contradict each other in a
 * way that no scenario announces.
 */
export function factsOf(bytes: Buffer, endAt: number): Reading {
  const { entries, offset, directoryEnd, wide, size } = closing(bytes, endAt);
  const facts = new Map<string, string | number>([['archive end', wide]]);
  const packed = new Map<string, { readonly data: Buffer; readonly method: string | number | undefined }>();
  const central = new Fields(bytes, offset);
  let reached = 0;
  const headers = Array.from({ length: entries }, () => header(central, true));
  if (central.at !== directoryEnd || size !== directoryEnd - offset)
    throw new Error(`Expected the directory to end at byte ${directoryEnd}, got ${central.at}.`);
  for (const [index, entry] of headers.entries()) {
    if (entry.offset !== reached)
      throw new Error(`Expected ${entry.name} at byte ${reached}, got ${entry.offset}.`);
    const fields = new Fields(bytes, entry.offset);
    const local = header(fields, false);
    const data = fields.bytes(entry.packed);
    reached = headers[index + 1]?.offset ?? offset;
    const key = packed.has(entry.name) ? `${entry.name} (again)` : entry.name;
    packed.set(key, { data, method: entry.fields.method });
    const parts = {
      local: { ...local.fields, name: local.name },
      descriptor: behindData(bytes.subarray(fields.at, reached), local),
      central: entry.fields,
    };
    facts.set(`${key} data`, createHash('sha256').update(data).digest('hex'));
    for (const [part, said] of Object.entries(parts)) {
      for (const [field, value] of Object.entries(said)) facts.set(`${key} ${part}.${field}`, value);
    }
  }
  const contentOf = (name: string): Buffer => {
    const { data = Buffer.alloc(0), method } = packed.get(name) ?? {};
    return method === 0 ? data : inflateRawSync(data);
  };
  return { facts, directoryAt: offset, names: [...packed.keys()], contentOf };
}

/**
 * The fields that differ; a field that differs in every member as `* field`, all fields of a new member as `+
 * name`.
 */
export function differences(before: Facts, after: Facts, names: readonly string[]): string[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changed = new Set(keys.filter((key) => before.get(key) !== after.get(key)));
  const found: string[] = [];
  for (const name of names) {
    const own = keys.filter((key) => key.startsWith(`${name} `) && !key.startsWith(`${name} (again)`));
    if (own.some((key) => before.has(key))) continue;
    found.push(`+ ${name}`);
    for (const key of own) changed.delete(key);
  }
  const old = names.filter((name) => before.has(`${name} data`));
  for (const key of [...changed]) {
    const field = key.slice(key.lastIndexOf(' ') + 1);
    const everywhere = old.every((name) => changed.has(`${name} ${field}`));
    if (everywhere) for (const name of old) changed.delete(`${name} ${field}`);
    if (everywhere) found.push(`* ${field}`);
  }
  return [...found, ...changed].sort();
}

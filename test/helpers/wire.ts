import { connect } from 'node:net';

/** A response as a raw socket received it. */
export interface Seen {
  /** The status line and headers as received; `''` when nothing arrived. */
  readonly head: string;
  readonly status: number;
  /** The reason phrase, `''` for none. */
  readonly reason: string;
  /** The headers by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes of the body, chunks joined. */
  readonly body: Buffer;
  readonly framing: 'chunked' | 'length' | 'close';
  /** True if the body is complete by its framing: last chunk, full length, or end of the connection. */
  readonly whole: boolean;
  readonly end: 'closed' | 'reset' | 'kept';
  /** The pauses of at least 60 ms: `at` is the number of body bytes before the pause. */
  readonly silences: readonly { readonly at: number; readonly ms: number }[];
  readonly headAfterMs: number;
  /** Bytes of the body in the order in which they came together. */
  readonly reads: number;
}

const SILENCE_MS = 60;
/** The time after a complete response in which the connection can still close, milliseconds. */
const LINGER_MS = 40;

/**
 * Sends one request over a new connection and returns whatever arrives. `over` settles when the server has
 * done everything for the response: a busy server may close the connection later than it completes the body.
 */
export async function look(
  port: number,
  target: string,
  headers: Readonly<Record<string, string | undefined>> = {},
  lingerMs = LINGER_MS,
  over: Promise<unknown> = Promise.resolve(),
): Promise<Seen> {
  const begun = performance.now();
  const socket = connect(port, '127.0.0.1');
  const arrivals: { bytes: Buffer; at: number }[] = [];
  const lines = Object.entries({
    Host: `127.0.0.1:${port}`,
    Authorization: 'Bearer verified-admin',
    ...headers,
  });
  let end: Seen['end'] = 'kept';
  const arrive = (bytes: Buffer) => arrivals.push({ bytes, at: performance.now() - begun });
  await new Promise<void>((resolve) => {
    let linger: NodeJS.Timeout | undefined;
    socket.on('data', (bytes) => {
      arrive(bytes);
      clearTimeout(linger);
      if (!mayBeWhole(arrivals)) return;
      const { length } = arrivals;
      void over.then(() => {
        if (arrivals.length === length) linger = setTimeout(resolve, lingerMs);
      });
    });
    socket.on('end', () => {
      end = 'closed';
      arrive(Buffer.alloc(0));
      resolve();
    });
    socket.on('error', () => {
      end = 'reset';
      arrive(Buffer.alloc(0));
      resolve();
    });
    socket.write(
      `GET ${target} HTTP/1.1\r\n${lines.map(([name, value]) => (value === undefined ? '' : `${name}: ${value}\r\n`)).join('')}\r\n`,
    );
  });
  socket.destroy();
  return seenOf(arrivals, end);
}

/**
 * Tells whether a body in chunks or with a length is complete. It must be fast, because it runs after every
 * read.
 */
function mayBeWhole(arrivals: readonly { bytes: Buffer }[]): boolean {
  const first = arrivals[0]?.bytes.toString('latin1') ?? '';
  const headEnd = first.indexOf('\r\n\r\n');
  if (headEnd === -1) return arrivals.length > 1 && read(arrivals).whole;
  if (/^transfer-encoding: chunked\r$/im.test(first.slice(0, headEnd + 1))) {
    const last = Buffer.concat(arrivals.slice(-5).map(({ bytes }) => bytes.subarray(-5)));
    return last.toString('latin1').endsWith('0\r\n\r\n');
  }
  const length = /^content-length: (\d+)\r$/im.exec(first.slice(0, headEnd + 1))?.[1];
  const total = arrivals.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return length !== undefined && total >= headEnd + 4 + Number(length);
}

function seenOf(arrivals: readonly { bytes: Buffer; at: number }[], end: Seen['end']): Seen {
  const { head, headers, body, framing, whole } = read(arrivals);
  const [, status = '0', reason = ''] = /^HTTP\/1\.1 (\d{3}) ?(.*)\r\n/.exec(head) ?? [];
  const silences = arrivals.flatMap(({ at }, index) => {
    const before = arrivals.slice(0, index);
    const ms = at - (before.at(-1)?.at ?? at);
    return ms < SILENCE_MS ? [] : [{ at: read(before).body.length, ms }];
  });
  return {
    head,
    status: Number(status),
    reason,
    headers,
    body,
    framing,
    whole: framing === 'close' ? end === 'closed' && head !== '' : whole,
    end,
    silences,
    headAfterMs: arrivals[0]?.at ?? Number.POSITIVE_INFINITY,
    reads: arrivals.length,
  };
}

function read(arrivals: readonly { bytes: Buffer }[]) {
  const all = Buffer.concat(arrivals.map(({ bytes }) => bytes));
  const headEnd = all.indexOf('\r\n\r\n');
  const head = headEnd === -1 ? '' : all.toString('latin1', 0, headEnd + 2);
  const headers = Object.fromEntries(
    [...head.matchAll(/^([^:\r\n]+): ?(.*)\r$/gm)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const rest = headEnd === -1 ? Buffer.alloc(0) : all.subarray(headEnd + 4);
  if (headers['transfer-encoding'] === 'chunked')
    return { head, headers, framing: 'chunked' as const, ...chunks(rest) };
  const length = headers['content-length'];
  if (length === undefined) return { head, headers, framing: 'close' as const, body: rest, whole: false };
  return { head, headers, framing: 'length' as const, body: rest, whole: rest.length >= Number(length) };
}

function chunks(bytes: Buffer): { body: Buffer; whole: boolean } {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line === -1) break;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    if (size === 0) return { body: Buffer.concat(parts), whole: true };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return { body: Buffer.concat(parts), whole: false };
}

/** Returns the offsets of the parts of a valid ZIP, from its directory. */
export function layoutOf(zip: Buffer) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const directoryFrom = zip.readUInt32LE(end + 16);
  const entries = new Map<string, { header: number; data: number; dataEnd: number; end: number }>();
  for (let at = directoryFrom; at < end; ) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const header = zip.readUInt32LE(at + 42);
    const data = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const dataEnd = data + zip.readUInt32LE(at + 20);
    entries.set(name, { header, data, dataEnd, end: dataEnd + 16 });
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  const entry = (name: string) => {
    const found = entries.get(name);
    if (found === undefined)
      throw new Error(`expected a member ${name} in the archive, got ${[...entries.keys()].join(', ')}`);
    return found;
  };
  return { entry, directoryFrom, directoryTo: end, bytes: zip.length };
}

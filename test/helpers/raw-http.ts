import { connect, type Socket } from 'node:net';

/** Sends text to a local port and returns everything that arrives before the connection closes. */
export async function exchange(port: number, request: string): Promise<{ head: string; body: Buffer }> {
  const socket = connect(port, '127.0.0.1');
  const parts: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('data', (part) => parts.push(part));
    socket.on('end', resolve);
    socket.on('error', reject);
    socket.write(request, 'latin1');
  });
  socket.destroy();
  const all = Buffer.concat(parts);
  const end = all.indexOf('\r\n\r\n');
  return { head: all.subarray(0, end + 2).toString('latin1'), body: all.subarray(end + 4) };
}

/** Requests a path with the token of the verified admin, and keeps the connection open. */
export function requestOn(port: number, path: string): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer verified-admin\r\n\r\n`);
  return socket;
}

/**
 * Requests an export and disconnects after the given number of response bytes. Resolves after the disconnect.
 */
export function leaveEarly(port: number, path: string, afterBytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = requestOn(port, path);
    let bytes = 0;
    socket.on('data', (part) => {
      bytes += part.length;
      if (bytes >= afterBytes) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}

/** One request as sent, and its response. */
export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  /** The head as received. */
  readonly head: string;
  readonly body: Buffer;
}

/**
 * Sends many requests over one connection without waiting for responses. Resolves to the responses in order.
 * Targets are sent unchanged.
 */
export async function pipeline(port: number, requests: readonly Asked[]): Promise<Answer[]> {
  const socket = connect(port, '127.0.0.1');
  const answers: Answer[] = [];
  let held = Buffer.alloc(0);
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`expected ${requests.length} answers, got ${answers.length}`)));
    socket.on('data', (part) => {
      held = Buffer.concat([held, part]);
      let used = 0;
      for (const { method } of requests.slice(answers.length)) {
        const found = readAnswer(held, used, method);
        if (found === undefined) break;
        answers.push(found.answer);
        used = found.end;
      }
      held = held.subarray(used);
      if (answers.length === requests.length) resolve();
    });
    socket.write(requests.map(textOf).join(''), 'latin1');
  }).finally(() => socket.destroy());
  return answers;
}

function textOf({ method, target, headers }: Asked): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** Returns the response that begins at this offset; undefined while it is incomplete. */
function readAnswer(
  bytes: Buffer,
  from: number,
  method: string,
): { answer: Answer; end: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n', from);
  if (headEnd === -1) return undefined;
  const head = bytes.toString('latin1', from, headEnd + 2);
  const status = Number(head.slice(9, 12));
  const start = headEnd + 4;
  if (method === 'HEAD') return { answer: { status, head, body: Buffer.alloc(0) }, end: start };
  if (/\r\ntransfer-encoding: chunked\r\n/i.test(head)) {
    const chunks = readChunks(bytes, start);
    return chunks && { answer: { status, head, body: chunks.body }, end: chunks.end };
  }
  const end = start + Number(/\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1]);
  return end > bytes.length ? undefined : { answer: { status, head, body: bytes.subarray(start, end) }, end };
}

function readChunks(bytes: Buffer, start: number): { body: Buffer; end: number } | undefined {
  const parts: Buffer[] = [];
  for (let at = start; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line === -1) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const end = line + 2 + size + 2;
    if (end > bytes.length) return undefined;
    if (size === 0) return { body: Buffer.concat(parts), end };
    parts.push(bytes.subarray(line + 2, end - 2));
    at = end;
  }
}

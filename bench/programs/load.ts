// Repeats the same request on a few connections, with several requests in flight on each.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { doJobs } from './jobs.ts';

const CONNECTIONS = 8;
/** The number of requests in flight on each connection. */
const DEPTH = 8;

/** The request to send, and the duration. */
export interface Load {
  readonly port: number;
  /** The complete request in its wire format. */
  readonly request: string;
  /** Milliseconds after which no more requests are sent. */
  readonly ms: number;
}

/** The responses, all of one kind. */
export interface Loaded {
  readonly answers: number;
  /** From the first request until the last response, milliseconds. */
  readonly ms: number;
  /** One response, head and body, as received. */
  readonly answer: string;
}

async function load({ port, request, ms }: Load): Promise<Loaded> {
  const answer = await firstAnswer(port, request);
  const begun = performance.now();
  const until = begun + ms;
  const counts = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => askOn(port, { request, answerBytes: answer.length, until })),
  );
  const answers = counts.reduce((sum, count) => sum + count, 0);
  return { answers, ms: performance.now() - begun, answer };
}

/** The first response on a connection: later ones have the same length, because only the date changes. */
async function firstAnswer(port: number, request: string): Promise<string> {
  const socket = await connected(port);
  socket.write(request);
  let text = '';
  for await (const bytes of socket) {
    text += (bytes as Buffer).toString('latin1');
    const bodyAt = text.indexOf('\r\n\r\n') + 4;
    const length = /^content-length: (\d+)\r$/im.exec(text)?.[1];
    if (bodyAt > 4 && text.length >= bodyAt + Number(length)) return text;
  }
  throw new Error(`expected a response with a content-length, got '${text}'.`);
}

interface Question {
  readonly request: string;
  readonly answerBytes: number;
  readonly until: number;
}

/** Keeps a connection busy and resolves with the number of responses, when the last one is complete. */
async function askOn(port: number, { request, answerBytes, until }: Question): Promise<number> {
  const socket = await connected(port);
  let asked = DEPTH;
  let bytesCame = 0;
  socket.on('data', (bytes) => {
    bytesCame += bytes.length;
    const answered = Math.floor(bytesCame / answerBytes);
    if (performance.now() < until) {
      const more = answered + DEPTH - asked;
      if (more > 0) socket.write(request.repeat(more));
      asked += more;
    } else if (answered === asked) {
      socket.destroy();
    }
  });
  socket.write(request.repeat(DEPTH));
  await once(socket, 'close');
  if (bytesCame !== asked * answerBytes) {
    throw new Error(`expected ${asked} responses of ${answerBytes} bytes, got ${bytesCame} bytes in total.`);
  }
  return asked;
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  return socket;
}

doJobs(load);

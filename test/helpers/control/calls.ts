import { request } from 'node:http';
import type { Test } from 'tap';
import type { ServerOptions } from '../../../server/index.ts';
import { startServer } from '../../../server/index.ts';
import { tiny } from '../serve.ts';

/** A response of control. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined when it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary properties of the response.
  readonly json: any;
}

export type Tell = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Told>;

/**
 * Starts a server that closes at the end of the test, and returns functions that call its control. A text
 * body is sent unchanged.
 */
export async function controlled(t: Test, options: ServerOptions = tiny) {
  const server = await startServer(options);
  t.teardown(() => server.close());
  const tell: Tell = (method, path, body, headers) => send(server.port, { method, path, body, headers });
  return { server, tell };
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

function send(port: number, { method, path, body, headers = {} }: Sent): Promise<Told> {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  const type = content === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const all = { ...type, 'content-length': Buffer.byteLength(content ?? ''), ...headers };
    const asked = request({ port, method, path: `/__admin${path}`, headers: all }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: parsed(text) });
      });
    });
    asked.on('error', reject);
    asked.end(content);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

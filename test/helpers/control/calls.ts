import { request } from 'node:http';
import type { Test } from 'tap';
import type { ServerOptions } from '../../../server/index.ts';
import { startServer } from '../../../server/index.ts';
import { tiny } from '../serve.ts';

/** What control answered. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The text as JSON; undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever control says is looked at by name.
  readonly json: any;
}

export type Tell = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Told>;

/** A server that closes itself, and what talks to its control. A body that is text goes out as it is. */
export async function controlled(t: Test, options: ServerOptions = tiny) {
  const server = await startServer(options);
  t.teardown(() => server.close());
  const tell: Tell = (method, path, body, headers) => told(server.port, { method, path, body, headers });
  return { server, tell };
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

function told(port: number, { method, path, body, headers = {} }: Sent): Promise<Told> {
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

import { setTimeout } from 'node:timers/promises';
import type { Test } from 'tap';
import type { RunningServer, RunningSession, SessionOptions } from '../../server/index.ts';

/** The status of an export request, as the service sends it. */
export interface Status {
  readonly user_request_id: string;
  readonly status: string;
  readonly data: string;
}

/** A response as the client received it. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** The end of a run of the client. */
export type Outcome =
  | { readonly ended: 'complete'; readonly archives: readonly Buffer[] }
  | { readonly ended: 'no files' | 'given up' }
  | { readonly ended: 'failed'; readonly why: string };

/** The settings of the client. */
export interface FilesClientOptions {
  /** The base URL of the API, without a path. */
  readonly url: string;
  readonly token: string;
  /** Called between two requests for the status. */
  readonly pause?: () => void | Promise<void>;
  /** The maximum number of requests for the status. */
  readonly mostPolls?: number;
}

/**
 * A small client of the Files Export API, written from the description of the service: it creates an export
 * request, asks for its status, and downloads every link without its token.
 */
export class FilesClient {
  readonly #options: FilesClientOptions;
  /** The states that the client has seen, each once in a row. */
  readonly states: string[] = [];

  constructor(options: FilesClientOptions) {
    this.#options = options;
  }

  async send(
    path: string,
    method = 'GET',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Received> {
    const { url, token } = this.#options;
    return received(
      await fetch(url + path, { method, headers: { Authorization: `Bearer ${token}`, ...headers } }),
    );
  }

  /** Creates an export request; `query` has the range. */
  create(query: string): Promise<Received> {
    return this.send(`/api/v1/export/requests?${query}`, 'POST');
  }

  status(id: string): Promise<Received> {
    return this.send(`/api/v1/export/requests/${id}`);
  }

  /** Downloads a link as it is, without a token. */
  async download(link: string): Promise<Received> {
    return received(await fetch(link));
  }

  /** Runs an export from its creation to its archives. */
  async run(query: string): Promise<Outcome> {
    const created = await this.create(query);
    if (created.status !== 200) return { ended: 'failed', why: `create ${created.status}` };
    const { user_request_id: id } = json<{ user_request_id: string }>(created);
    const { mostPolls = 20, pause = () => setTimeout(1) } = this.#options;
    for (let poll = 0; poll < mostPolls; poll += 1) {
      const answer = await this.status(id);
      // Right after its creation, an export request may not be found.
      if (answer.status !== 200 && answer.status !== 404) {
        return { ended: 'failed', why: `status ${answer.status}` };
      }
      const { status, data } =
        answer.status === 404 ? { status: 'NOT_FOUND', data: '' } : json<Status>(answer);
      if (this.states.at(-1) !== status) this.states.push(status);
      if (status === 'FAILED' || status === 'EXPIRED') return { ended: 'failed', why: status };
      if (status === 'COMPLETE') return data === '' ? { ended: 'no files' } : this.#archives(data);
      await pause();
    }
    return { ended: 'given up' };
  }

  async #archives(data: string): Promise<Outcome> {
    const archives: Buffer[] = [];
    for (const link of data.split('\n')) {
      try {
        const { status, headers, body } = await this.download(link);
        if (status !== 200) return { ended: 'failed', why: `download ${status}` };
        if (headers.get('content-type') !== 'application/zip') return { ended: 'failed', why: 'no archive' };
        archives.push(body);
      } catch {
        return { ended: 'failed', why: 'download cut' };
      }
    }
    return { ended: 'complete', archives };
  }
}

async function received(response: Response): Promise<Received> {
  const { status, headers } = response;
  return { status, headers, body: Buffer.from(await response.arrayBuffer()) };
}

export function json<T>({ body }: Received): T {
  return JSON.parse(body.toString()) as T;
}

/** Returns the id of a new export request that is complete, and the end of the link to its archive. */
export async function instantExport({
  url,
}: {
  readonly url: string;
}): Promise<{ readonly request_id: string; readonly part: string }> {
  const client = new FilesClient({ url, token: 'verified-admin~files-export-instant' });
  const { user_request_id: request_id } = json<Status>(await client.create('since=2024-06-01'));
  const { data } = json<Status>(await client.status(request_id));
  return { request_id, part: data.slice(data.lastIndexOf('/') + 1) };
}

/**
 * Returns a function that begins a session with a client, which lets the clock advance by five seconds
 * between two requests for the status. The session ends with the test.
 */
export function clientsOf(server: RunningServer) {
  return async (
    t: Test,
    options: SessionOptions = {},
  ): Promise<{ readonly session: RunningSession; readonly client: FilesClient }> => {
    const session = await server.session(options);
    t.teardown(() => session.close());
    const { url, token } = session;
    const client = new FilesClient({ url, token, pause: () => session.clock.advance(5_000) });
    return { session, client };
  };
}

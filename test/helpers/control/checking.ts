import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { RunningServer, ServerOptions } from '../../../server/index.ts';
import { tiny } from '../serve.ts';

const checks = new EventEmitter();

/** Options of a server with a check of exports, which does not end for an export with the text `endless`. */
export const checking: ServerOptions = {
  ...tiny,
  checkExport: async (path, signal) => {
    const text = String(await readFile(path));
    if (text === 'endless') {
      const ended = once(signal, 'abort');
      checks.emit('endless', path);
      await ended;
      checks.emit('ended');
      signal.throwIfAborted();
    }
    return { report: { bytes: text.length }, text: 'Nothing to report.\n' };
  },
};

/** A check that does not end by itself. */
export interface EndlessCheck {
  /** The path of the export. */
  readonly path: string;
  /** Leaves the server, and waits until the check has ended. */
  leave(): Promise<void>;
}

/** Sends an export whose check does not end, and waits until the check has begun. */
export async function checkEndlessly({ url }: RunningServer): Promise<EndlessCheck> {
  const leaving = new AbortController();
  const begun = once(checks, 'endless');
  fetch(`${url}/__admin/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/zip' },
    body: 'endless',
    signal: leaving.signal,
  }).catch(() => {});
  const [path] = await begun;
  return {
    path,
    leave: async () => {
      const ended = once(checks, 'ended');
      leaving.abort();
      await ended;
    },
  };
}

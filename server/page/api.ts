import { useCallback, useEffect, useState } from 'preact/hooks';
import { pageSession } from './router.ts';

/** One mistake in what was sent, with the JSON pointer of its place. */
export interface ApiMistake {
  readonly path: string;
  readonly text: string;
}

/** The control API refused a request, or could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The status; 0 when there was no answer. */
  readonly status: number;
  readonly mistakes: readonly ApiMistake[];

  constructor(status: number, text: string, mistakes: readonly ApiMistake[] = []) {
    super(text);
    this.status = status;
    this.mistakes = mistakes;
  }
}

/** The id of the session that the page is about: the one in its address, or the server's own. */
export const session = pageSession ?? 'main';

/** The event of the window after a request for what does not exist: the session may have ended. */
export const MISSING = 'engage-missing';

/** The path of the session in the control API: `sessionPath('/clock')` is `/sessions/<id>/clock`. */
export function sessionPath(below = ''): string {
  return `/sessions/${session}${below}`;
}

/**
 * Calls the control API of the server that sent the page.
 *
 * @param path The path below `/__admin`.
 * @returns The JSON of the answer; `undefined` without a body.
 * @throws {ApiError} (as a rejection) when the server refuses, or cannot be reached.
 */
export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { body, signal }: { readonly body?: unknown; readonly signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(`/__admin${path}`, {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The server does not answer. Is it still running?');
  });
  const text = await response.text();
  const json = jsonOf(text);
  if (response.ok) return json as T;
  if (response.status === 404) dispatchEvent(new Event(MISSING));
  const { error = text, mistakes } = (json ?? {}) as { error?: string; mistakes?: readonly ApiMistake[] };
  throw new ApiError(response.status, error, mistakes);
}

/** The state of a value that is asked for. */
export interface Asked<T> {
  readonly value: T | undefined;
  readonly error: Error | undefined;
  /** Asks again; the old value stays until the new one is there. */
  readonly again: () => void;
}

/** Asks the control API for a value, again when the path changes; `undefined` asks for nothing. */
export function useApi<T>(path: string | undefined): Asked<T> {
  const [state, setState] = useState<{ path?: string; value?: T; error?: Error }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === undefined) return;
    const ending = new AbortController();
    call<T>('GET', path, { signal: ending.signal }).then(
      (value) => setState({ path, value }),
      (error: Error) => {
        if (error.name !== 'AbortError') setState((last) => ({ ...last, path, error }));
      },
    );
    return () => ending.abort();
  }, [path, turn]);
  const again = useCallback(() => setTurn((last) => last + 1), []);
  const fits = state.path === path;
  return { value: fits ? state.value : undefined, error: fits ? state.error : undefined, again };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

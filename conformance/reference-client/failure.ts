/** The reason why an export failed, as a sentence for people. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** True if asking again may help. */
  readonly again: boolean;

  constructor(message: string, { again = false }: { readonly again?: boolean } = {}) {
    super(message);
    this.again = again;
  }
}

/** The flags are invalid. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The flags are valid, but the client does not support them. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}

/** The codes of connection errors that may succeed on a retry. */
const PASSING: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** The failure of a connection to the server, in words. */
export function connectionFailure(error: unknown, place: string): Failure {
  if (error instanceof Failure) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new Failure(`${place}: ${message} ${code === '' ? '' : `(${code})`}`.trim(), {
    again: PASSING.has(code),
  });
}

/** An output cannot be written. The message names the output and the reason. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** True when the reader of the output closed it: no message is needed then. */
  readonly quiet: boolean;

  constructor(message: string, quiet = false) {
    super(message);
    this.quiet = quiet;
  }
}

/** The reasons for system error codes. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'its disk is read-only',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk quota is used up',
  EFBIG: 'the file would be too large',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its parent path is a file, not a folder',
  ELOOP: 'it is a link to itself',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'it is a socket, or a pipe without a reader',
  EPIPE: 'its reader closed the pipe',
  EIO: 'its device failed',
};

/** Throws an `OutputError` for an output that cannot be written. `flag` is the flag that names the output. */
export function cannotWrite(place: string, error: unknown, flag: string): never {
  if (error instanceof OutputError) throw error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  throw new OutputError(
    `cannot write to ${place} (${reason}): choose another output with ${flag}.`,
    code === 'EPIPE' && place === 'stdout',
  );
}

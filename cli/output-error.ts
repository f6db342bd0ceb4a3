/** The place to write to cannot be written to. Its message says which and why. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** Whether whoever read the output has left: nobody has to be told. */
  readonly quiet: boolean;

  constructor(message: string, quiet = false) {
    super(message);
    this.quiet = quiet;
  }
}

/** The reasons of the system in words. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'its disk may only be read',
  ENOSPC: 'its disk is full',
  EDQUOT: 'the quota of its disk is used up',
  EFBIG: 'the file would be too large',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'what should be its folder is a file',
  ELOOP: 'it is a link that leads to itself',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'it is a socket, or nobody is at its other end',
  EPIPE: 'nobody reads it any more',
  EIO: 'its device failed',
};

/** Throws what says that a place cannot be written to; `flag` names the place. */
export function cannotWrite(place: string, error: unknown, flag: string): never {
  if (error instanceof OutputError) throw error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  throw new OutputError(
    `expected to write to ${place}, but ${reason}: choose another place with ${flag}.`,
    code === 'EPIPE' && place === 'stdout',
  );
}

import { open, stat } from 'node:fs/promises';
import { servedNames } from '../../server/index.ts';

/** The part of a file that is searched, bytes. */
const SEARCHED_BYTES = 1_000_000;
const ADDRESS = /\bhttps:\/\/([\w.-]{1,253})/gi;

/** The address of the service in the source of a client. */
export interface LiteralAddress {
  /** The argument that names the file. */
  readonly file: string;
  /** The address, such as `https://www.yammer.com`. */
  readonly address: string;
}

/** Finds the address of the service in the files of a command; undefined when there is none. */
export async function literalAddressIn(argv: readonly string[]): Promise<LiteralAddress | undefined> {
  for (const file of argv) {
    const text = await beginningOf(file);
    for (const [address, name = ''] of text.matchAll(ADDRESS))
      if (servedNames.includes(name.toLowerCase())) return { file, address };
  }
  return undefined;
}

/** The beginning of a file; empty for anything else. */
export async function beginningOf(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isFile()) return '';
    await using file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SEARCHED_BYTES), 0, SEARCHED_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch {
    return '';
  }
}

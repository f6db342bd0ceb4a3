import { open, stat } from 'node:fs/promises';

/** An address of a server in a text; of a message about a name that cannot be found, the name. */
const ADDRESS = /\bhttps?:\/\/[\w.-]{1,253}(?::\d{1,5})?|\b(?:www|export|api)\.(?:staging\.)?yammer\.com\b/gi;
/** The maximum part of a file that is searched, bytes. */
const SEARCHED_BYTES = 1_000_000;
const MOST_NAMED = 3;

/**
 * The addresses of other servers that a client names in its output, or else in the files of its command; at
 * most three.
 */
export async function addressesOf(
  argv: readonly string[],
  printed: string,
  baseUrl: string,
): Promise<readonly string[]> {
  const found = addressesIn(printed, baseUrl);
  if (found.length > 0) return found;
  const texts = await Promise.all(argv.map(textOf));
  return addressesIn(texts.join('\n'), baseUrl);
}

function addressesIn(text: string, baseUrl: string): readonly string[] {
  const all = [...text.matchAll(ADDRESS)].map(([address]) => address);
  const others = all.filter(
    (address) => !baseUrl.startsWith(address) && /yammer|export|:\d+$/i.test(address),
  );
  return [...new Set(others)].slice(0, MOST_NAMED);
}

/** The start of a file; empty for anything else. */
async function textOf(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isFile()) return '';
    await using file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SEARCHED_BYTES), 0, SEARCHED_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch {
    return '';
  }
}

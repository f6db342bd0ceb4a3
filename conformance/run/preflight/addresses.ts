import { beginningOf } from '../../client/literal-address.ts';

/** An address of a server in a text; of a message about a name that cannot be found, the name. */
const ADDRESS = /\bhttps?:\/\/[\w.-]{1,253}(?::\d{1,5})?|\b(?:www|export|api)\.(?:staging\.)?yammer\.com\b/gi;
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
  const texts = await Promise.all(argv.map(beginningOf));
  return addressesIn(texts.join('\n'), baseUrl);
}

function addressesIn(text: string, baseUrl: string): readonly string[] {
  const all = [...text.matchAll(ADDRESS)].map(([address]) => address);
  const others = all.filter(
    (address) => !baseUrl.startsWith(address) && /yammer|export|:\d+$/i.test(address),
  );
  return [...new Set(others)].slice(0, MOST_NAMED);
}

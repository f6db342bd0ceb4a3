import { unescape as decoded } from 'node:querystring';

/** A name with one of these in it, written without case and punctuation, is the name of a secret: `X-Auth-Token`, `apiKey`. */
const telling = [
  'token',
  'secret',
  'passw',
  'passphrase',
  'pwd',
  'jwt',
  'bearer',
  'cookie',
  'credential',
  'authoriz',
  'authoris',
  'oauth',
  'apikey',
  'accesskey',
  'privatekey',
  'signature',
  'sessionid',
  'sessid',
] as const;

/** A name whose last word is one of these is the name of a secret: `X-Functions-Key`, `sap-security`. */
const lastWords = [
  'key',
  'auth',
  'sig',
  'pass',
  'session',
  'sid',
  'security',
  'otp',
  'csrf',
  'xsrf',
  'assertion',
];

/** Names of secrets that are words of every day, too: they count only where a name has to be one. */
const wholeNames = ['code'];

/** Names that are often misspelt: one with the same consonants in the same order counts, too. */
const misspelt = [
  'authorization',
  'authentication',
  'proxy-authorization',
  'access-token',
  'refresh-token',
  'client-secret',
  'password',
  'secret',
  'credentials',
].map(consonants);

/** Names that look like those of secrets and are not. */
const ordinary = ['stricttransportsecurity', 'wwwauthenticate', 'proxyauthenticate', 'xengageexporthint'];

/** Answers that are kept: the same few names come all the time. */
const known = new Map<string, 'always' | 'named' | 'never'>();
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 100;

/**
 * Whether a parameter, a header or a property of this name holds a secret, whatever its case, punctuation and percent
 * escapes. In prose a single everyday word is no name: `exit code=3`.
 */
export function isSecretName(name: string, where: 'parameter' | 'prose' = 'parameter'): boolean {
  const found = known.get(name) ?? keep(name, kindOf(name));
  return found === 'always' || (found === 'named' && where === 'parameter');
}

function keep<K extends 'always' | 'named' | 'never'>(name: string, kind: K): K {
  if (name.length > LONGEST_KNOWN) return kind;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, kind);
  return kind;
}

function kindOf(name: string): 'always' | 'named' | 'never' {
  const words = wordsOf(name);
  const squeezed = words.join('');
  if (squeezed === '' || ordinary.includes(squeezed)) return 'never';
  if (telling.some((part) => squeezed.includes(part))) return 'always';
  if (lastWords.includes(words.at(-1) ?? '')) return words.length > 1 ? 'always' : 'named';
  if (wholeNames.includes(squeezed)) return 'named';
  return misspelt.includes(consonants(squeezed)) ? 'always' : 'never';
}

/** What is left of a name when vowels, `h` and double letters are a matter of taste, and `s` is `z`. */
function consonants(name: string): string {
  return name
    .replace(/[^b-z]|[eiouhy]/g, '')
    .replaceAll('z', 's')
    .replace(/(.)\1+/g, '$1');
}

/** The words of a name in small letters: `X-ApiKey`, `x_api.key` and `x%2Dapi[key][]` have the same three or so. */
function wordsOf(name: string): readonly string[] {
  return decodedDeeply(name)
    .normalize('NFKC')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word));
}

/** So many times something may have been encoded. */
const MOST_LAYERS = 4;

/** A text without percent escapes, however often it was encoded. Never throws. */
export function decodedDeeply(text: string): string {
  let plain = text;
  for (let layer = 0; layer < MOST_LAYERS && plain.includes('%'); layer++) {
    const next = decoded(plain);
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

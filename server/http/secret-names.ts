import { unescape as decoded } from 'node:querystring';

/** A name that contains one of these (ignoring case and punctuation) is secret: `X-Auth-Token`, `apiKey`. */
const secretParts = [
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

/** A name whose last word is one of these is secret: `X-Functions-Key`, `sap-security`. */
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

/** Secret names that are also common words: they count only where a name is required. */
const wholeNames = ['code'];

/** Names that are often misspelt: a name with the same consonants in the same order counts, too. */
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

/** Names that look secret and are not. */
const ordinary = ['stricttransportsecurity', 'wwwauthenticate', 'proxyauthenticate', 'xengageexporthint'];

/** A cache of results: the same few names occur often. */
const known = new Map<string, 'always' | 'named' | 'never'>();
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 100;

/**
 * Tells whether a parameter, header or property of this name holds a secret, ignoring case, punctuation and
 * percent escapes. In prose, a single common word is not a name: `exit code=3`.
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
  if (secretParts.some((part) => squeezed.includes(part))) return 'always';
  if (lastWords.includes(words.at(-1) ?? '')) return words.length > 1 ? 'always' : 'named';
  if (wholeNames.includes(squeezed)) return 'named';
  return misspelt.includes(consonants(squeezed)) ? 'always' : 'never';
}

/** The consonants of a name: without vowels, `h` and double letters, and with `s` as `z`. */
function consonants(name: string): string {
  return name
    .replace(/[^b-z]|[eiouhy]/g, '')
    .replaceAll('z', 's')
    .replace(/(.)\1+/g, '$1');
}

/**
 * The words of a name in lower case: `X-ApiKey`, `x_api.key` and `x%2Dapi[key][]` give about the same words.
 */
function wordsOf(name: string): readonly string[] {
  return decodedDeeply(name)
    .normalize('NFKC')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word));
}

/** The maximum depth of percent encoding. */
const MAX_LAYERS = 4;

/** A text without percent escapes, even if it was encoded repeatedly. Never throws. */
export function decodedDeeply(text: string): string {
  let plain = text;
  for (let layer = 0; layer < MAX_LAYERS && plain.includes('%'); layer++) {
    const next = decoded(plain);
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

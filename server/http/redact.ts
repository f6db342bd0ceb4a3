import { tokens } from './auth.ts';
import { decodedDeeply, isSecretName } from './secret-names.ts';

/** Makes the replacement of a secret. */
export type Hide = (secret: string) => string;

const REDACTED = 'REDACTED';
const hideAll: Hide = () => REDACTED;
/** Public tokens are not secrets. */
const hideUnknown: Hide = (secret) => (Object.hasOwn(tokens, secret) ? secret : REDACTED);

/** An `Authorization` scheme and its credential, at the beginning of a value. */
const SCHEME =
  /^\s*(bearer|basic|digest|negotiate|ntlm|token|oauth|apikey|hoba|mutual|gnap|dpop|aws4-hmac-sha256)\s+(\S.*)$/is;
/** The schemes that are not common words. */
const CERTAIN = /^(?:bearer|basic|digest|negotiate|ntlm|hoba|dpop|aws4-hmac-sha256)$/i;
/** A bearer credential within a text. */
const BEARER = /\b(bearer\s+)(\{\w{1,40}\}|<\w{1,40}>|[^\s"'<>,;)\]}]+)/gi;
const OTHER_SCHEME = /\b((?:basic|digest|negotiate|ntlm|token|oauth|apikey|dpop)\s+)([\w+/=.~-]+)/gi;
/** Texts after a scheme that are no credential: in a sentence, or in a challenge. */
const NO_CREDENTIAL =
  /^(?:and|or|is|was|are|in|with|not|must|from|for|as|auth|authentication|authorization|tokens?|credentials?|headers?|schemes?)[.:]?$/i;
/** Secrets that are hidden or cut already. */
const HIDDEN = /^(?:REDACTED|(?:verified-admin~(?:[\w-]{1,80}~)?)?\S{0,4}\.\.\.)$/;
/** Placeholders for secrets in texts for people. In a request, the same text may be a secret. */
const PLACEHOLDER = /^(?:\{\w{1,40}\}|<[\w -]{1,40}>|\$\w{1,40}|\*{1,40})$/;
/** A name and the opening quote of its value, in JSON and in printed objects of programming languages. */
const QUOTED = /(?<![\w.[\]-])([\w.[\]-]{1,80})\\?["']?\s{0,8}(?::|=>?)\s{0,8}(\\?["'])/g;
/** A header on its own line, as `curl -v` prints it. */
const HEADER_LINE = /^([<>*| \t]{0,8})([\w-]{1,80})( ?: ?)(\S.*)$/gm;
/** A header as an argument of a command: `-H 'X-Api-Key: x'`. */
const QUOTED_HEADER = /(["'])([\w-]{1,80})(: ?)([^"'\n]+)/g;
/** The token of a session, which may also be the value of a parameter without a secret name. */
const SESSION_TOKEN = /verified-admin(?:~|%7e)[0-9a-f]{16}(?![\w-])/gi;
/** The end of a shortened text. */
const CUT = '...';
const WORD = /[^\s"'<>`]+/g;
/** The maximum depth of nested encodings. */
const MAX_DEPTH = 3;

interface Reading {
  readonly hide: Hide;
  readonly where: 'parameter' | 'prose';
  readonly depth: number;
}

/**
 * A request target without secrets: userinfo, credentials, and the values of secret parameters in path,
 * matrix, query and fragment.
 */
export function redactTarget(target: string, hide: Hide = hideAll): string {
  return address(target, { hide, where: 'parameter', depth: 0 });
}

/** A query without secrets. */
export function redactQuery(query: string, hide: Hide = hideAll): string {
  return redactTarget(`?${query}`, hide).slice(1);
}

/** The value of a header without secrets. A credential keeps its scheme. */
export function redactHeader(name: string, value: string, hide: Hide = hideUnknown): string {
  // A challenge contains no secret.
  if (/^(?:www|proxy)-authenticate$/i.test(name)) return value;
  if (isSecretName(name)) return credentials(value, hide) ?? hidden(value, hide);
  return text(value, { hide, where: 'parameter', depth: 0 });
}

/**
 * Any text without secrets, for example the output of a program: secrets in its URLs, headers and objects are
 * replaced.
 */
export function redactText(value: string, hide: Hide = hideUnknown): string {
  return text(value, { hide, where: 'prose', depth: 0 });
}

/**
 * The words of a command without secrets: the values of secret options are replaced, also when the value is
 * the next word.
 */
export function redactArguments(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    const before = words[index - 1] ?? '';
    const isValue = /^--?[\w-]+$/.test(before) && !word.startsWith('-') && isSecretName(before, 'prose');
    return isValue ? hidden(word, hideUnknown) : redactText(word);
  });
}

/** A target without parameters that hold a secret. */
export function withoutSecrets(target: string): string {
  const [, path = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(target) ?? [];
  const kept = (pairs: string): string =>
    pairs
      .split('&')
      .filter((pair) => redactQuery(pair) === pair)
      .join('&');
  const matrix = path
    .split('/')
    .map((segment) => {
      const [first = '', ...parameters] = segment.split(';');
      return [first, ...parameters.filter((pair) => redactQuery(pair) === pair)].join(';');
    })
    .join('/');
  const tail = [query, fragment].map((part, at) => {
    const rest = part === undefined ? '' : kept(part);
    return rest === '' ? '' : `${at === 0 ? '?' : '#'}${rest}`;
  });
  return redactTarget(matrix + tail.join('')).replace(/\/\/REDACTED@/g, '//');
}

/** Hides the credential in a value of scheme and credential; `undefined` for other values. */
function credentials(value: string, hide: Hide, where?: Reading['where']): string | undefined {
  const [, scheme, rest = ''] = SCHEME.exec(value) ?? [];
  return scheme === undefined ? undefined : `${scheme} ${hidden(rest.trimEnd(), hide, where)}`;
}

function hidden(secret: string, hide: Hide, where: Reading['where'] = 'parameter'): string {
  const isNone = secret === '' || HIDDEN.test(secret) || (where === 'prose' && PLACEHOLDER.test(secret));
  return isNone ? secret : hide(secret);
}

function text(value: string, reading: Reading): string {
  const { hide, where, depth } = reading;
  if (depth > MAX_DEPTH) return value;
  if (where === 'parameter' && depth >= 0) {
    const [, scheme = '', whole = ''] = SCHEME.exec(value) ?? [];
    // A word such as token may also be the beginning of a sentence, or the name of a program.
    const isOne = CERTAIN.test(scheme) ? !NO_CREDENTIAL.test(whole) : looksRandom(whole);
    if (whole !== '' && isOne) return credentials(value, hide) ?? value;
  }
  const header = (all: string, before: string, name: string, colon: string, rest: string): string =>
    isSecretName(name, 'prose')
      ? `${before}${name}${colon}${credentials(rest, hide, where) ?? hidden(rest, hide, where)}`
      : all;
  const unquoted = quotedValues(value, reading)
    .replace(HEADER_LINE, header)
    .replace(QUOTED_HEADER, header)
    .replace(BEARER, (all, scheme: string, rest: string) =>
      NO_CREDENTIAL.test(rest) ? all : `${scheme}${hidden(rest, hide, where)}`,
    )
    .replace(OTHER_SCHEME, (all, scheme: string, rest: string) =>
      looksRandom(rest) ? `${scheme}${hidden(rest, hide, where)}` : all,
    );
  return unquoted.replace(WORD, (word) => address(word, reading));
}

/** Tells whether a word looks like a credential and not like natural language. */
function looksRandom(word: string): boolean {
  // A program and its version, as in User-Agent, are no credential.
  if (/^[a-z][a-z-]{0,40}\/[\d.]{1,20}(?:\s|$)/i.test(word)) return false;
  return word.length >= 8 && /\d|[a-z][A-Z]|=$/.test(word);
}

/** Hides the values of secret properties: `"password": "x"`, `cookie: 'x'`. */
function quotedValues(value: string, { hide, where }: Reading): string {
  let shown = '';
  let from = 0;
  for (const found of value.matchAll(QUOTED)) {
    const [all, name = '', quote = ''] = found;
    const begin = found.index + all.length;
    if (found.index < from || !isSecretName(name, 'prose')) continue;
    const at = value.indexOf(quote, begin);
    const end = at === -1 ? value.length : at;
    const secret = value.slice(begin, end);
    shown += value.slice(from, begin) + (credentials(secret, hide, where) ?? hidden(secret, hide, where));
    from = end;
  }
  return from === 0 ? value : shown + value.slice(from);
}

/** A text without blanks: an address, a part of one, or a word. */
function address(given: string, reading: Reading): string {
  const { hide, where } = reading;
  const word = where === 'parameter' ? given.replace(SESSION_TOKEN, (token) => hide(token)) : given;
  const safe = withoutUserinfo(word, hide);
  const mark = safe.search(/[?#]/);
  const path = mark === -1 ? safe : safe.slice(0, mark);
  const shown = segments(path, reading);
  if (mark === -1) return shown;
  return shown + safe[mark] + safe.slice(mark + 1).replace(/[^&]+/g, (part) => pairs(part, reading));
}

/**
 * The segments of a path. After a segment with a secret the rest is left out: a slash may belong to the
 * secret.
 */
function segments(path: string, reading: Reading): string {
  const shown: string[] = [];
  for (const segment of path.split('/')) {
    const safe = segment.replace(/[^;&]+/g, (part) => pairs(part, reading));
    shown.push(safe);
    if (safe !== segment && reading.where === 'parameter' && /[;=]/.test(segment)) break;
  }
  return shown.join('/');
}

/** The pairs between `&`. After a secret name the rest is hidden: the end of its value is unknown. */
function pairs(part: string, reading: Reading): string {
  let shown = '';
  let from = 0;
  for (const piece of part.split(/(?<=[;#?,])/)) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0));
    if (equals !== -1 && isSecretName(name, reading.where)) {
      return `${shown}${leaf(name, reading)}=${hidden(part.slice(from + equals + 1), reading.hide, reading.where)}`;
    }
    const mark = /[;#?,]$/.exec(piece)?.[0] ?? '';
    const value = leaf(piece.slice(equals + 1, piece.length - mark.length), reading);
    shown += `${equals === -1 ? '' : `${leaf(name, reading)}=`}${value}${mark}`;
    from += piece.length;
  }
  return shown;
}

/** A name or a value, encoded or not. Without a secret it stays unchanged. */
function leaf(value: string, reading: Reading): string {
  if (!/[%+]/.test(value)) return value;
  const plain = decodedDeeply(value.replaceAll('+', ' '));
  const shown = text(plain, { ...reading, where: 'parameter', depth: reading.depth + 1 });
  return shown === plain ? value : encodeURIComponent(shown);
}

/** Removes the user from `https://user:password@host/` and from `user:password@host`. */
function withoutUserinfo(word: string, hide: Hide): string {
  if (!word.includes('@') && !word.endsWith(CUT)) return word;
  const [first = '', ...others] = word.split(/(?<=\/\/)/);
  return [withoutScheme(first, hide), ...others.map((rest) => inAuthority(rest, hide))].join('');
}

/** A text that begins with an authority. */
function inAuthority(rest: string, hide: Hide): string {
  const end = rest.search(/[/?#\\]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const port = authority.startsWith('[') ? '' : authority.slice(authority.indexOf(':') + 1);
  // A password that contains a slash, or that was cut off.
  const odd = !authority.includes('@') && authority.includes(':') && !/^\d*$/.test(port);
  if (odd && !rest.includes('@')) return rest.endsWith(CUT) ? `${hidden(rest, hide)}${CUT}` : rest;
  const at = (odd ? rest : authority).lastIndexOf('@');
  return at === -1 ? rest : `${hidden(rest.slice(0, at), hide)}${rest.slice(at)}`;
}

/** `user:password@host` at the end of the text before the first `//`, or of a word without `//`. */
function withoutScheme(word: string, hide: Hide): string {
  const at = word.lastIndexOf('@');
  let from = at;
  while (from > 0 && !'/?#&;=,([{'.includes(word[from - 1] ?? '')) from -= 1;
  const user = word.slice(from, Math.max(at, from));
  if (!user.includes(':') || /^mailto:/i.test(user)) return word;
  return `${word.slice(0, from)}${hidden(user, hide)}${word.slice(at)}`;
}

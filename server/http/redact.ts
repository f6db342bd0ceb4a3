import { tokens } from './auth.ts';
import { decodedDeeply, isSecretName } from './secret-names.ts';

/** What is shown in the place of a secret. */
export type Hide = (secret: string) => string;

const REDACTED = 'REDACTED';
const hideAll: Hide = () => REDACTED;
/** The tokens that anybody knows are no secrets. */
const hideUnknown: Hide = (secret) => (Object.hasOwn(tokens, secret) ? secret : REDACTED);

/** Schemes of `Authorization` and what follows them, at the beginning of a value. */
const SCHEME =
  /^\s*(bearer|basic|digest|negotiate|ntlm|token|oauth|apikey|hoba|mutual|gnap|dpop|aws4-hmac-sha256)\s+(\S.*)$/is;
/** Schemes that are no words of a language. */
const CERTAIN = /^(?:bearer|basic|digest|negotiate|ntlm|hoba|dpop|aws4-hmac-sha256)$/i;
/** The same in the middle of a text. */
const BEARER = /\b(bearer\s+)(\{\w{1,40}\}|<\w{1,40}>|[^\s"'<>,;)\]}]+)/gi;
const OTHER_SCHEME = /\b((?:basic|digest|negotiate|ntlm|token|oauth|apikey|dpop)\s+)([\w+/=.~-]+)/gi;
/** What follows the name of a scheme in a sentence, and in a challenge. */
const NO_CREDENTIAL =
  /^(?:and|or|is|was|are|in|with|not|must|from|for|as|auth|authentication|authorization|tokens?|credentials?|headers?|schemes?)[.:]?$/i;
/** What was left out or cut to a few characters before. */
const HIDDEN = /^(?:REDACTED|(?:verified-admin~(?:[\w-]{1,80}~)?)?\S{0,4}\.\.\.)$/;
/** What stands for a secret in a text that people read. In a request it may be one. */
const PLACEHOLDER = /^(?:\{\w{1,40}\}|<[\w -]{1,40}>|\$\w{1,40}|\*{1,40})$/;
/** A name and the quote that its value begins with, in JSON and in what languages print of their objects. */
const QUOTED = /(?<![\w.[\]-])([\w.[\]-]{1,80})\\?["']?\s{0,8}(?::|=>?)\s{0,8}(\\?["'])/g;
/** A header in a line of its own, as `curl -v` prints it. */
const HEADER_LINE = /^([<>*| \t]{0,8})([\w-]{1,80})( ?: ?)(\S.*)$/gm;
/** A header as an argument of a command: `-H 'X-Api-Key: x'`. */
const QUOTED_HEADER = /(["'])([\w-]{1,80})(: ?)([^"'\n]+)/g;
/** What stands where something was left out because it was too long. */
const CUT = '...';
const WORD = /[^\s"'<>`]+/g;
/** Recursion into what was encoded once more ends here. */
const DEEPEST = 3;

interface Reading {
  readonly hide: Hide;
  readonly where: 'parameter' | 'prose';
  readonly depth: number;
}

/**
 * A request's target as it may be shown: userinfo, credentials and the values of parameters whose name is that of a
 * secret are left out, in path, matrix, query and fragment.
 */
export function redactTarget(target: string, hide: Hide = hideAll): string {
  return address(target, { hide, where: 'parameter', depth: 0 });
}

/** The same for a query. */
export function redactQuery(query: string, hide: Hide = hideAll): string {
  return redactTarget(`?${query}`, hide).slice(1);
}

/** The value of a header that may be shown. A secret one keeps its scheme. */
export function redactHeader(name: string, value: string, hide: Hide = hideUnknown): string {
  // A challenge says how to prove oneself, and proves nothing.
  if (/^(?:www|proxy)-authenticate$/i.test(name)) return value;
  if (isSecretName(name)) return credentials(value, hide) ?? hidden(value, hide);
  return text(value, { hide, where: 'parameter', depth: 0 });
}

/** A text of any kind that may be shown, such as what a program printed: URLs, headers and objects in it have no secrets. */
export function redactText(value: string, hide: Hide = hideUnknown): string {
  return text(value, { hide, where: 'prose', depth: 0 });
}

/** The words of a command as they may be shown: the value of an option whose name is that of a secret is left out, also where it is a word of its own. */
export function redactArguments(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    const before = words[index - 1] ?? '';
    const isValue = /^--?[\w-]+$/.test(before) && !word.startsWith('-') && isSecretName(before, 'prose');
    return isValue ? hidden(word, hideUnknown) : redactText(word);
  });
}

/** A target without its secrets: parameters that have one are not in it at all. */
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

/** A value that is a scheme and a credential; undefined for any other. */
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
  if (depth > DEEPEST) return value;
  if (where === 'parameter' && depth >= 0) {
    const [, scheme = '', whole = ''] = SCHEME.exec(value) ?? [];
    // A word such as token may also begin a sentence, or the name of a program.
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

/** Whether a word is none of a language: a credential in a sentence that does not begin with its scheme. */
function looksRandom(word: string): boolean {
  // A program and its version are a word of the language of User-Agent.
  if (/^[a-z][a-z-]{0,40}\/[\d.]{1,20}(?:\s|$)/i.test(word)) return false;
  return word.length >= 8 && /\d|[a-z][A-Z]|=$/.test(word);
}

/** Hides the values of properties whose names are those of secrets: `"password": "x"`, `cookie: 'x'`. */
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

/** Anything without blanks: an address, a part of one, or a word. */
function address(word: string, reading: Reading): string {
  const safe = withoutUserinfo(word, reading.hide);
  const mark = safe.search(/[?#]/);
  const path = mark === -1 ? safe : safe.slice(0, mark);
  const shown = segments(path, reading);
  if (mark === -1) return shown;
  return shown + safe[mark] + safe.slice(mark + 1).replace(/[^&]+/g, (part) => pairs(part, reading));
}

/** The segments of a path. After one with a secret the rest is left out: nobody knows whether a slash belongs to the secret. */
function segments(path: string, reading: Reading): string {
  const shown: string[] = [];
  for (const segment of path.split('/')) {
    const safe = segment.replace(/[^;&]+/g, (part) => pairs(part, reading));
    shown.push(safe);
    if (safe !== segment && reading.where === 'parameter' && /[;=]/.test(segment)) break;
  }
  return shown.join('/');
}

/** What stands between two `&`. Behind a name of a secret everything is secret: nobody knows where its value ends. */
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

/** A name or a value, encoded or not. What has no secret stays as it came. */
function leaf(value: string, reading: Reading): string {
  if (!/[%+]/.test(value)) return value;
  const plain = decodedDeeply(value.replaceAll('+', ' '));
  const shown = text(plain, { ...reading, where: 'parameter', depth: reading.depth + 1 });
  return shown === plain ? value : encodeURIComponent(shown);
}

/** `https://user:password@host/` without its user, and `user:password@host`. */
function withoutUserinfo(word: string, hide: Hide): string {
  if (!word.includes('@') && !word.endsWith(CUT)) return word;
  const [first = '', ...others] = word.split(/(?<=\/\/)/);
  return [withoutScheme(first, hide), ...others.map((rest) => inAuthority(rest, hide))].join('');
}

/** What begins with an authority. */
function inAuthority(rest: string, hide: Hide): string {
  const end = rest.search(/[/?#\\]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const port = authority.startsWith('[') ? '' : authority.slice(authority.indexOf(':') + 1);
  // A password with a slash in it, or one that was cut off.
  const odd = !authority.includes('@') && authority.includes(':') && !/^\d*$/.test(port);
  if (odd && !rest.includes('@')) return rest.endsWith(CUT) ? `${hidden(rest, hide)}${CUT}` : rest;
  const at = (odd ? rest : authority).lastIndexOf('@');
  return at === -1 ? rest : `${hidden(rest.slice(0, at), hide)}${rest.slice(at)}`;
}

/** `user:password@host` at the end of what stands before the first `//`, or of a word without one. */
function withoutScheme(word: string, hide: Hide): string {
  const at = word.lastIndexOf('@');
  let from = at;
  while (from > 0 && !'/?#&;=,([{'.includes(word[from - 1] ?? '')) from -= 1;
  const user = word.slice(from, Math.max(at, from));
  if (!user.includes(':') || /^mailto:/i.test(user)) return word;
  return `${word.slice(0, from)}${hidden(user, hide)}${word.slice(at)}`;
}

import { unescape as decoded } from 'node:querystring';
import { ADMIN, tokens } from '../principal.ts';
import { redactTarget } from '../redact.ts';

/** Headers whose values open doors. */
const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key/i;
/** What may stand before a token. */
const SCHEME = /^(bearer|basic|digest|negotiate|ntlm|token|oauth|apikey)\s+(.+)$/is;
const IN_SCENARIO = new RegExp(`^${ADMIN}~([^~]+)(?:~(.*))?$`, 's');
/** Of what is secret so many characters are shown at most, and no more than a quarter. */
const SHOWN = 4;

/** Whether a scenario of that name is one that anybody can look up. */
export type IsKnown = (scenario: string) => boolean;

/** What is shown of a token: all of those that anybody knows, the scenario of one that names a known one, and of any other a few characters. */
export function shownToken(token: string, isKnown: IsKnown): string {
  if (Object.hasOwn(tokens, token)) return token;
  const [, name, word] = IN_SCENARIO.exec(token) ?? [];
  if (name === undefined) return cut(token);
  if (!isKnown(name)) return `${ADMIN}~${cut(token.slice(ADMIN.length + 1))}`;
  return `${ADMIN}~${name}${word === undefined ? '' : `~${cut(word)}`}`;
}

function cut(secret: string): string {
  return `${secret.slice(0, Math.min(SHOWN, Math.floor(secret.length / 4)))}...`;
}

/** Leaves the tokens of one request out of whatever is shown of it. */
export class Redaction {
  readonly #isKnown: IsKnown;
  /** What must not be shown, the longest first, and what is shown instead. */
  readonly #hidden: readonly (readonly [secret: string, shown: string])[];

  constructor(target: string, headers: readonly string[], isKnown: IsKnown) {
    this.#isKnown = isKnown;
    const secrets = new Set([...secretsOfHeaders(headers), ...secretsOfTarget(target)]);
    this.#hidden = [...secrets]
      .flatMap((secret) => this.#withParts(secret))
      .filter(([secret, shown]) => secret !== shown && secret !== '')
      .sort(([a], [b]) => b.length - a.length);
  }

  /** A text without the tokens that came with the request. */
  text(text: string): string {
    return this.#hidden.reduce((rest, [secret, shown]) => hide(rest, secret, shown), text);
  }

  target(target: string): string {
    return this.text(redactTarget(target));
  }

  /** The value of a header. */
  header(name: string, value: string): string {
    if (!SECRET_HEADER.test(name)) return this.target(value);
    const [, scheme, rest] = SCHEME.exec(value) ?? [];
    const shown = scheme === undefined ? value : (rest ?? '');
    return `${scheme === undefined ? '' : `${scheme} `}${shownToken(shown, this.#isKnown)}`;
  }

  #withParts(secret: string): readonly (readonly [string, string])[] {
    const [, name = '', word] = IN_SCENARIO.exec(secret) ?? [];
    const parts = name === '' || this.#isKnown(name) ? [word ?? ''] : [name, word ?? ''];
    const whole = [secret, shownToken(secret, this.#isKnown)] as const;
    return [whole, ...parts.map((part) => [part, cut(part)] as const)];
  }
}

/** A short secret is hidden where it stands alone: its letters are in many a word. */
function hide(text: string, secret: string, shown: string): string {
  if (secret.length >= 8) return text.replaceAll(secret, () => shown);
  const alone = new RegExp(`(?<![\\w-])${secret.replace(/[^\w]/g, '\\$&')}(?![\\w-])`, 'g');
  return text.replace(alone, () => shown);
}

/** The secrets themselves, and the words of those that have several. */
function* secretsOfHeaders(headers: readonly string[]): Generator<string> {
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const [name = '', value = ''] = headers.slice(at, at + 2);
    if (!SECRET_HEADER.test(name)) continue;
    const rest = SCHEME.exec(value)?.[2] ?? value;
    yield rest;
    for (const word of rest.split(/[\s,;]+/)) {
      if (SCHEME.test(`${word} x`)) continue;
      yield* formsOf(word);
      yield* formsOf(word.slice(word.indexOf('=') + 1));
    }
  }
}

function* secretsOfTarget(target: string): Generator<string> {
  const [, ...pairs] = target.split(/[?&;#]/);
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals !== -1 && /token/i.test(decoded(pair.slice(0, equals))))
      yield* formsOf(pair.slice(equals + 1));
  }
}

/** A value as it came, decoded, and encoded. */
function* formsOf(value: string): Generator<string> {
  const plain = decoded(value);
  yield value;
  yield plain;
  yield encodeURIComponent(plain);
}

import { ADMIN, tokens } from '../http/auth.ts';
import { type Hide, redactHeader, redactTarget } from '../http/redact.ts';
import { decodedDeeply, isSecretName } from '../http/secret-names.ts';

const IN_SCENARIO = new RegExp(`^${ADMIN}~([^~]+)(?:~(.*))?$`, 's');
/** The maximum number of characters of a secret that are shown; never more than a quarter of it. */
const SHOWN = 4;

/** Tells whether a scenario of this name is publicly known. */
export type IsKnown = (scenario: string) => boolean;

/**
 * The shown form of a token: public tokens as they are, the known scenario of a token, and a few characters
 * of all others.
 */
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

/**
 * The maximum number of secrets that are searched in all texts of a request. In their own places, all secrets
 * are cut.
 */
const MAX_HIDDEN = 100;
/** The end of a shortened text. */
const CUT = '...';

/** Removes the secrets of one request from all its texts, including texts that normally hold no secret. */
export class Redaction {
  readonly #isKnown: IsKnown;
  /** The secrets and their shown forms, the longest secret first. */
  readonly #hidden: readonly (readonly [secret: string, shown: string])[];

  constructor(target: string, headers: readonly string[], isKnown: IsKnown) {
    this.#isKnown = isKnown;
    this.#hidden = [...secretsOf(target, headers)]
      .flatMap((secret) => this.#withParts(secret))
      .filter(([secret, shown]) => secret !== shown && /\w\W?\w/.test(secret))
      .sort(([a], [b]) => b.length - a.length);
  }

  /** A text without the secrets of the request. */
  text(text: string): string {
    const whole = this.#hidden.reduce((rest, [secret, shown]) => hide(rest, secret, shown), text);
    return whole.endsWith(CUT) ? this.#withoutBeginning(whole) : whole;
  }

  target(target: string): string {
    return this.text(redactTarget(target));
  }

  /** The value of a header without secrets. */
  header(name: string, value: string): string {
    const shown = redactHeader(name, value, (secret) => shownToken(secret, this.#isKnown));
    return isSecretName(name) ? shown : this.text(shown);
  }

  /** A text that was cut within a secret shows no more of it than usual. */
  #withoutBeginning(text: string): string {
    const kept = text.slice(0, -CUT.length);
    for (const [secret, shown] of this.#hidden) {
      const at = kept.lastIndexOf(secret.slice(0, SHOWN + 1));
      if (at !== -1 && secret.startsWith(kept.slice(at))) return `${kept.slice(0, at)}${shown}`;
    }
    return text;
  }

  #withParts(secret: string): readonly (readonly [string, string])[] {
    const [, name = '', word] = IN_SCENARIO.exec(secret) ?? [];
    const parts = name === '' || this.#isKnown(name) ? [word ?? ''] : [name, word ?? ''];
    const whole = [secret, shownToken(secret, this.#isKnown)] as const;
    return [whole, ...parts.map((part) => [part, cut(part)] as const)];
  }
}

/** A short secret is hidden only as a separate word: its letters occur within other words. */
function hide(text: string, secret: string, shown: string): string {
  if (secret.length >= 8) return text.replaceAll(secret, () => shown);
  const alone = new RegExp(`(?<![\\w-])${secret.replace(/[^\w]/g, '\\$&')}(?![\\w-])`, 'g');
  return text.replace(alone, () => shown);
}

/** All secrets of the target and the headers, and the words of secrets with several words. */
function secretsOf(target: string, headers: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const take: Hide = (secret) => {
    for (const form of formsOf(secret)) if (found.size < MAX_HIDDEN) found.add(form);
    return '';
  };
  for (let at = 0; at + 1 < headers.length; at += 2)
    redactHeader(headers[at] ?? '', headers[at + 1] ?? '', take);
  redactTarget(target, take);
  return found;
}

/**
 * A secret as it came, decoded and encoded, and the same forms of its words: `b` and `d` of `a=b; c=d`, and
 * both parts of `user:password`.
 */
function* formsOf(secret: string): Generator<string> {
  for (const word of [
    secret,
    ...secret.split(/[\s,;:]+/).flatMap((one) => [one, one.slice(one.indexOf('=') + 1)]),
  ]) {
    const plain = decodedDeeply(word);
    yield word;
    yield plain;
    yield encodeURIComponent(plain);
  }
}

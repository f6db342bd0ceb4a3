import { ADMIN, tokens } from '../http/auth.ts';
import { type Hide, redactHeader, redactTarget } from '../http/redact.ts';
import { decodedDeeply, isSecretName } from '../http/secret-names.ts';

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

/** So many secrets of one request are looked for wherever it is shown; they are left out of their own places, however many there are. */
const MOST_HIDDEN = 100;
/** What stands where a text was cut. */
const CUT = '...';

/** Leaves the secrets of one request out of whatever is shown of it, also where they stand in a place for something else. */
export class Redaction {
  readonly #isKnown: IsKnown;
  /** What must not be shown, the longest first, and what is shown instead. */
  readonly #hidden: readonly (readonly [secret: string, shown: string])[];

  constructor(target: string, headers: readonly string[], isKnown: IsKnown) {
    this.#isKnown = isKnown;
    this.#hidden = [...secretsOf(target, headers)]
      .flatMap((secret) => this.#withParts(secret))
      .filter(([secret, shown]) => secret !== shown && /\w\W?\w/.test(secret))
      .sort(([a], [b]) => b.length - a.length);
  }

  /** A text without the secrets that came with the request. */
  text(text: string): string {
    const whole = this.#hidden.reduce((rest, [secret, shown]) => hide(rest, secret, shown), text);
    return whole.endsWith(CUT) ? this.#withoutBeginning(whole) : whole;
  }

  target(target: string): string {
    return this.text(redactTarget(target));
  }

  /** The value of a header. */
  header(name: string, value: string): string {
    const shown = redactHeader(name, value, (secret) => shownToken(secret, this.#isKnown));
    return isSecretName(name) ? shown : this.text(shown);
  }

  /** A text that was cut in the middle of a secret shows no more of it than is shown of any. */
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

/** A short secret is hidden where it stands alone: its letters are in many a word. */
function hide(text: string, secret: string, shown: string): string {
  if (secret.length >= 8) return text.replaceAll(secret, () => shown);
  const alone = new RegExp(`(?<![\\w-])${secret.replace(/[^\w]/g, '\\$&')}(?![\\w-])`, 'g');
  return text.replace(alone, () => shown);
}

/** Everything that the redactor leaves out of a target and of headers, and the words of what has several. */
function secretsOf(target: string, headers: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const take: Hide = (secret) => {
    for (const form of formsOf(secret)) if (found.size < MOST_HIDDEN) found.add(form);
    return '';
  };
  for (let at = 0; at + 1 < headers.length; at += 2)
    redactHeader(headers[at] ?? '', headers[at + 1] ?? '', take);
  redactTarget(target, take);
  return found;
}

/** A secret as it came, decoded, and encoded, and the same of its words: of `a=b; c=d` also `b` and `d`, of `user:password` both. */
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

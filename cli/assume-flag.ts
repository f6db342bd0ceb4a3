import { UsageError } from './usage-error.ts';

/** The assumptions that the `--assume NAME=VALUE` flags set. For a repeated name, the last value counts. */
export function assumptionsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map(pairOf));
}

function pairOf(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new UsageError(`--assume: expected NAME=VALUE such as include-default=csv, got '${text}'.`);
}

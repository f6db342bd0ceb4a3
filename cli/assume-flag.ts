import type { Assumptions } from '../schemas/index.ts';
import { UsageError } from './usage-error.ts';

/** The switches that `--assume NAME=VALUE` was given for; undefined when it was not given. The last one of a name counts. An unknown name or value is an `AssumptionsError`. */
export async function assumptionsOf(
  texts: readonly string[] | undefined,
): Promise<Partial<Assumptions> | undefined> {
  if (texts === undefined) return undefined;
  const given = Object.fromEntries(texts.map(pairOf));
  const { completeAssumptions } = await import('../schemas/index.ts');
  completeAssumptions(given);
  return given as Partial<Assumptions>;
}

function pairOf(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new UsageError(`--assume: expected NAME=VALUE such as include-default=csv, got '${text}'.`);
}

import { judgeBy, type Mistake, pointer, shown } from '../../schemas/index.ts';
import { once } from '../util/once.ts';
import { mistakesInMeaning } from './meaning.ts';
import type { OwnScenario } from './scenario.ts';
import { most, scenarioSchema } from './schema.ts';

/** A valid scenario, or all mistakes in an invalid one. */
export type Validated = { readonly scenario: OwnScenario } | { readonly mistakes: readonly Mistake[] };

const judge = once(() => judgeBy(scenarioSchema));

/** Validates a scenario. The result contains a copy, so later changes of `value` do not affect it. */
export async function validateScenario(value: unknown): Promise<Validated> {
  const copy = copyOf(value);
  if ('mistakes' in copy) return copy;
  const inForm = (await judge())(copy.data);
  if (inForm.length > 0) return { mistakes: inForm };
  const scenario = copy.data as OwnScenario;
  const inMeaning = mistakesInMeaning(scenario);
  return inMeaning.length > 0 ? { mistakes: inMeaning } : { scenario };
}

/** The error for a value that JSON cannot represent, or that exceeds a limit. */
class UnsupportedValue extends Error {}

/** A copy of the value by way of JSON. */
function copyOf(value: unknown): { readonly data: unknown } | { readonly mistakes: readonly Mistake[] } {
  let values = 0;
  const count = (name: string, part: unknown): unknown => {
    values += 1;
    if (values > most.values) throw new UnsupportedValue(`expected at most ${most.values} values, got more.`);
    if (typeof part === 'function' || typeof part === 'symbol' || typeof part === 'bigint') {
      throw new UnsupportedValue(
        `expected a value that JSON can represent, got a ${typeof part} (${pointer('', name)}).`,
      );
    }
    return part;
  };
  try {
    const text: string | undefined = JSON.stringify(value, count);
    if (text === undefined) return mistaken(`expected an object, got ${shown(value)}.`);
    if (text.length <= most.characters) return { data: JSON.parse(text) };
    return mistaken(`expected at most ${most.characters} characters of JSON, got ${text.length}.`);
  } catch (error) {
    const circular =
      'expected a value that JSON can represent, got one that contains itself or is nested too deeply.';
    return mistaken(error instanceof UnsupportedValue ? error.message : circular);
  }
}

function mistaken(text: string): { readonly mistakes: readonly Mistake[] } {
  return { mistakes: [{ path: '', text }] };
}

import { once } from '../util/once.ts';
import { judgeBy } from './judge.ts';
import { mistakesInMeaning } from './meaning.ts';
import { type Mistake, pointer, shown } from './mistake.ts';
import type { OwnScenario } from './scenario.ts';
import { most, scenarioSchema } from './schema.ts';

/** A scenario that can be played, or all that is wrong with it. */
export type Validated = { readonly scenario: OwnScenario } | { readonly mistakes: readonly Mistake[] };

const judge = once(() => judgeBy(scenarioSchema));

/** Finds out whether a value is a scenario. What it returns is a copy: nobody changes it afterwards. */
export async function validateScenario(value: unknown): Promise<Validated> {
  const copy = copyOf(value);
  if ('mistakes' in copy) return copy;
  const inForm = (await judge())(copy.data);
  if (inForm.length > 0) return { mistakes: inForm };
  const scenario = copy.data as OwnScenario;
  const inMeaning = mistakesInMeaning(scenario);
  return inMeaning.length > 0 ? { mistakes: inMeaning } : { scenario };
}

/** What cannot be written as JSON, or is more than a server should look at. */
class NoData extends Error {}

/** The value as JSON has it. */
function copyOf(value: unknown): { readonly data: unknown } | { readonly mistakes: readonly Mistake[] } {
  let values = 0;
  const count = (name: string, part: unknown): unknown => {
    values += 1;
    if (values > most.values) throw new NoData(`expected at most ${most.values} values, got more.`);
    if (typeof part === 'function' || typeof part === 'symbol' || typeof part === 'bigint') {
      throw new NoData(`expected what JSON can hold, got a ${typeof part} (${pointer('', name)}).`);
    }
    return part;
  };
  try {
    const text: string | undefined = JSON.stringify(value, count);
    if (text === undefined) return refused(`expected an object, got ${shown(value)}.`);
    if (text.length <= most.characters) return { data: JSON.parse(text) };
    return refused(`expected at most ${most.characters} characters of JSON, got ${text.length}.`);
  } catch (error) {
    const circular = 'expected what JSON can hold, got something that holds itself or lies too deep.';
    return refused(error instanceof NoData ? error.message : circular);
  }
}

function refused(text: string): { readonly mistakes: readonly Mistake[] } {
  return { mistakes: [{ path: '', text }] };
}

import type { OwnScenario } from '../scenarios/index.ts';
import { isRecord } from '../util/came-as.ts';
import type { SessionOptions } from './context-options.ts';
import { expected } from './option-readers.ts';
import { ownScenarios, playable } from './playable.ts';
import { checkedOptions, SessionOptionsError } from './read-options.ts';

/** What sessions begin from. */
export interface Configuration {
  /** What a session that says nothing else begins with, complete. */
  readonly session: SessionOptions;
  /** Scenarios that it knows besides the catalogue. */
  readonly scenarios: readonly OwnScenario[];
}

/** A configuration that sessions can begin from; `brought` are scenarios that they know besides. Rejects with a `SessionOptionsError`. */
export async function checkedConfiguration(
  given: Configuration,
  brought: Iterable<OwnScenario>,
): Promise<Configuration> {
  if (!isRecord(given))
    throw new SessionOptionsError(expected('an object with session and scenarios', given).text);
  const { session, scenarios, ...others } = given;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new SessionOptionsError(expected('only session and scenarios', other).text);
  if (!Array.isArray(scenarios))
    throw new SessionOptionsError(`scenarios: ${expected('a list of scenarios', scenarios).text}`);
  const checked = await checkedOptions('session', session);
  const own = await ownScenarios(scenarios, 'scenarios');
  const { scenario, ...rest } = checked;
  if (scenario === undefined) return { session: rest, scenarios: own };
  return {
    session: { ...rest, scenario: await playable(scenario, [...own, ...brought]) },
    scenarios: own,
  };
}

import type { OwnScenario } from '../scenarios/index.ts';
import { isRecord } from '../util/is-record.ts';
import type { SessionOptions } from './context-options.ts';
import { expected } from './option-readers.ts';
import { ownScenarios, playable } from './playable.ts';
import { checkedOptions, SessionOptionsError } from './read-options.ts';

/** The defaults of new sessions. */
export interface Configuration {
  /** The complete options of a session that sets none itself. */
  readonly session: SessionOptions;
  /** The scenarios that the sessions know besides the catalogue. */
  readonly scenarios: readonly OwnScenario[];
}

/**
 * Reads a configuration. `brought` are scenarios that the sessions know besides.
 *
 * @throws {SessionOptionsError} (as a rejection) when the configuration is invalid.
 */
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

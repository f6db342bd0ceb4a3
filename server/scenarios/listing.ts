import { tokenIn } from '../http/auth.ts';
import { explainScenario } from './explain.ts';
import type { Scenario } from './scenario.ts';

/** A scenario of the catalogue as it is shown. */
export interface ListedScenario extends Pick<Scenario, 'name' | 'area' | 'what' | 'shows' | 'source'> {
  /** What happens when, in sentences. */
  readonly steps: readonly string[];
  /** What chooses it. */
  readonly token: string;
  /** A line that can be pasted into any shell. */
  readonly curl: string;
}

/** How a scenario is shown: `url` is where the server listens, `since` the start of the window that its curl line asks for. */
export function listedScenario(
  scenario: Scenario,
  { url, since }: { readonly url: string; readonly since: string },
): ListedScenario {
  const { name, area, what, shows, source } = scenario;
  const token = tokenIn(name);
  return {
    name,
    area,
    what,
    shows,
    source,
    steps: explainScenario(scenario),
    token,
    curl: `curl -sS -D - -H "Authorization: Bearer ${token}" -o export.zip "${url}/api/v1/export?since=${since}"`,
  };
}

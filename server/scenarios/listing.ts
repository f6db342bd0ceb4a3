import { curlLine } from '../../schemas/curl-line.ts';
import { tokenIn } from '../http/auth.ts';
import { explainScenario } from './explain.ts';
import type { Scenario } from './scenario.ts';

/** A scenario of the catalogue as the CLI and the control API show it. */
export interface ListedScenario extends Pick<Scenario, 'name' | 'area' | 'what' | 'shows' | 'source'> {
  /** The explanation: one sentence per rule. */
  readonly steps: readonly string[];
  /** The token that selects the scenario. */
  readonly token: string;
  /** A curl command line that works in any shell. */
  readonly curl: string;
}

/**
 * Makes the listing of a scenario.
 *
 * @param url the base URL of the server.
 * @param since the start of the window in the curl command line.
 */
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
    curl:
      area === 'files-export'
        ? `curl -sS -D - -H "Authorization: Bearer ${token}" -X POST "${url}/api/v1/export/requests?since=${since}"`
        : curlLine({
            token,
            url: `${url}/api/v1/export?since=${since}`,
            output: 'export.zip',
            flags: '-sS -D -',
          }),
  };
}

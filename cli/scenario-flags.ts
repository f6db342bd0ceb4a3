import { type CheckedOptions, type Config, type OwnScenario, scenarioCatalogue } from '../server/index.ts';
import type { Flags, FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { numberOr, optionsOf } from './world-flags.ts';

/** The flags that choose the failures of a server. */
export const scenarioFlags = {
  scenario: {
    type: 'string',
    value: 'NAME',
    words: 'scenario',
    help: 'scenario for requests that select none (none)',
  },
  config: {
    type: 'string',
    value: 'FILE',
    help: 'JSON configuration file, reloaded when it changes (docs/scenarios.md)',
  },
  'rate-limit': {
    type: 'string',
    value: 'N/SECONDS',
    help: 'limit each token to N requests per SECONDS; the service uses 10/30 (no limit)',
  },
  'time-scale': { type: 'string', value: 'N', help: 'divide every scenario wait by N (1)' },
} as const satisfies Flags;

type Values = FlagValues<typeof scenarioFlags>;

/** The options of the main session that the flags set. Other options are absent. */
export async function scenarioOptionsOf(
  values: Values,
  config: Config | undefined,
): Promise<Pick<CheckedOptions, 'scenario' | 'rateLimit' | 'timeScale'>> {
  const given: Record<string, unknown> = {};
  if (values['rate-limit'] !== undefined) given.rateLimit = rateLimitOf(values['rate-limit']);
  if (values['time-scale'] !== undefined) given.timeScale = numberOr(values['time-scale']);
  const { rateLimit, timeScale } = await optionsOf(given, {
    'rate-limit': 'rateLimit',
    'time-scale': 'timeScale',
  });
  const scenario = values.scenario === undefined ? undefined : await scenarioOf(values.scenario, config);
  return {
    ...(scenario === undefined ? {} : { scenario }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(timeScale === undefined ? {} : { timeScale }),
  };
}

async function scenarioOf(name: string, config: Config | undefined): Promise<OwnScenario> {
  const known: readonly OwnScenario[] = [...(config?.scenarios ?? []), ...(await scenarioCatalogue())];
  const scenario = known.find((one) => one.name === name);
  if (scenario !== undefined) return scenario;
  const { unknownScenarioText } = await import('../server/index.ts');
  throw new UsageError(
    `--scenario: ${await unknownScenarioText(
      name,
      known.map((one) => one.name),
    )}`,
  );
}

function rateLimitOf(text: string): { readonly requests: unknown; readonly seconds: unknown } {
  const [requests, seconds, more] = text.split('/');
  if (requests && seconds && more === undefined)
    return { requests: numberOr(requests), seconds: numberOr(seconds) };
  throw new UsageError(`--rate-limit: expected N/SECONDS such as 10/30, got '${text}'.`);
}

import { type CheckedOptions, type Config, type OwnScenario, scenarioCatalogue } from '../server/index.ts';
import type { Flags, FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { numberOr, optionsOf } from './world-flags.ts';

/** The flags that say how a server fails. */
export const scenarioFlags = {
  scenario: { type: 'string', value: 'NAME', help: 'a way to fail, for everybody who chooses none (none)' },
  config: {
    type: 'string',
    value: 'FILE',
    help: 'scenarios and sessions in JSON, read again when it changes (docs/scenarios.md)',
  },
  'rate-limit': {
    type: 'string',
    value: 'N/SECONDS',
    help: "requests by each token in so many seconds; the service's is 10/30 (no limit)",
  },
  'time-scale': { type: 'string', value: 'N', help: 'divide every wait of a scenario by N (1)' },
} as const satisfies Flags;

type Values = FlagValues<typeof scenarioFlags>;

/** What the flags say that concerns the main session; what they do not say is not there. */
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
  throw new UsageError(`--rate-limit: expected requests/seconds such as 10/30, got '${text}'.`);
}

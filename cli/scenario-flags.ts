import {
  type Config,
  type OwnScenario,
  type RateLimit,
  type SessionOptions,
  scenarioCatalogue,
} from '../server/index.ts';
import { type Flags, type FlagValues, wholeNumber } from './flags.ts';
import { UsageError } from './usage-error.ts';

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
  haste: { type: 'string', value: 'N', help: 'waits of scenarios take one part in N of their time (1)' },
} as const satisfies Flags;

type Values = FlagValues<typeof scenarioFlags>;

/** What the flags say that concerns the main session; what they do not say is not there. */
export async function scenarioOptionsOf(
  values: Values,
  config: Config | undefined,
): Promise<Pick<SessionOptions, 'scenario' | 'rateLimit' | 'haste'>> {
  const rateLimit = rateLimitOf(values['rate-limit']);
  const haste = wholeNumber('haste', values.haste, 1, 1_000_000);
  const scenario = values.scenario === undefined ? undefined : await scenarioOf(values.scenario, config);
  return {
    ...(scenario === undefined ? {} : { scenario }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(haste === undefined ? {} : { haste }),
  };
}

async function scenarioOf(name: string, config: Config | undefined): Promise<OwnScenario> {
  const known: readonly OwnScenario[] = [...(config?.scenarios ?? []), ...(await scenarioCatalogue())];
  const scenario = known.find((one) => one.name === name);
  if (scenario !== undefined) return scenario;
  const { nearest } = await import('../schemas/index.ts');
  const near = nearest(
    name,
    known.map((one) => one.name),
  );
  const advice = near === undefined ? 'engage-export scenarios lists them all.' : `Did you mean ${near}?`;
  throw new UsageError(`--scenario: unknown scenario '${name}'. ${advice}`);
}

function rateLimitOf(text: string | undefined): RateLimit | undefined {
  if (text === undefined) return undefined;
  const [, requests = 0, seconds = 0] = /^(\d{1,6})\/(\d{1,5})$/.exec(text)?.map(Number) ?? [];
  if (requests >= 1 && requests <= 100_000 && seconds >= 1 && seconds <= 86_400) return { requests, seconds };
  throw new UsageError(`--rate-limit: expected requests/seconds such as 10/30, got '${text}'.`);
}

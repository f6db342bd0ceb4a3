import { createWorld, worldOptions } from '../../generators/index.ts';
import type { CheckedOptions, Exchange, ExportCall } from '../../server/index.ts';
import type { Case, Run, RunParameters } from '../model/case.ts';
import type { ClientDescription, RunValues } from '../model/client-description.ts';

/** The clock of a case without one of its own: a Wednesday at noon. */
const BASELINE_NOW = '2024-06-19T12:00:00Z';
const BASELINE_SEED = '7';

/**
 * The complete options of the server of a case. They include the start of the network, which stays the same
 * when the clock is moved.
 */
export function optionsOf({ world = {} }: Case): CheckedOptions & { readonly now: number } {
  const { now = BASELINE_NOW, size = 'tiny', seed = BASELINE_SEED, profile = 'current' } = world;
  const at = Date.parse(now);
  const { start } = worldOptions({ size, seed }, at);
  return { now: at, size, seed, profile, start };
}

/** The id of no user. */
const UNKNOWN_USER = '1000000000000001';

/** The parameters of a run with the ids of its world filled in, by the names of the placeholders. */
export async function valuesFor(
  parameters: RunParameters,
  options: CheckedOptions & { readonly now: number },
): Promise<Omit<RunValues, 'base_url' | 'token' | 'out_dir' | 'state_dir' | 'now'>> {
  const { since, until, model, include, network, includeEns, excludeFiles, user } = parameters;
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(model === undefined ? {} : { model }),
    ...(include === undefined ? {} : { include }),
    ...(network === undefined ? {} : { network: await networkIds(network, options) }),
    ...(includeEns === undefined ? {} : { include_ens: String(includeEns) }),
    ...(excludeFiles === undefined ? {} : { exclude_files: String(excludeFiles) }),
    ...(user === undefined ? {} : { user_id: await userId(user, options) }),
  };
}

type WorldOptions = ReturnType<typeof optionsOf>;

async function networkIds(names: readonly string[], options: WorldOptions): Promise<readonly string[]> {
  const [home, ...externals] = await networksOf(options);
  return names.map((name) =>
    name === 'home' ? home.id : (externals[Number(name.replace('external-', '')) - 1]?.id ?? name),
  );
}

async function userId(wanted: RunParameters['user'], options: WorldOptions): Promise<string> {
  const [home] = await networksOf(options);
  const users = home.sampleUsers(options.now);
  return users.find(({ state, external }) => state === wanted && !external)?.id ?? UNKNOWN_USER;
}

async function networksOf(options: WorldOptions) {
  return (await createWorld(worldOptions(options, options.now))).networks;
}

/**
 * The request that a run should make. A `resume` chooses its window itself: from the earliest start to the
 * latest end of its requests.
 */
export function askedOf(
  { operation }: Run,
  values: RunValues,
  exchanges: readonly Exchange[],
): Pick<ExportCall, 'query' | 'userId'> {
  if (operation !== 'resume') return { query: queryOf(values), userId: values.user_id };
  const instants = (wanted: string) =>
    exchanges
      .filter(({ request }) => request.method !== 'HEAD')
      .flatMap(({ parameters }) => parameters?.filter(([name]) => name === wanted) ?? [])
      .map(([, value]) => ({ at: Date.parse(value), value }))
      .sort((a, b) => a.at - b.at);
  const [since, until] = [instants('since')[0]?.value, instants('until').at(-1)?.value];
  const window = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  return { query: queryOf({ ...values, ...window }), userId: undefined };
}

/**
 * The values of a run, with `include=csv` for a client that keeps only rows, has no such option and excludes
 * the attachments in each request of its own accord: rows are all that it can keep.
 */
export function withoutAttachments(
  values: RunValues,
  exchanges: readonly Exchange[],
  { output, options }: Pick<ClientDescription, 'output' | 'options'>,
): RunValues {
  const exports = exchanges.filter(({ operation }) => operation === 'network');
  const excludes = exports.every((exchange) =>
    parametersOf(exchange).some(([name, value]) => name === 'include' && value === 'csv'),
  );
  const rowsOnly = String(output) === 'rows' && options.include === undefined;
  return rowsOnly && exports.length > 0 && excludes ? { ...values, include: 'csv' } : values;
}

/** The parameters of a request; a request that was refused before they were read has them as it sent them. */
function parametersOf({ parameters, request: { target } }: Exchange): readonly (readonly [string, string])[] {
  return parameters ?? [...new URLSearchParams(target.slice(target.indexOf('?') + 1))];
}

/** The query for the parameters of a run. */
export function queryOf(values: Partial<RunValues>): string {
  const pairs: [string, string][] = [];
  for (const name of ['since', 'until', 'include', 'include_ens', 'exclude_files'] as const) {
    const value = values[name];
    if (value !== undefined) pairs.push([name, value]);
  }
  for (const name of ['model', 'network'] as const) {
    for (const value of values[name] ?? []) pairs.push([name, value]);
  }
  return new URLSearchParams(pairs).toString();
}

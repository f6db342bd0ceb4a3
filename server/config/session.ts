import type { CheckedOptions } from '../options.ts';
import { readOptions } from '../read-options.ts';
import {
  catalogue,
  type Mistake,
  mistakesInMeaning,
  type OwnScenario,
  pointer,
  scenarioByName,
} from '../scenarios/index.ts';
import { unknownScenario } from '../sessions/index.ts';
import type { WrittenSession } from './session-schema.ts';

/** The options by their names in a configuration file and in control, and as the library spells them. */
export const writtenNames = {
  seed: 'seed',
  size: 'size',
  users: 'users',
  messages_per_day: 'messagesPerDay',
  start: 'start',
  external_networks: 'externalNetworks',
  ids: 'ids',
  attachment_bytes: 'attachmentBytes',
  profile: 'profile',
  now: 'now',
  compression: 'compression',
  assumptions: 'assumptions',
  rate_limit: 'rateLimit',
  haste: 'haste',
} as const satisfies Readonly<Record<Exclude<keyof WrittenSession, 'scenario'>, keyof CheckedOptions>>;

/** A session in the words of the library; what is wrong with it goes to `mistakes`, with the place in it. */
export async function sessionOptionsOf(
  written: WrittenSession,
  own: readonly OwnScenario[],
  mistakes: Mistake[],
): Promise<CheckedOptions> {
  const { scenario, ...rest } = written;
  const given = Object.entries(rest).map(([name, value]) => [
    writtenNames[name as keyof typeof writtenNames] ?? name,
    value,
  ]);
  const { options, mistakes: found } = await readOptions(Object.fromEntries(given));
  for (const { name, part, text } of found) {
    const place = Object.entries(writtenNames).find(([, spelled]) => spelled === name)?.[0];
    mistakes.push({ path: place === undefined ? '' : pointer('', ...[place, part ?? []].flat()), text });
  }
  const playable = scenarioOf(scenario, own, mistakes);
  return playable === undefined ? options : { ...options, scenario: playable };
}

function scenarioOf(
  written: unknown,
  own: readonly OwnScenario[],
  mistakes: Mistake[],
): OwnScenario | undefined {
  if (typeof written !== 'string') {
    const scenario = written as OwnScenario | undefined;
    const found = scenario === undefined ? [] : mistakesInMeaning(scenario);
    mistakes.push(...found.map(({ path, text }) => ({ path: `/scenario${path}`, text })));
    return scenario;
  }
  const known = own.find(({ name }) => name === written) ?? scenarioByName(written);
  const all = [...own, ...catalogue].map(({ name }) => name);
  if (known === undefined) mistakes.push({ path: '/scenario', text: unknownScenario(written, all) });
  return known;
}

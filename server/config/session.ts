import { type Mistake, pointer } from '../../schemas/index.ts';
import { catalogue, mistakesInMeaning, type OwnScenario, scenarioByName } from '../scenarios/index.ts';
import type { CheckedOptions } from '../sessions/context-options.ts';
import { isNoScenario } from '../sessions/no-scenario.ts';
import { readOptions } from '../sessions/read-options.ts';
import { unknownScenario } from '../sessions/unknown-scenario.ts';
import type { WrittenSession } from './session-schema.ts';

/** The option names in configuration files and control, and those in the library. */
export const writtenNames = {
  scenario: 'scenario',
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
  links: 'links',
  assumptions: 'assumptions',
  rate_limit: 'rateLimit',
  time_scale: 'timeScale',
} as const satisfies Readonly<Record<keyof WrittenSession, keyof CheckedOptions>>;

/** Converts a session from its JSON form. Mistakes, with their places, are added to `mistakes`. */
export async function sessionOptionsOf(
  written: WrittenSession,
  own: readonly OwnScenario[],
  mistakes: Mistake[],
): Promise<CheckedOptions> {
  const given = Object.entries(written).map(([name, value]) => [
    writtenNames[name as keyof typeof writtenNames] ?? name,
    value,
  ]);
  const { options, mistakes: found } = await readOptions('session', Object.fromEntries(given));
  for (const { name, part, text } of found) {
    const place = Object.entries(writtenNames).find(([, spelled]) => spelled === name)?.[0];
    mistakes.push({ path: place === undefined ? '' : pointer('', ...[place, part ?? []].flat()), text });
  }
  const { scenario, ...rest } = options;
  const playable = scenario === undefined ? undefined : scenarioOf(scenario, own, mistakes);
  return playable === undefined ? rest : { ...rest, scenario: playable };
}

function scenarioOf(
  written: string | OwnScenario,
  own: readonly OwnScenario[],
  mistakes: Mistake[],
): string | OwnScenario | undefined {
  if (typeof written !== 'string') {
    const found = mistakesInMeaning(written);
    mistakes.push(...found.map(({ path, text }) => ({ path: `/scenario${path}`, text })));
    return written;
  }
  // The word itself: an option that is left out is that of the server.
  if (isNoScenario(written, own)) return written;
  const known = own.find(({ name }) => name === written) ?? scenarioByName(written);
  const all = [...own, ...catalogue].map(({ name }) => name);
  if (known === undefined) mistakes.push({ path: '/scenario', text: unknownScenario(written, all) });
  return known;
}

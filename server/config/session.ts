import { type WorldInput, worldOptions } from '../../generators/index.ts';
import { type Assumptions, nearest } from '../../schemas/index.ts';
import { parseInstant } from '../instant.ts';
import {
  catalogue,
  type Mistake,
  mistakesInMeaning,
  type OwnScenario,
  pointer,
  scenarioByName,
  shown,
} from '../scenarios/index.ts';
import type { SessionOptions } from '../sessions/index.ts';
import { machineNow } from '../timers.ts';
import type { WrittenSession } from './session-schema.ts';

/** A session in the words of the library; what is wrong with it goes to `mistakes`, with the place in it. */
export function sessionOptionsOf(
  written: WrittenSession,
  own: readonly OwnScenario[],
  mistakes: Mistake[],
): SessionOptions {
  const world: WorldInput = {
    seed: written.seed,
    size: written.size,
    users: written.users,
    messagesPerDay: written.messages_per_day,
    start: instant(written, 'start', mistakes),
    externalNetworks: written.external_networks,
    ids: written.ids,
    attachmentBytes: written.attachment_bytes,
  };
  const now = instant(written, 'now', mistakes);
  mistakes.push(...worldMistakes(world, now ?? machineNow()));
  const options: SessionOptions = {
    ...world,
    now,
    profile: written.profile,
    compression: written.compression,
    assumptions: written.assumptions as Partial<Assumptions> | undefined,
    scenario: scenarioOf(written.scenario, own, mistakes),
    rateLimit: written.rate_limit,
    haste: written.haste,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function instant(written: WrittenSession, name: 'start' | 'now', mistakes: Mistake[]): number | undefined {
  const text = written[name];
  if (text === undefined) return undefined;
  const at = parseInstant(text)?.at;
  if (at === undefined) {
    mistakes.push({
      path: pointer('', name),
      text: `expected a date that the calendar has, got ${shown(text)}.`,
    });
  }
  return at;
}

/** Names in the messages of whoever makes worlds, and how they are written here. */
const writtenNames: Readonly<Record<string, keyof WrittenSession>> = {
  users: 'users',
  messagesPerDay: 'messages_per_day',
  start: 'start',
  externalNetworks: 'external_networks',
  ids: 'ids',
  attachmentBytes: 'attachment_bytes',
};

function worldMistakes(world: WorldInput, now: number): readonly Mistake[] {
  try {
    worldOptions(world, now);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, name = '', text = message] = /^(\w+): (.*)$/s.exec(message) ?? [];
    const written = writtenNames[name];
    return [{ path: written === undefined ? '' : pointer('', written), text }];
  }
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
  if (known === undefined) mistakes.push({ path: '/scenario', text: unknownScenario(written, own) });
  return known;
}

function unknownScenario(name: string, own: readonly OwnScenario[]): string {
  const near = nearest(
    name,
    [...own, ...catalogue].map((one) => one.name),
  );
  const advice =
    near === undefined ? 'See engage-export scenarios.' : `Did you mean ${JSON.stringify(near)}?`;
  return `expected the name of a scenario, got ${shown(name)}. ${advice}`;
}

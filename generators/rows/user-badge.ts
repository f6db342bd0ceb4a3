import { DAY_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import { delayWithin } from '../delays.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import type { Message } from '../messages.ts';
import { MESSAGES_A_THREAD } from '../threads.ts';
import { administratorAt } from './administrators.ts';

type Row = RowByKey['USER_BADGE'];

/** A badge that comes by itself with a number of messages of a kind. */
interface Milestone {
  readonly name: string;
  readonly description: string;
  readonly messages: number;
  readonly counts: (message: Message) => boolean;
}

const opens = ({ index }: Message) => index % MESSAGES_A_THREAD === 0;

const MILESTONES: readonly Milestone[] = [
  { name: 'First post', description: 'Wrote a first message.', messages: 1, counts: () => true },
  { name: 'Conversation starter', description: 'Started ten conversations.', messages: 10, counts: opens },
  {
    name: 'Storyteller',
    description: 'Posted five stories on the own storyline.',
    messages: 5,
    counts: (message) => opens(message) && message.thread.kind === 'storyline',
  },
];

/** The messages of each turn in which milestones are reached. */
const FIRST_MESSAGES = 300;
/** One in this many users gets a badge from an administrator, in the days after so many messages. */
const HEROES = 5;
const HERO_MESSAGES = 20;
const HERO_WITHIN = 7 * DAY_MS;

export function* badges(facts: Facts, user: number, now: number): Generator<Row> {
  const first = firstMessages(facts, user, now);
  for (const [number, { name, description, messages, counts }] of MILESTONES.entries()) {
    const reached = first.filter(({ message }) => counts(message))[messages - 1];
    if (reached) yield badge(facts, user, { number, name, description, at: reached.at, by: '' });
  }
  if (mix(facts.keys.badges, user) % HEROES !== 0) return;
  const helped = first[HERO_MESSAGES - 1];
  if (!helped) return;
  const at = helped.at + delayWithin(HERO_WITHIN, mix(facts.keys.badges, user));
  const by = administratorAt(facts, mix(facts.keys.badges, ~user), at, 'network');
  if (by === user || at > now || !facts.people.activeAt(user, at)) return;
  yield badge(facts, user, {
    number: MILESTONES.length,
    name: 'Community "hero"',
    description: 'Helped a community to grow.',
    at,
    by: facts.people.id(by),
  });
}

/** A message, with the time from which others can read it. */
interface Published {
  readonly message: Message;
  readonly at: number;
}

/**
 * The first messages that a user published since joining, in order of time, whether they are cut off or not.
 */
function firstMessages({ messages, people }: Facts, user: number, now: number): Published[] {
  const joined = people.joinedAt(user);
  const found: Published[] = [];
  for (const turn of people.turnsOf(user)) {
    const before = found.length;
    for (const { ordinal } of messages.stream.of(turn, now, joined)) {
      const message = messages.at(ordinal);
      if (message?.sender !== user) continue;
      const at = messages.publishedAt(message);
      if (at > now) continue;
      if (found.push({ message, at }) - before === FIRST_MESSAGES) break;
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function badge(
  facts: Facts,
  user: number,
  {
    number,
    name,
    description,
    at,
    by,
  }: Pick<Milestone, 'name' | 'description'> & {
    readonly number: number;
    readonly at: number;
    readonly by: string;
  },
): Row {
  return {
    id: facts.ids.text('badge', user * 4 + number, at),
    user_id: facts.people.id(user),
    network_id: facts.identity.id,
    badge_name: name,
    description: mix(facts.keys.badges, user + number) % 3 === 0 ? '' : description,
    awarded_by_id: by,
    awarded_at: instantText(at),
  };
}

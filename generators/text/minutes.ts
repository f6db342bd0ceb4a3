import { mix, textKey } from '../hash.ts';
import type { Thing } from './language.ts';
import { pick } from './pick.ts';
import { fill } from './sentence.ts';
import type { Talk } from './talk.ts';
import { MessageValues, type Surroundings } from './values.ts';

/** The number of paragraphs of minutes about one thing, and of sentences in each. */
const PARAGRAPHS = 16;
const SENTENCES = 3;

/** A day of the week that no date names. */
const SUNDAY = 6;

/** The roles in minutes, which nobody in particular writes. */
const nobody = { writer: -1, answered: -1, praised: -1, mention: '', opens: false };

/** The minutes of each network, by thing. Most text is in very long messages, so they are filled in once. */
const known = new WeakMap<Surroundings, Map<Thing, readonly string[]>>();

/**
 * The paragraphs of minutes about the subject of a thread. They name no place of the thread, so that all
 * threads about a thing share them, except for a thing that is at the place of the thread.
 */
export function minutesOf(surroundings: Surroundings, talk: Talk): readonly string[] {
  const { thing } = talk;
  if (typeof thing.thing !== 'string') return minutesAbout(surroundings, talk, talk.hash);
  let things = known.get(surroundings);
  if (!things) {
    things = new Map();
    known.set(surroundings, things);
  }
  let minutes = things.get(thing);
  if (!minutes) {
    minutes = minutesAbout(surroundings, talk, textKey(thing.thing));
    things.set(thing, minutes);
  }
  return minutes;
}

function minutesAbout(surroundings: Surroundings, talk: Talk, key: number): readonly string[] {
  const list = talk.language.sentences.minutes;
  // Cities are those that are not the place of the talk, and days are not its day; here, any.
  const anywhere = { ...talk, place: undefined, weekday: SUNDAY };
  const sentence = (i: number) =>
    fill(pick(list, key + i), new MessageValues(anywhere, mix(key, i), 0, surroundings, nobody), 1);
  return Array.from({ length: PARAGRAPHS }, (_, number) => {
    const sentences = Array.from({ length: SENTENCES }, (_, i) => sentence(number * SENTENCES + i));
    // One flat string: it becomes part of many messages.
    return sentences.join(talk.language.book.gap);
  });
}

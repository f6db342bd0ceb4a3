import { mix, rest } from '../hash.ts';
import { type Context, compose } from './compose.ts';
import { hazardRecipe } from './hazards.ts';
import { htmlOf } from './html.ts';
import { minutesOf } from './minutes.ts';
import { pick } from './pick.ts';
import { fill, hasSlot } from './sentence.ts';
import type { Talk } from './talk.ts';
import { detailsOf, firstSentence, type Utterance } from './utterance.ts';
import { MessageValues, type Roles, type Surroundings } from './values.ts';

/** The text of a message in both of its forms. */
export interface MessageText {
  /** Plain text; empty if only a file was posted. */
  readonly body: string;
  /**
   * The same text as one HTML paragraph, made by the rules of `htmlOf`, with web addresses as links; empty if
   * the body is.
   */
  readonly html: string;
}

/** The share of openings and other messages with a second sentence, and of openings with a third, of 256. */
const SECOND_OF_OPENING = 160;
const THIRD_OF_OPENING = 64;
const SECOND_OF_OTHERS = 96;
/** One in this many sentences that an edit adds to an opening says that it still holds. */
const CONFIRMATION = 2;
/** One in this many edits corrects; the others add a sentence. */
const EDITS_A_CORRECTION = 2;

/** The text of a message, a pure function of its arguments. */
export function messageText(surroundings: Surroundings, said: Utterance): MessageText {
  const { talk, hazard, suffix } = said;
  const gap = talk.language.book.gap;
  if (hazard === 'none') {
    const text = said.edit === 0 ? prose(surroundings, said) : edited(surroundings, said).join(gap);
    // Ordinary sentences are their own HTML. A template checks for each part whether it is a string.
    if (suffix === '') return { body: text, html: '<p>' + text + '</p>' };
    return { body: text + ' ' + suffix, html: '<p>' + text + ' ' + htmlOf(suffix) + '</p>' };
  }
  const { place, fragments } = hazardRecipe(hazard);
  const { text, html } = compose(place, fragments, new HazardContext(surroundings, said));
  const body = text === '' || suffix === '' ? text + suffix : text + ' ' + suffix;
  if (body === '') return { body, html: '' };
  const space = text === '' || suffix === '' ? '' : ' ';
  return { body, html: '<p>' + html + space + htmlOf(suffix) + '</p>' };
}

/** The text around the hazard of a message. A class: half of all messages need one. */
class HazardContext implements Context {
  readonly #surroundings: Surroundings;
  readonly #said: Utterance;
  readonly key: number;

  constructor(surroundings: Surroundings, said: Utterance) {
    this.#surroundings = surroundings;
    this.#said = said;
    this.key = mix(said.hash, 0x7e87);
  }

  get gap(): string {
    return this.#said.talk.language.book.gap;
  }

  get mention(): string {
    return this.#said.roles.mention;
  }

  sentences(): readonly string[] {
    return edited(this.#surroundings, this.#said);
  }

  more(index: number): string {
    return further(this.#surroundings, this.#said, index);
  }

  minutes(): readonly string[] {
    return minutesOf(this.#surroundings, this.#said.talk);
  }

  update(): string {
    return this.#said.edit === 0 ? '' : update(this.#surroundings, this.#said);
  }
}

/** The title of a thread after that many edits of its opening; empty for threads without one. */
export function talkTitle(surroundings: Surroundings, talk: Talk, roles: Roles, edit: number): string {
  const { title } = talk.script;
  return title === undefined
    ? ''
    : fill(title, new MessageValues(talk, talk.hash, edit, surroundings, roles), 0);
}

/** The first sentence of a thread as posted, whatever hazard its message has, and the name of its subject. */
export function openingOf(surroundings: Surroundings, talk: Talk, roles: Roles) {
  const values = new MessageValues(talk, talk.hash, 0, surroundings, roles);
  return { opening: fill(talk.script.opening, values, 0), name: fill(talk.thing.bare, values, 0) };
}

/** The sentences of a message. Every second edit corrects dates and numbers, the others add a sentence. */
function edited(surroundings: Surroundings, said: Utterance): string[] {
  const { edit } = said;
  if (edit === 0) return sentencesOf(surroundings, said, 0);
  const before = sentencesOf(surroundings, said, 0);
  if ((said.hash + edit) % EDITS_A_CORRECTION === 0) {
    const after = sentencesOf(surroundings, said, edit);
    if (after.some((sentence, i) => sentence !== before[i])) return after;
  }
  before.push(update(surroundings, said));
  return before;
}

function update(surroundings: Surroundings, said: Utterance): string {
  const values = valuesOf(surroundings, said, mix(said.hash, said.edit), 0);
  const hash = mix(said.hash, said.edit + 91);
  const { confirmations, updates } = said.talk.language.sentences;
  const list = said.part === 'opening' && rest(hash, CONFIRMATION) === 0 ? confirmations : updates;
  return fill(pick(list, hash >>> 8), values, 0);
}

/** A further sentence of an ordinary message. */
function further(surroundings: Surroundings, said: Utterance, index: number): string {
  const list = said.talk.language.sentences[detailsOf(said.talk, said.part)];
  const values = valuesOf(surroundings, said, mix(said.hash, index), 0);
  return fill(pick(list, (mix(said.hash, 61) >>> 8) + index), values, 1);
}

function valuesOf(surroundings: Surroundings, said: Utterance, key: number, correction: number) {
  return new MessageValues(said.talk, key, correction, surroundings, said.roles);
}

function sentencesOf(surroundings: Surroundings, said: Utterance, correction: number): string[] {
  const values = valuesOf(surroundings, said, said.hash, correction);
  const count = countOf(said);
  const sentences: string[] = [];
  for (let number = 0; number < count; number++) sentences.push(sentenceAt(said, values, number));
  return sentences;
}

/** The sentences of a message as posted, as one text. */
function prose(surroundings: Surroundings, said: Utterance): string {
  const values = valuesOf(surroundings, said, said.hash, 0);
  const count = countOf(said);
  let text = sentenceAt(said, values, 0);
  for (let number = 1; number < count; number++) {
    text = text + said.talk.language.book.gap + sentenceAt(said, values, number);
  }
  return text;
}

/** The number of sentences of a message. */
function countOf({ talk, part, hash }: Utterance): number {
  const chance = mix(hash, 61) & 255;
  const wordy = part === 'opening' && talk.kind !== 'praises' && talk.kind !== 'privates';
  if (chance >= (wordy ? SECOND_OF_OPENING : SECOND_OF_OTHERS)) return 1;
  return wordy && chance < THIRD_OF_OPENING ? 3 : 2;
}

function sentenceAt(said: Utterance, values: MessageValues, number: number): string {
  if (number > 0) {
    const list = said.talk.language.sentences[detailsOf(said.talk, said.part)];
    return fill(pick(list, (mix(said.hash, 61) >>> 8) + number), values, 20 * number);
  }
  const first = firstSentence(said, values);
  const text = fill(first, values, 0);
  const { mention, opens } = said.roles;
  const mentioned = mention === '' || hasSlot(first, opens ? 'praised' : 'who');
  return mentioned ? text : mention + ' ' + text;
}

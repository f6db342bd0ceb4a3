/** The slots of a phrase; see `Phrasebook`. */
const slots = [
  'thing',
  'Thing',
  'bare',
  'Bare',
  'zu',
  'when',
  'place',
  'date',
  'day',
  'past',
  'time',
  'n',
  'few',
  'minutes',
  'city',
  'mine',
  'home',
  'person',
  'colleague',
  'who',
  'praised',
  'option',
] as const;

export type Slot = (typeof slots)[number];

/** A phrase: plain text, or texts with the name of a slot between each two of them. */
export type Sentence = string | readonly string[];

/** The source of the values of slots. */
export interface SlotValues {
  /** @param at the place of the slot in the message, so that two slots of one kind differ. */
  value(slot: Slot, at: number): string;
}

/** The names of slots as constants: texts cut out of a phrase are compared letter by letter. */
const constants: ReadonlyMap<string, Slot> = new Map(slots.map((slot) => [slot, slot]));

/** Cuts a phrase at its slots. */
export function sentenceOf(phrase: string): Sentence {
  const pieces = phrase.split(/[{}]/);
  return pieces.length === 1 ? phrase : pieces.map((piece, i) => (i % 2 === 0 ? piece : slotOf(piece)));
}

function slotOf(name: string): Slot {
  const slot = constants.get(name);
  if (slot === undefined) throw new RangeError(`Expected one of ${slots.join(', ')}, got ${name}.`);
  return slot;
}

/** The text of a sentence with its slots filled in. */
export function fill(sentence: Sentence, values: SlotValues, at: number): string {
  if (typeof sentence === 'string') return sentence;
  let text = sentence[0] as string;
  for (let i = 1; i < sentence.length; i += 2) {
    text = text + values.value(sentence[i] as Slot, at + i) + sentence[i + 1];
  }
  return text;
}

/** A sentence with the names of its slots in their places. */
export function spelled(sentence: Sentence): string {
  return typeof sentence === 'string' ? sentence : sentence.join('');
}

/** Tells whether a sentence is a question. */
export function asks(sentence: Sentence): boolean {
  const end = typeof sentence === 'string' ? sentence : (sentence.at(-1) as string);
  return end.endsWith('?') || end.endsWith('か。');
}

/** Tells whether a sentence has this slot. */
export function hasSlot(sentence: Sentence, slot: Slot): boolean {
  if (typeof sentence === 'string') return false;
  for (let i = 1; i < sentence.length; i += 2) if (sentence[i] === slot) return true;
  return false;
}

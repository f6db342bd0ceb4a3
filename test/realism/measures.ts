import type { Row } from '../../generators/index.ts';
import { languageOf } from './languages.ts';

/** A figure with the band in which it should be. */
export interface Band {
  readonly name: string;
  /** Least and most, both inclusive. */
  readonly band: readonly [number, number];
  readonly why: string;
}

/** Something that is measured in the messages of a network. */
export interface Measure extends Band {
  readonly of: (seen: Seen) => number;
}

/** The rows that are measured. */
export interface Seen {
  /** `Messages`, in the order of the file. */
  readonly messages: readonly Row[];
  /** `MessageVersions`, in the order of the file. */
  readonly versions: readonly Row[];
}

const MENTION = /\[\[user:\d+\]\]|\[Tag:[^\]]*\]/g;
const SENTENCE_END = /(?<=[.!?])\s+|(?<=。)|\n+/;
/** Shorter sentences are exclamations, which everybody writes. */
const SHORTEST_SENTENCE = 12;
/** Shorter words are articles and the like. */
const SHORTEST_WORD = 4;

/** The measures of `npm run realism`. */
export const measures: readonly Measure[] = [
  {
    name: 'most frequent sentence, share of messages',
    band: [0, 0.01],
    why: 'Nobody writes the same sentence in more than one message in a hundred.',
    of: ({ messages }) => commonestShare(messages),
  },
  {
    name: 'replies that share a word with the opening',
    band: [0.6, 0.95],
    why: 'Most replies name what they speak of; some are a word of thanks or a picture.',
    of: ({ messages }) => replyOverlap(messages),
  },
  {
    name: 'edits that keep the text, share',
    band: [0.8, 1],
    why: 'An edit corrects a date or adds a sentence; few rewrite a message.',
    of: ({ versions }) => editSimilarity(versions),
  },
  {
    name: 'messages in English, share',
    band: [0.5, 0.85],
    why: 'English is the language of an international company, but not of its local communities.',
    of: ({ messages }) => languageShares(messages).get('en') ?? 0,
  },
  {
    name: 'languages with at least one message in a hundred',
    band: [6, 9],
    why: 'Every region of the network writes in its own language, too.',
    of: ({ messages }) => [...languageShares(messages).values()].filter((share) => share >= 0.01).length,
  },
  {
    name: 'bodies with a hazard, share',
    band: [0.35, 0.65],
    why: 'A client must meet line breaks, quotes, other scripts and formula starts soon, among ordinary text.',
    of: ({ messages }) => share(messages, ({ body }) => HAZARD.test(String(body))),
  },
  {
    name: 'messages from 5:00 to 20:00 UTC on weekdays, share',
    band: [0.75, 0.97],
    why: 'Working hours from Japan to America; a few people write at night and at weekends.',
    of: ({ messages }) => share(messages, ({ created_at }) => isWorkingTime(new Date(String(created_at)))),
  },
];

/** The signs of hazards: line breaks, quotes, markup, links, formula starts, scripts of other languages. */
const HAZARD =
  /[\n\r\u2028\u2029\u0085\v\f"\\#<>&]|https?:|^[=+\-@\t ]|\s$|^\S*$|\p{Extended_Pictographic}|\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Hangul}|\p{Cf}|\p{M}|.{4000}/su;

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

function sentencesIn(body: unknown): Set<string> {
  const all = String(body).replaceAll(MENTION, '').split(SENTENCE_END);
  return new Set(all.map((each) => each.trim()).filter((each) => each.length >= SHORTEST_SENTENCE));
}

function commonestShare(messages: readonly Row[]): number {
  const counts = new Map<string, number>();
  for (const { body } of messages)
    for (const sentence of sentencesIn(body)) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  return Math.max(...counts.values()) / messages.length;
}

/** The words of a text; of languages without spaces, pairs of signs. */
function wordsIn(text: unknown): Set<string> {
  const plain = String(text).replaceAll(MENTION, '').toLowerCase();
  const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) =>
    /[\u3040-\u30ff\u4e00-\u9fff]/.test(word)
      ? Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2)).filter(
          (pair) => !/^[\u3040-\u309f]+$/.test(pair),
        )
      : word.length >= SHORTEST_WORD
        ? [word]
        : [],
  );
  return new Set(words);
}

function replyOverlap(messages: readonly Row[]): number {
  const openings = new Map<unknown, Row>();
  for (const row of messages) if (row.replied_to_id === '') openings.set(row.id, row);
  const answered = messages.filter((row) => row.replied_to_id !== '' && openings.has(row.thread_id));
  return share(answered, (row) => {
    const opening = openings.get(row.thread_id) as Row;
    const words = wordsIn(`${opening.title} ${opening.body} ${opening.sender_name}`);
    return [...wordsIn(row.body)].some((word) => words.has(word));
  });
}

function editSimilarity(versions: readonly Row[]): number {
  const before = new Map<unknown, string>();
  const similarities: number[] = [];
  for (const { id, body, deleted_at } of versions) {
    const earlier = before.get(id);
    before.set(id, String(body));
    if (earlier !== undefined && earlier !== body && deleted_at === '')
      similarities.push(similarity(earlier, String(body)));
  }
  return share(similarities, (each) => each > 0.6);
}

/** The share of the words of the shorter text that are in the longer one, too. */
function similarity(one: string, other: string): number {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const words = short.split(/\s+/);
  const known = new Set(long.split(/\s+/));
  return long.startsWith(short) ? 1 : words.filter((word) => known.has(word)).length / words.length;
}

function languageShares(messages: readonly Row[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { body } of messages) {
    const language = languageOf(String(body));
    if (language !== undefined) shares.set(language, (shares.get(language) ?? 0) + 1 / messages.length);
  }
  return shares;
}

function isWorkingTime(time: Date): boolean {
  const day = time.getUTCDay();
  return day > 0 && day < 6 && time.getUTCHours() >= 5 && time.getUTCHours() < 20;
}

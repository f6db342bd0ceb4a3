import { phrasebooks } from './languages/index.ts';
import {
  type LanguageCode,
  languageCodes,
  type Phrasebook,
  type PollScript,
  type Script,
  type SpecialScripts,
  type Theme,
  themes,
} from './phrasebook.ts';
import { hasSlot, type Sentence, type Slot, sentenceOf } from './sentence.ts';

/** The subject of a thread in the forms that sentences need; some have a slot of their own. */
export interface Thing {
  /** Within a sentence, with its article. */
  readonly thing: Sentence;
  /** At the beginning of a sentence, with its article. */
  readonly Thing: Sentence;
  /** The name without its article: within a text, and as a title. */
  readonly bare: Sentence;
  readonly Bare: Sentence;
  /** In German, with the preposition "zu"; in other languages the same as `thing`. */
  readonly zu: Sentence;
}

/** The kinds of conversations for which a phrasebook has scripts. */
export const talkKinds = [
  'questions',
  'announcements',
  'posts',
  'storylines',
  'polls',
  'praises',
  'privates',
] as const;

export type TalkKind = (typeof talkKinds)[number];

/** A reply that is cut at its slots, with the writers who cannot give it. */
export interface CutReply {
  readonly sentence: Sentence;
  /** True if it sets the city of its writer against the place of the thread, which must be another one. */
  readonly contrasts: boolean;
  /** True if it names the colleague whom the thread is about, who does not write it. */
  readonly names: boolean;
}

/** A script cut at its slots. */
export interface CutScript {
  readonly title: Sentence | undefined;
  readonly opening: Sentence;
  /** The answers of a poll; empty for other scripts. */
  readonly options: readonly string[];
  /** At least one of them neither contrasts nor names, so that everybody has a reply. */
  readonly replies: readonly CutReply[];
}

type Scripts = Readonly<Partial<Record<TalkKind, readonly CutScript[]>>>;

/** The scripts about one thing only. */
export interface Special {
  readonly about: Thing;
  readonly scripts: Scripts;
}

/** The lists of single sentences in a phrasebook. */
type SentenceList =
  | 'questionDetails'
  | 'details'
  | 'extras'
  | 'asides'
  | 'thanks'
  | 'gratitude'
  | 'agreements'
  | 'followUps'
  | 'echoes'
  | 'confirmations'
  | 'updates'
  | 'minutes';

/** The dates that can be said on a day of the week. */
export interface Dates {
  readonly dates: readonly string[];
  /** Dates without a preposition. */
  readonly days: readonly string[];
  readonly pasts: readonly string[];
}

/** A phrasebook whose phrases are cut at their slots. */
export interface Language {
  readonly book: Phrasebook;
  /** By the day of the week, 0 is Monday: nobody calls the present day by its name. */
  readonly dates: readonly Dates[];
  readonly scripts: Readonly<Required<Scripts>>;
  readonly sentences: Readonly<Record<SentenceList, readonly Sentence[]>>;
  readonly things: Readonly<Record<Theme, readonly Thing[]>>;
  readonly specials: Readonly<Record<Theme, readonly Special[]>>;
}

const WORKDAYS = 5;

/** All languages. They are the same for every seed, and cut once in a process. */
export const languages: Readonly<Record<LanguageCode, Language>> = Object.fromEntries(
  languageCodes.map((code) => [code, languageOf(phrasebooks[code])]),
) as Record<LanguageCode, Language>;

function languageOf(book: Phrasebook): Language {
  const cut = (list: readonly string[]) => list.map(sentenceOf);
  const congratulations = book.congratulations.map((reply) => replyOf(reply, false));
  const { questionDetails, details, extras, asides, thanks, gratitude, agreements } = book;
  const { followUps, echoes, confirmations, updates, minutes } = book;
  const sentences = {
    questionDetails,
    details,
    extras,
    asides,
    thanks,
    gratitude,
    agreements,
    followUps,
    echoes,
    confirmations,
    updates,
    minutes,
  };
  return {
    book,
    dates: Array.from({ length: 7 }, (_, weekday) => datesOn(book, weekday)),
    scripts: {
      ...scriptsOf(book),
      storylines: book.storylines.map((script) => plainScript(script)),
      privates: book.privates.map((script) => plainScript(script)),
      praises: book.praises.map((opening) => ({
        title: undefined,
        opening: sentenceOf(opening),
        options: [],
        replies: congratulations,
      })),
    },
    sentences: mapped(Object.keys(sentences) as SentenceList[], (name) => cut(sentences[name])),
    things: mapped(themes, (theme) => book.themes[theme].things.map((thing) => thingOf(book, thing))),
    specials: mapped(themes, (theme) =>
      (book.themes[theme].specials ?? []).map((special) => ({
        about: thingOf(book, special.about),
        scripts: Object.fromEntries(
          Object.entries(scriptsOf(special)).filter(([, scripts]) => scripts.length > 0),
        ),
      })),
    ),
  };
}

function datesOn({ dates, days = dates, pasts }: Phrasebook, weekday: number): Dates {
  // The lists begin with the days from Monday to Friday.
  const today = weekday < WORKDAYS ? [dates[weekday], days[weekday]] : [];
  const [date, day, past] = [dates, days, pasts].map((list) => list.filter((each) => !today.includes(each)));
  return { dates: date as string[], days: day as string[], pasts: past as string[] };
}

function scriptsOf(scripts: Omit<SpecialScripts, 'about'>) {
  return {
    questions: (scripts.questions ?? []).map(questionScript),
    announcements: (scripts.announcements ?? []).map(([title, opening, ...replies]) => ({
      ...plainScript([opening, ...replies], title),
      title: sentenceOf(title),
    })),
    posts: (scripts.posts ?? []).map((script) => plainScript(script)),
    polls: (scripts.polls ?? []).map(pollScript),
  };
}

/** @param title a phrase that is above the opening; empty for none. */
function plainScript([opening, ...replies]: Script, title = ''): CutScript {
  const hasPlace = names(title, 'place') || names(opening, 'place');
  return {
    title: undefined,
    opening: sentenceOf(opening),
    options: [],
    replies: replies.map((reply) => replyOf(reply, hasPlace)),
  };
}

/** @param hasPlace true if the script names the place of the thread before this reply. */
function replyOf(reply: string, hasPlace: boolean): CutReply {
  const contrasts = names(reply, 'mine') && (hasPlace || names(reply, 'place'));
  return { sentence: sentenceOf(reply), contrasts, names: names(reply, 'colleague') };
}

function names(phrase: string, slot: Slot): boolean {
  return hasSlot(sentenceOf(phrase), slot);
}

/** The title of a question is the question. */
function questionScript(script: Script): CutScript {
  const plain = plainScript(script);
  return { ...plain, title: plain.opening };
}

function pollScript({ question, options, replies }: PollScript): CutScript {
  return { ...plainScript([question, ...replies]), options };
}

function thingOf(book: Phrasebook, thing: string): Thing {
  const bare = thing.replace(book.article, '');
  return {
    thing: sentenceOf(thing),
    Thing: sentenceOf(capitalised(thing)),
    bare: sentenceOf(bare),
    Bare: sentenceOf(capitalised(bare)),
    zu: sentenceOf(withZu(book, thing)),
  };
}

/** The thing in the dative, in which an adjective before a noun ends with "n". */
function withZu(book: Phrasebook, thing: string): string {
  if (book.code !== 'de') return thing;
  return thing
    .replace(/^die /, 'zur ')
    .replace(/^das /, 'zum ')
    .replace(/^(zu[mr] [a-zäöüß]+e) /, '$1n ');
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function mapped<K extends string, T>(names: readonly K[], make: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, T>;
}

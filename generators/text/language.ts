import { phrasebooks } from './languages/index.ts';
import {
  type LanguageCode,
  languageCodes,
  type Phrasebook,
  type PollScript,
  type SpecialScripts,
  type Theme,
  themes,
} from './phrasebook.ts';
import { type Sentence, sentenceOf } from './sentence.ts';

/** The subject of a thread in the forms that sentences need; some have a slot of their own. */
export interface Thing {
  /** Within a sentence, with its article. */
  readonly thing: Sentence;
  /** At the beginning of a sentence, with its article. */
  readonly Thing: Sentence;
  /** The name without its article: within a text, and as a title. */
  readonly bare: Sentence;
  readonly Bare: Sentence;
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

/** A script cut at its slots. */
export interface CutScript {
  readonly title: Sentence | undefined;
  readonly opening: Sentence;
  /** The answers of a poll; empty for other scripts. */
  readonly options: readonly string[];
  readonly replies: readonly Sentence[];
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
  | 'updates'
  | 'minutes';

/** A phrasebook whose phrases are cut at their slots. */
export interface Language {
  readonly book: Phrasebook;
  readonly scripts: Readonly<Required<Scripts>>;
  readonly sentences: Readonly<Record<SentenceList, readonly Sentence[]>>;
  readonly things: Readonly<Record<Theme, readonly Thing[]>>;
  readonly specials: Readonly<Record<Theme, readonly Special[]>>;
}

/** All languages. They are the same for every seed, and cut once in a process. */
export const languages: Readonly<Record<LanguageCode, Language>> = Object.fromEntries(
  languageCodes.map((code) => [code, languageOf(phrasebooks[code])]),
) as Record<LanguageCode, Language>;

function languageOf(book: Phrasebook): Language {
  const cut = (list: readonly string[]) => list.map(sentenceOf);
  const congratulations = cut(book.congratulations);
  const { questionDetails, details, extras, asides, thanks, gratitude, agreements } = book;
  const { followUps, updates, minutes } = book;
  const sentences = {
    questionDetails,
    details,
    extras,
    asides,
    thanks,
    gratitude,
    agreements,
    followUps,
    updates,
    minutes,
  };
  return {
    book,
    scripts: {
      ...scriptsOf(book),
      storylines: book.storylines.map(plainScript),
      privates: book.privates.map(plainScript),
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

function scriptsOf(scripts: Omit<SpecialScripts, 'about'>) {
  return {
    questions: (scripts.questions ?? []).map(questionScript),
    announcements: (scripts.announcements ?? []).map(([title, ...script]) => ({
      ...plainScript(script),
      title: sentenceOf(title),
    })),
    posts: (scripts.posts ?? []).map(plainScript),
    polls: (scripts.polls ?? []).map(pollScript),
  };
}

function plainScript([opening, ...replies]: readonly string[]): CutScript {
  return {
    title: undefined,
    opening: sentenceOf(opening as string),
    options: [],
    replies: replies.map(sentenceOf),
  };
}

/** The title of a question is the question. */
function questionScript(script: readonly string[]): CutScript {
  const plain = plainScript(script);
  return { ...plain, title: plain.opening };
}

function pollScript({ question, options, replies }: PollScript): CutScript {
  return { title: undefined, opening: sentenceOf(question), options, replies: replies.map(sentenceOf) };
}

function thingOf(book: Phrasebook, thing: string): Thing {
  const bare = thing.replace(book.article, '');
  return {
    thing: sentenceOf(thing),
    Thing: sentenceOf(capitalised(thing)),
    bare: sentenceOf(bare),
    Bare: sentenceOf(capitalised(bare)),
  };
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function mapped<K extends string, T>(names: readonly K[], make: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, T>;
}

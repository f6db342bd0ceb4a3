/** The themes of communities. All that belongs to a community is drawn from its theme. */
export const themes = [
  'company',
  'it',
  'travel',
  'facilities',
  'safety',
  'sales',
  'benefits',
  'sustainability',
  'events',
  'learning',
  'books',
  'running',
  'parents',
  'projects',
] as const;

export type Theme = (typeof themes)[number];

export const languageCodes = ['en', 'de', 'fr', 'es', 'pt', 'ja'] as const;

export type LanguageCode = (typeof languageCodes)[number];

/** An opening and the replies that fit it. */
export type Script = readonly [opening: string, ...replies: string[]];

/** A title, the opening below it, and the replies that fit it. */
export type TitledScript = readonly [title: string, opening: string, ...replies: string[]];

export interface PollScript {
  readonly question: string;
  /** Two to five answers, without numbers. */
  readonly options: readonly string[];
  readonly replies: readonly string[];
}

/** Conversations that are about one thing only, such as a question that nobody asks about another thing. */
export interface SpecialScripts {
  /** The thing that all of them are about, with its article. */
  readonly about: string;
  readonly questions?: readonly Script[];
  readonly announcements?: readonly TitledScript[];
  readonly posts?: readonly Script[];
  readonly polls?: readonly PollScript[];
}

/** The words of a theme in one language. */
export interface ThemeWords {
  /** Names of communities. */
  readonly names: readonly string[];
  /** The subjects of threads, in the singular, with their article. */
  readonly things: readonly string[];
  readonly specials?: readonly SpecialScripts[];
}

/**
 * The phrases of a language. A word in braces is a slot: `thing`, `Thing` and `Bare` the subject of the
 * thread (at the beginning of a sentence; without its article), `zu` the same after the German "zu",
 * `when`, `place` the date and the city of the thread, `colleague` the person whom the opening of the thread
 * names, `date`, `day`, `past`, `time`, `n`, `few`, `minutes` a value of the message, `city` a city that is
 * neither that of the thread nor that of the writer, `person` a colleague, `home` the city where the person
 * named before it works, `mine` the city of the person who writes, `who` the person whom the message
 * answers, `praised` the person whom a praise names, `option` one of the options of the poll.
 *
 * A reply with `mine` in a script with `place`, or with `colleague`, is not given by people of that place, or
 * by that colleague: a script has at least one other reply.
 *
 * Phrases claim nothing that the network may contradict: no numbers of persons, no times of joining, no days
 * of the month, no leave. Lists of further sentences fit any message of their part.
 *
 * Phrases have no `&`, `<`, `>`, line break or other sign of a hazard, so that each is its own HTML.
 */
export interface Phrasebook {
  readonly code: LanguageCode;
  /** The text between two sentences. */
  readonly gap: string;
  /** Articles at the beginning of a thing. */
  readonly article: RegExp;
  /** The form of address after a first name; empty for none. */
  readonly honorific: string;
  readonly dates: readonly string[];
  /** Dates without a preposition, for languages that need it. */
  readonly days?: readonly string[];
  readonly pasts: readonly string[];
  readonly times: readonly string[];
  readonly themes: Readonly<Record<Theme, ThemeWords>>;
  readonly questions: readonly Script[];
  readonly announcements: readonly TitledScript[];
  readonly posts: readonly Script[];
  readonly storylines: readonly Script[];
  readonly polls: readonly PollScript[];
  readonly praises: readonly string[];
  readonly congratulations: readonly string[];
  readonly privates: readonly Script[];
  /** Further sentences of questions, of other openings in public, of answers, and of everything else. */
  readonly questionDetails: readonly string[];
  readonly details: readonly string[];
  readonly extras: readonly string[];
  readonly asides: readonly string[];
  /** Replies to an answer: of the person who asked, and of everybody else. */
  readonly thanks: readonly string[];
  readonly agreements: readonly string[];
  /** Replies of a person who is praised. */
  readonly gratitude: readonly string[];
  /** Later remarks of the person who opened the thread. */
  readonly followUps: readonly string[];
  /** Replies to a question or an offer that nobody has answered; each has `who`. */
  readonly echoes: readonly string[];
  /** Sentences that an edit adds: to the opening of a thread, and to any message. */
  readonly confirmations: readonly string[];
  readonly updates: readonly string[];
  /** Sentences of minutes, which make a long message. */
  readonly minutes: readonly string[];
}

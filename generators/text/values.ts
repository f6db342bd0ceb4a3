import { mix, rest } from '../hash.ts';
import type { CutReply, Dates } from './language.ts';
import { pick } from './pick.ts';
import { fill, type Slot, type SlotValues } from './sentence.ts';
import type { Site } from './sites.ts';
import type { Talk } from './talk.ts';

/** The people and places of a network, as far as texts name them. */
export interface Surroundings {
  readonly sites: readonly Site[];
  /** A colleague, selected by a hash: not the one who writes, nor the one who is answered. */
  colleague(hash: number, writer: number, answered: number): number;
  /** First and last name of a user. */
  name(user: number): string;
  /** The name by which colleagues address a user. */
  firstName(user: number): string;
  site(user: number): Site;
}

/** The talk of a message; minutes have no place. */
type Said = Omit<Talk, 'place'> & { readonly place: Site | undefined };

/** The users in a message: its writer, and those whom it answers and praises. */
export interface Roles {
  readonly writer: number;
  /** Whom the message answers; negative for nobody. */
  readonly answered: number;
  /** Whom the thread praises; negative for nobody. */
  readonly praised: number;
  /** The mention of whom a reply answers or an opening praises, in the place of the name; empty for none. */
  readonly mention: string;
  /** True if it opens the thread. */
  readonly opens: boolean;
}

/** The place of the option that a user prefers in a poll: the user votes for it and speaks for it. */
export function preferredOption({ script, hash }: Pick<Talk, 'script' | 'hash'>, user: number): number {
  return rest(mix(hash, user), script.options.length);
}

/** The names of slots as numbers, so that they draw numbers of their own. */
const DATE = 51;
const COLLEAGUE = 52;

/**
 * The values of the slots of one message. Those of `when`, `place`, `colleague` and the thing belong to the
 * thread, so that a reply can repeat them; the others belong to the message.
 */
export class MessageValues implements SlotValues {
  readonly #talk: Said;
  readonly #key: number;
  readonly #correction: number;
  readonly #surroundings: Surroundings;
  readonly #roles: Roles;
  /** The colleague who was named last; negative for nobody. */
  #named = -1;

  /**
   * @param key the hash of the message.
   * @param correction 0 as posted; another number gives other dates, times and numbers.
   */
  constructor(talk: Said, key: number, correction: number, surroundings: Surroundings, roles: Roles) {
    this.#talk = talk;
    this.#key = key;
    this.#correction = correction;
    this.#surroundings = surroundings;
    this.#roles = roles;
  }

  value(slot: Slot, at: number): string {
    const { thing, hash } = this.#talk;
    switch (slot) {
      case 'thing':
      case 'Thing':
      case 'bare':
      case 'Bare':
      case 'zu':
        return fill(thing[slot], this, 0);
      case 'who':
        return this.#who();
      case 'praised':
        return this.#praised();
      case 'when':
        return pick(this.#dates.dates, mix(hash, DATE) + (this.#roles.opens ? this.#correction : 0));
      case 'place':
        return this.#cityOf(this.#talk.place ?? this.#elsewhere(mix(this.#key, at)));
      case 'city':
        return this.#cityOf(this.#elsewhere(mix(this.#key, at)));
      case 'mine':
        return this.#cityOf(this.#surroundings.site(this.#roles.writer));
      case 'person':
        return this.#person(mix(this.#key, at));
      case 'colleague':
        return this.#nameOf(this.#colleague());
      case 'home':
        return this.#cityOf(this.#surroundings.site(this.#named));
      case 'option':
        return this.#talk.script.options[preferredOption(this.#talk, this.#roles.writer)] as string;
      default:
        return this.#correctable(slot, mix(this.#key, at) + this.#correction);
    }
  }

  #correctable(slot: 'date' | 'day' | 'past' | 'time' | 'n' | 'few' | 'minutes', hash: number): string {
    switch (slot) {
      case 'date':
        return pick(this.#dates.dates, hash);
      case 'day':
        return pick(this.#dates.days, hash);
      case 'past':
        return pick(this.#dates.pasts, hash);
      case 'time':
        return pick(this.#talk.language.book.times, hash);
      case 'n':
        return NUMBERS[rest(hash, NUMBERS.length)] as string;
      case 'few':
        return NUMBERS[rest(hash, FEW)] as string;
      case 'minutes':
        return MINUTES[rest(hash, MINUTES.length)] as string;
    }
  }

  get #dates(): Dates {
    const { language, weekday } = this.#talk;
    return language.dates[weekday] as Dates;
  }

  #who(): string {
    const { answered, mention } = this.#roles;
    return this.#addressed(mention === '' ? this.#surroundings.firstName(answered) : mention);
  }

  #praised(): string {
    const { opens, mention, praised } = this.#roles;
    return this.#addressed(opens && mention !== '' ? mention : this.#surroundings.firstName(praised));
  }

  #addressed(name: string): string {
    const { honorific } = this.#talk.language.book;
    return honorific === '' ? name : name + honorific;
  }

  #person(hash: number): string {
    const { writer, answered } = this.#roles;
    return this.#nameOf(this.#surroundings.colleague(hash, writer, answered));
  }

  /** The colleague whom the thread is about, never the one who starts it. */
  #colleague(): number {
    const { hash, starter } = this.#talk;
    return this.#surroundings.colleague(mix(hash, COLLEAGUE), starter, starter);
  }

  #nameOf(user: number): string {
    this.#named = user;
    return this.#surroundings.name(user);
  }

  /** Tells whether the writer of the message can give this reply. */
  fits({ contrasts, names }: CutReply): boolean {
    const { writer } = this.#roles;
    if (contrasts && this.#surroundings.site(writer) === this.#talk.place) return false;
    return !names || this.#colleague() !== writer;
  }

  /** Tells whether the writer of the message works where the person does whom it answers. */
  get isNear(): boolean {
    const { writer, answered } = this.#roles;
    return answered >= 0 && this.#surroundings.site(writer) === this.#surroundings.site(answered);
  }

  /** A site that is neither the place of the thread nor the one of the writer. */
  #elsewhere(hash: number): Site {
    const { sites } = this.#surroundings;
    const { writer } = this.#roles;
    const own = writer < 0 ? undefined : this.#surroundings.site(writer);
    const first = rest(hash, sites.length);
    for (let i = 0; i < SITES_TRIED; i++) {
      const site = sites[(first + i) % sites.length] as Site;
      if (site !== this.#talk.place && site !== own) return site;
    }
    return sites[first] as Site;
  }

  #cityOf(site: Site): string {
    return this.#talk.language.book.code === 'ja' ? site.cityInJapanese : site.city;
  }
}

/** Enough to find a site that is none of two others. */
const SITES_TRIED = 3;
/** Numbers as texts, the small ones first. */
const NUMBERS = Array.from({ length: 44 }, (_, i) => String(i + 2));
const FEW = 9;
/** Numbers of minutes that people plan. */
const MINUTES = ['5', '10', '15', '20', '30', '45'];

import { DAY_MS, HOUR_MS } from '../schemas/durations.ts';
import type { FoundUser, UserState } from './contract.ts';
import { below, derivedKey, mix, rest } from './hash.ts';
import type { Ids } from './ids.ts';
import { type Founding, ORIGIN } from './origin.ts';
import { Person } from './person.ts';
import { Population } from './population.ts';
import { NEIGHBOURS, permanentOf, Seats } from './seats.ts';
import { SMALLEST } from './sizes.ts';
import { firstName, type Pools, personEmailName, personName, type Site } from './text/index.ts';

const YEAR = 365 * DAY_MS;
/**
 * A company hires 15 % of its staff every year, and even the smallest one hires a person every three weeks.
 * As many leave, except the permanent quarter.
 */
const YEARLY_HIRES = 0.15;
const LONGEST_INTERVAL = 21 * DAY_MS;
/** In every eight users who are not permanent, one is a guest, one may be suspended, one may leave early. */
const GUEST = 7;
const SUSPENDED = 5;
const DELETED = 6;
/** In threads that guests see, the turns of the last five of the eight belong to the guest. */
const FIRST_TURN_OF_GUEST = 3;
/** One in this many users knows the language of another site. */
const SPEAKER = 8;
/**
 * One in four of the users who may end early does so, within this number of rounds. In the smallest networks
 * each of them does, so that their exports show it.
 */
const LEAVING = 4;
const LEAVING_ROUNDS = 8;

/** The users of a network: joining times, leaving times and names. */
export class People {
  readonly population: Population;
  readonly seats: Seats;
  readonly #ids: Ids;
  readonly #names: number;
  readonly #leaving: number;
  readonly #pools: Pools;
  readonly #homeAt: string;
  readonly #guestsAt: readonly string[];

  constructor(input: {
    ids: Ids;
    pools: Pools;
    key: number;
    users: number;
    start: number;
    founding: Founding;
    round: number;
    /** The mail domains of the network and of the networks that its guests come from, one at least. */
    domains: { readonly home: string; readonly guests: readonly string[] };
  }) {
    this.#ids = input.ids;
    this.#names = derivedKey(input.key, 'names');
    this.#leaving = derivedKey(input.key, 'leaving');
    this.#pools = input.pools;
    this.#homeAt = `@${input.domains.home}`;
    this.#guestsAt = input.domains.guests.map((domain) => `@${domain}`);
    const permanent = permanentOf(input.users);
    this.population = new Population({
      key: derivedKey(input.key, 'joining'),
      chances: derivedKey(input.key, 'changes'),
      permanent,
      settling: input.founding,
      // The network is made by its first user.
      first: input.founding.at,
      passing: input.users - permanent,
      from: ORIGIN,
      founding: HOUR_MS,
      interval: Math.min(LONGEST_INTERVAL, YEAR / (YEARLY_HIRES * input.users)),
      round: input.round,
      changing: 0.5,
      start: input.start,
      until: (user) => this.endsAt(user),
      certain: (user, round) => this.endRound(user) === round,
      retires: true,
    });
    this.seats = new Seats(input.users, permanent, derivedKey(input.key, 'turns'));
  }

  person(user: number): Person {
    return new Person(this, user);
  }

  id(user: number): string {
    return this.#ids.text('user', user, this.joinedAt(user));
  }

  nameOf(user: number): string {
    return personName(this.siteOf(user), this.#hash(user));
  }

  /** The name by which colleagues address a user. */
  firstNameOf(user: number): string {
    return firstName(this.siteOf(user), this.#hash(user));
  }

  /** The place of work of a user, which the name fits. */
  siteOf(user: number): Site {
    return this.#pools.sites[this.siteNumberOf(user)] as Site;
  }

  /** The number of that site, the largest first. */
  siteNumberOf(user: number): number {
    return this.seats.siteOf(this.population.seatOf(user));
  }

  /** Tells whether a user knows the language of a site: by working there, or by chance. */
  speaks(user: number, site: number): boolean {
    return this.siteNumberOf(user) === site || rest(mix(this.#hash(user), site), SPEAKER) === 0;
  }

  emailOf(user: number): string {
    const domain = this.isGuest(user) ? (this.#guestsAt[this.originOf(user)] as string) : this.#homeAt;
    return personEmailName(this.siteOf(user), this.#hash(user), user) + domain;
  }

  isGuest(user: number): boolean {
    const { permanent } = this.population.options;
    return user >= permanent && (user - permanent) % NEIGHBOURS === GUEST;
  }

  /** The place of the network of a guest among those that guests come from; they take turns. */
  originOf(guest: number): number {
    const { permanent } = this.population.options;
    return Math.floor((guest - permanent) / NEIGHBOURS) % this.#guestsAt.length;
  }

  /** The guests in a range of users who are not permanent, in order. */
  guestsIn(first: number, end: number): Generator<number> {
    return this.#ofKinds([GUEST], first, end);
  }

  /** The users in such a range who may end before a successor comes. */
  fleetingIn(first: number, end: number): Generator<number> {
    return this.#ofKinds([SUSPENDED, DELETED], first, end);
  }

  *#ofKinds(kinds: readonly number[], first: number, end: number): Generator<number> {
    for (const kind of kinds) {
      const next = first + ((kind - this.#kind(first) + NEIGHBOURS) % NEIGHBOURS);
      for (let user = next; user < end; user += NEIGHBOURS) yield user;
    }
  }

  /** The n-th permanent user, who belongs to the network and never leaves. */
  lasting(n: number): number {
    return this.population.pickPermanent(n);
  }

  /** The n-th permanent user of those who had joined before an instant. */
  lastingAt(n: number, instant: number): number {
    return n % Math.max(1, this.population.permanentBefore(instant));
  }

  /** The member who acts in the turn of `user`: never a guest; a neighbour takes the turn of a guest. */
  member(user: number): number {
    return this.isGuest(user) ? user - 1 : user;
  }

  /**
   * The user who writes in an external thread in the turn of `user`: mostly a guest. Half of the guests only
   * read, except in the smallest networks.
   */
  memberOrGuest(user: number): number {
    const { permanent, passing } = this.population.options;
    const place = (user - permanent) % NEIGHBOURS;
    const guest = user - place + GUEST;
    const reads = permanent + passing >= SMALLEST && rest(mix(this.#leaving, guest), 2) === 0;
    return user < permanent || place < FIRST_TURN_OF_GUEST || reads ? this.member(user) : guest;
  }

  /** The users whose turns a user may take: the inverse of `member` and `memberOrGuest`. */
  turnsOf(user: number): number[] {
    if (this.isGuest(user)) return [user - 4, user - 3, user - 2, user - 1, user];
    return this.isGuest(user + 1) ? [user, user + 1] : [user];
  }

  /** Tells whether this user could act at the instant. */
  activeAt(user: number, instant: number): boolean {
    return user >= 0 && this.joinedAt(user) < instant && instant < this.endsAt(user);
  }

  /** The time at which a user joined. */
  joinedAt(user: number): number {
    return this.population.cameAt(user);
  }

  /** The last instant at which an account can be used, past or future; infinite for permanent users. */
  endsAt(user: number): number {
    const leaves = this.population.leavesAt(user);
    const round = this.endRound(user);
    const early = round === undefined ? undefined : this.population.chanceIn(user, round);
    return early === undefined || early >= leaves ? leaves : early;
  }

  /** The state and time of a user's leaving, past or future; undefined for permanent users. */
  endOf(user: number): { readonly state: UserState; readonly at: number } | undefined {
    if (user < this.population.options.permanent) return undefined;
    const at = this.endsAt(user);
    const suspended = this.#kind(user) === SUSPENDED && at < this.population.leavesAt(user);
    return { state: suspended ? 'suspended' : 'deleted', at };
  }

  /** The round in which an account ends before a successor comes; undefined for most users. */
  endRound(user: number): number | undefined {
    const { permanent, passing } = this.population.options;
    const kind = this.#kind(user);
    if (user < permanent || (kind !== SUSPENDED && kind !== DELETED)) return undefined;
    const hash = mix(this.#leaving, user);
    if (permanent + passing >= SMALLEST && rest(hash, LEAVING) !== 0) return undefined;
    return this.population.firstRound(user) + below(mix(hash, 1), LEAVING_ROUNDS);
  }

  found(user: number, now: number): FoundUser {
    const end = this.endOf(user);
    const state = end && end.at <= now ? end.state : 'active';
    return { index: user, id: this.id(user), state, external: this.isGuest(user) };
  }

  find(id: string, now: number): FoundUser | undefined {
    const parsed = this.#ids.parse('user', id);
    if (!parsed) return undefined;
    const user =
      'instant' in parsed ? this.population.createdAt(parsed.instant) : this.#numbered(parsed, now);
    if (user === undefined || user < 0 || !this.population.exists(user)) return undefined;
    return this.population.cameAt(user) <= now && this.id(user) === id ? this.found(user, now) : undefined;
  }

  /** The latest user whose number agrees with a small id. */
  #numbered({ ordinal, modulus }: { ordinal: number; modulus: number }, now: number): number {
    if (ordinal < this.population.options.permanent) return ordinal;
    const last = this.population.count(now) - 1;
    return last - ((((last - ordinal) % modulus) + modulus) % modulus);
  }

  #kind(user: number): number {
    return (user - this.population.options.permanent) % NEIGHBOURS;
  }

  #hash(user: number): number {
    return mix(this.#names, user);
  }
}

import { DAY_MS, HOUR_MS } from '../schemas/durations.ts';
import type { FoundUser, UserState } from './contract.ts';
import { below, derivedKey, mix } from './hash.ts';
import type { Ids } from './ids.ts';
import { Memo } from './memo.ts';
import { Population } from './population.ts';
import { type Pools, personEmailName, personName } from './text/index.ts';

const YEAR = 365 * DAY_MS;
/**
 * A company hires 15 % of its first staff every year, and even the smallest one hires a person every three
 * weeks.
 */
const YEARLY_GROWTH = 0.15;
const LONGEST_INTERVAL = 21 * DAY_MS;
/**
 * In every eight users, one is a guest, one may be suspended, one may be deleted; every fourth stays
 * permanently.
 */
const EIGHT = 8;
const GUEST = 7;
const SUSPENDED = 5;
const DELETED = 6;
const STAYS = 4;
/** In threads that guests see, the turns of the last five of the eight belong to the guest. */
const FIRST_TURN_OF_GUEST = 3;
/** One in four of the users who may leave does so, within this number of rounds. */
const LEAVING = 4;
const LEAVING_ROUNDS = 8;
const PERSONS_KEPT = 256;

/**
 * The facts about a user that never change. The texts are composed on demand: most calls need only the times
 * of joining and leaving.
 */
export class Person {
  readonly index: number;
  readonly joinedAt: number;
  /** The last instant at which the account could be used; infinite for users who stay. */
  readonly endsAt: number;
  readonly #people: People;

  constructor(people: People, index: number) {
    this.#people = people;
    this.index = index;
    this.joinedAt = people.population.cameAt(index);
    this.endsAt = people.endOf(index)?.at ?? Number.POSITIVE_INFINITY;
  }

  get id(): string {
    return this.#people.idOf(this);
  }

  get name(): string {
    return this.#people.nameOf(this);
  }

  get email(): string {
    return this.#people.emailOf(this);
  }
}

/** The users of a network: joining times, leaving times and names. */
export class People {
  readonly population: Population;
  readonly #ids: Ids;
  readonly #names: number;
  readonly #leaving: number;
  readonly #pools: Pools;
  readonly #homeAt: string;
  readonly #guestsAt: string;
  readonly #persons: Memo<Person>;

  constructor(input: {
    ids: Ids;
    pools: Pools;
    key: number;
    founders: number;
    start: number;
    round: number;
    domains: { readonly home: string; readonly guests: string };
  }) {
    this.#ids = input.ids;
    this.#names = derivedKey(input.key, 'names');
    this.#leaving = derivedKey(input.key, 'leaving');
    this.#pools = input.pools;
    this.#homeAt = `@${input.domains.home}`;
    this.#guestsAt = `@${input.domains.guests}`;
    this.population = new Population({
      key: derivedKey(input.key, 'joining'),
      chances: derivedKey(input.key, 'changes'),
      founders: input.founders,
      from: input.start,
      founding: HOUR_MS,
      interval: Math.min(LONGEST_INTERVAL, YEAR / (YEARLY_GROWTH * input.founders)),
      round: input.round,
      changing: 0.5,
      until: (user) => this.endOf(user)?.at ?? Number.POSITIVE_INFINITY,
      certain: (user, round) => this.#endRound(user) === round,
    });
    this.#persons = new Memo(PERSONS_KEPT, (index) => new Person(this, index));
  }

  person(user: number): Person {
    return this.#persons.get(user);
  }

  id(user: number): string {
    return this.#ids.text('user', user, this.population.cameAt(user));
  }

  idOf({ index, joinedAt }: Person): string {
    return this.#ids.text('user', index, joinedAt);
  }

  nameOf({ index }: Person): string {
    return personName(this.#pools, this.#hash(index));
  }

  emailOf({ index }: Person): string {
    const domain = this.isGuest(index) ? this.#guestsAt : this.#homeAt;
    return personEmailName(this.#pools, this.#hash(index), index) + domain;
  }

  isGuest(user: number): boolean {
    return user % EIGHT === GUEST;
  }

  /** The n-th user who joins in the first hour, belongs to the network and never leaves. */
  lasting(n: number): number {
    return (n % Math.ceil(this.population.options.founders / STAYS)) * STAYS;
  }

  /** The member who acts in the turn of `user`: never a guest; a neighbour takes the turn of a guest. */
  member(user: number): number {
    return this.isGuest(user) ? user - 1 : user;
  }

  /** The user who writes in an external thread in the turn of `user`: mostly a guest. */
  memberOrGuest(user: number): number {
    const seat = user % EIGHT;
    return seat < FIRST_TURN_OF_GUEST ? user : user - seat + GUEST;
  }

  /** The users whose turns a user may take: the inverse of `member` and `memberOrGuest`. */
  turnsOf(user: number): number[] {
    if (this.isGuest(user)) return [user - 4, user - 3, user - 2, user - 1, user];
    return this.isGuest(user + 1) ? [user, user + 1] : [user];
  }

  /** Whether this user could act at the instant. */
  activeAt(user: number, instant: number): boolean {
    const person = this.person(user);
    return person.joinedAt < instant && instant < person.endsAt;
  }

  /** The state and time of a user's leaving, past or future. */
  endOf(user: number): { readonly state: UserState; readonly at: number } | undefined {
    const round = this.#endRound(user);
    if (round === undefined) return undefined;
    const at = this.population.chanceIn(user, round);
    if (at === undefined) return undefined;
    return { state: user % EIGHT === SUSPENDED ? 'suspended' : 'deleted', at };
  }

  found(user: number, now: number): FoundUser {
    const end = this.endOf(user);
    const state = end && end.at <= now ? end.state : 'active';
    return { index: user, id: this.id(user), state, external: this.isGuest(user) };
  }

  find(id: string, now: number): FoundUser | undefined {
    const parsed = this.#ids.parse('user', id);
    if (!parsed) return undefined;
    const count = this.population.count(now);
    const user = 'ordinal' in parsed ? parsed.ordinal : this.population.count(parsed.instant) - 1;
    if (user < 0 || user >= count || this.id(user) !== id) return undefined;
    return this.found(user, now);
  }

  #endRound(user: number): number | undefined {
    const kind = user % EIGHT;
    if (kind !== SUSPENDED && kind !== DELETED) return undefined;
    if (user < EIGHT) return 0;
    const hash = mix(this.#leaving, user);
    if (hash % LEAVING !== 0) return undefined;
    return this.population.firstRound(user) + below(mix(hash, 1), LEAVING_ROUNDS);
  }

  #hash(user: number): number {
    return mix(this.#names, user);
  }
}

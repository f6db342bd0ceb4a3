import { DAY_MS, HOUR_MS } from '../schemas/durations.ts';
import { below, derivedKey, fraction, mix } from './hash.ts';
import type { Ids } from './ids.ts';
import { Memo } from './memo.ts';
import type { People } from './people.ts';
import { Population } from './population.ts';
import { communityName, type Pools } from './text/index.ts';

const FOUNDERS_AT_LEAST = 8;
const USERS_A_COMMUNITY = 20;
const LONGEST_INTERVAL = 28 * DAY_MS;
const COMMUNITIES_KEPT = 64;
/** In every eight communities, two are private, one is external and one may be deleted. */
const EIGHT = 8;
const EXTERNAL = 2;
const DELETED = 6;
const PRIVATE = [1, 4];
/** One in three of the communities that may be deleted is deleted. */
const LEAVING = 3;
const LEAVING_ROUNDS = 8;
/** The number of communities that a user joins without posting in them, besides the one for everybody. */
const MEMBERSHIPS = 4;

/** The facts about a community that never change. The texts are composed on demand. */
export class Community {
  readonly index: number;
  readonly private: boolean;
  readonly external: boolean;
  readonly createdAt: number;
  /** The time of its deletion; infinite for communities that stay. */
  readonly endsAt: number;
  readonly #communities: Communities;

  constructor(communities: Communities, index: number) {
    this.#communities = communities;
    this.index = index;
    this.private = PRIVATE.includes(index % EIGHT);
    this.external = index % EIGHT === EXTERNAL;
    this.createdAt = communities.population.cameAt(index);
    this.endsAt = communities.endOf(index);
  }

  get id(): string {
    return this.#communities.idOf(this);
  }

  get name(): string {
    return this.#communities.nameOf(this);
  }
}

/** The communities of a network. Everybody is a member of number 0. */
export class Communities {
  readonly population: Population;
  readonly #ids: Ids;
  readonly #pools: Pools;
  readonly #names: number;
  readonly #members: number;
  readonly #deletions: number;
  readonly #communities: Memo<Community>;

  constructor(input: { ids: Ids; pools: Pools; key: number; people: People; round: number }) {
    const { founders, from } = input.people.population.options;
    this.#ids = input.ids;
    this.#pools = input.pools;
    this.#names = derivedKey(input.key, 'names');
    this.#members = derivedKey(input.key, 'members');
    this.#deletions = derivedKey(input.key, 'deletions');
    this.population = new Population({
      key: derivedKey(input.key, 'creation'),
      chances: derivedKey(input.key, 'changes'),
      founders: Math.max(FOUNDERS_AT_LEAST, Math.round(founders / USERS_A_COMMUNITY)),
      from: from + HOUR_MS,
      founding: HOUR_MS,
      interval: Math.min(LONGEST_INTERVAL, input.people.population.options.interval * USERS_A_COMMUNITY),
      round: input.round,
      changing: 0.4,
      until: (index) => this.endOf(index),
      certain: (index, round) => this.#endRound(index) === round,
    });
    this.#communities = new Memo(COMMUNITIES_KEPT, (index) => new Community(this, index));
  }

  get(index: number): Community {
    return this.#communities.get(index);
  }

  /**
   * The community of a post at an instant: few communities get most posts. Number 0 when the hash selects a
   * community that does not accept the post.
   */
  pick(hash: number, instant: number): Community {
    const count = this.population.count(instant);
    const community = this.get(Math.floor(count * fraction(hash) ** 2));
    return community.external || community.endsAt <= instant ? this.get(0) : community;
  }

  /** An external community that exists from the first day. */
  pickExternal(hash: number): Community {
    const eights = Math.floor(this.population.options.founders / EIGHT);
    return this.get(below(hash, eights) * EIGHT + EXTERNAL);
  }

  /** The communities that a user has joined by `now`, independently of the user's posts. */
  joinedBy(user: number, now: number): number[] {
    const count = this.population.count(now);
    const joined = [0];
    for (let i = 0; i < MEMBERSHIPS; i++) {
      const index = below(mix(mix(this.#members, user), i), count);
      if (!this.get(index).external) joined.push(index);
    }
    return joined;
  }

  #endRound(index: number): number | undefined {
    if (index % EIGHT !== DELETED) return undefined;
    if (index < EIGHT) return 0;
    const hash = mix(this.#deletions, index);
    return hash % LEAVING === 0
      ? this.population.firstRound(index) + below(mix(hash, 1), LEAVING_ROUNDS)
      : undefined;
  }

  /** The time of a community's deletion, past or future. */
  endOf(index: number): number {
    const round = this.#endRound(index);
    const at = round === undefined ? undefined : this.population.chanceIn(index, round);
    return at ?? Number.POSITIVE_INFINITY;
  }

  idOf({ index, createdAt }: Community): string {
    return this.#ids.text('group', index, createdAt);
  }

  nameOf({ index }: Community): string {
    return index === 0 ? 'All Company' : communityName(this.#pools, mix(this.#names, index));
  }
}

import { DAY_MS, HOUR_MS } from '../schemas/durations.ts';
import { Founders } from './founders.ts';
import { below, derivedKey, fraction, mix, rest } from './hash.ts';
import type { Ids } from './ids.ts';
import { Memo } from './memo.ts';
import { ORIGIN } from './origin.ts';
import type { People } from './people.ts';
import { Population } from './population.ts';
import { type CommunityTopic, communityName, communityTopic, type Pools } from './text/index.ts';

/** Half of the communities are permanent, in whole eights; the others come and are deleted in the end. */
const USERS_A_COMMUNITY = 40;
const PASSING_AT_LEAST = 4;
const LONGEST_INTERVAL = 28 * DAY_MS;
const COMMUNITIES_KEPT = 64;
/** In every eight communities, two are private and one is external. */
const EIGHT = 8;
const EXTERNAL = 2;
const PRIVATE = [1, 4];
/** One permanent community in eight is moderated. */
const MODERATED = 3;
/** One community in sixteen, an international one, is reserved for the segment of its founder. */
const SIXTEEN = 16;
const RESERVED = 5;
/** The number of communities that a user joins without posting in them, besides the one for everybody. */
const MEMBERSHIPS = 4;

/** The facts about a community that never change. The texts are composed on demand. */
export class Community {
  readonly index: number;
  readonly private: boolean;
  readonly external: boolean;
  /** True if only its administrators start threads in it. */
  readonly moderated: boolean;
  /** The number of the segment that it is reserved for; undefined for most communities. */
  readonly segment: number | undefined;
  readonly createdAt: number;
  /** The time of its deletion; infinite for communities that stay. */
  readonly endsAt: number;
  readonly #communities: Communities;
  #id: string | undefined;
  #name: string | undefined;
  #topic: CommunityTopic | undefined;

  constructor(communities: Communities, index: number) {
    this.#communities = communities;
    this.index = index;
    this.private = PRIVATE.includes(index % EIGHT);
    this.external = index % EIGHT === EXTERNAL;
    this.moderated = index % EIGHT === MODERATED && index < communities.population.options.permanent;
    const founder = index % SIXTEEN === RESERVED ? this.founder : undefined;
    this.segment = founder === undefined ? undefined : communities.founders.segmentOf(founder);
    this.createdAt = communities.population.cameAt(index);
    this.endsAt = communities.endOf(index);
  }

  /** The user who made it; undefined for number 0, which every network begins with. */
  get founder(): number | undefined {
    return this.#communities.founders.of(this.index);
  }

  get id(): string {
    this.#id ??= this.#communities.idOf(this);
    return this.#id;
  }

  /** Tells whether a user can see it and act in it: nobody acts across segments. */
  admits(user: number): boolean {
    return this.segment === undefined || this.segment === this.#communities.founders.segmentOf(user);
  }

  /** Tells whether a user is one of its administrators: the founder, and those of the whole network. */
  isAdministeredBy(user: number): boolean {
    return this.#communities.founders.isAdministrator(user, this.index);
  }

  get name(): string {
    this.#name ??= this.#communities.nameOf(this);
    return this.#name;
  }

  /** The theme and the language of everything that is written in it. */
  get topic(): CommunityTopic {
    this.#topic ??= this.#communities.topicOf(this);
    return this.#topic;
  }
}

/** The communities of a network. Everybody is a member of number 0. */
export class Communities {
  readonly population: Population;
  readonly founders: Founders;
  readonly #ids: Ids;
  readonly #pools: Pools;
  readonly #names: number;
  readonly #members: number;
  readonly #communities: Memo<Community>;

  constructor(input: { ids: Ids; pools: Pools; key: number; people: People; round: number }) {
    const { settling, interval, start, first } = input.people.population.options;
    const { seats } = input.people.population;
    this.#ids = input.ids;
    this.#pools = input.pools;
    this.#names = derivedKey(input.key, 'names');
    this.#members = derivedKey(input.key, 'members');
    const permanent = EIGHT * Math.max(1, Math.round(seats / USERS_A_COMMUNITY / EIGHT));
    this.population = new Population({
      key: derivedKey(input.key, 'creation'),
      chances: derivedKey(input.key, 'changes'),
      permanent,
      // When they are made, some people are there to make them.
      settling: { from: (settling.from + settling.until) / 2, until: settling.until },
      // The network and its first user came with the community for everybody.
      first,
      passing: Math.max(PASSING_AT_LEAST, Math.round(seats / USERS_A_COMMUNITY)),
      from: ORIGIN + HOUR_MS,
      founding: HOUR_MS,
      interval: Math.min(LONGEST_INTERVAL, interval * USERS_A_COMMUNITY),
      round: input.round,
      changing: 0.4,
      start,
      until: (index) => this.endOf(index),
      retires: true,
    });
    this.founders = new Founders({
      people: input.people,
      communities: this.population,
      key: derivedKey(input.key, 'founders'),
    });
    this.#communities = new Memo(COMMUNITIES_KEPT, (index) => new Community(this, index));
  }

  get(index: number): Community {
    return this.#communities.get(index);
  }

  /**
   * The community in which a user starts a thread at an instant: for one half of the threads, the community
   * that the user made, otherwise a choice in which few communities get most threads. Number 0 when the user
   * may start none in the chosen ones.
   *
   * @param own true for a thread that belongs into the user's own community, if there is one.
   * @param names true for a thread that names another user, who may be anybody.
   */
  place(
    starter: number,
    { hash, instant, own, names }: { hash: number; instant: number; own: boolean; names: boolean },
  ): Community {
    const founded = own || rest(hash, 2) === 0 ? this.founders.foundedBy(starter) : undefined;
    const made = founded === undefined ? undefined : this.get(founded);
    if (made && made.createdAt < instant && isOpenTo(made, starter, names)) return made;
    const first = this.#pick(hash, instant);
    if (isOpenTo(first, starter, names)) return first;
    const second = this.#pick(mix(hash, 1), instant);
    return isOpenTo(second, starter, names) ? second : this.get(0);
  }

  #pick(hash: number, instant: number): Community {
    const { population } = this;
    return this.get(population.seatedAt(Math.floor(population.seats * fraction(hash) ** 2), instant));
  }

  /** A permanent external community. */
  pickExternal(hash: number): Community {
    return this.get(below(hash, this.population.options.permanent / EIGHT) * EIGHT + EXTERNAL);
  }

  /** The permanent communities that a user has joined, independently of the user's posts. */
  joinedBy(user: number): number[] {
    const joined = [0];
    for (let i = 0; i < MEMBERSHIPS; i++) {
      const community = this.get(this.population.pickPermanent(mix(mix(this.#members, user), i)));
      if (!community.external && community.admits(user)) joined.push(community.index);
    }
    return joined;
  }

  /** The time of a community's deletion, past or future; infinite for communities that stay. */
  endOf(index: number): number {
    return this.population.leavesAt(index);
  }

  idOf({ index, createdAt }: Community): string {
    return this.#ids.text('group', index, createdAt);
  }

  nameOf(community: Community): string {
    const { index } = community;
    return communityName(index, this.#names, community.topic);
  }

  topicOf({ index, external }: Community): CommunityTopic {
    return communityTopic(this.#pools, { index, hash: mix(this.#names, index), external });
  }
}

/** Tells whether a user may start a thread in a community; what names somebody else is not for a segment. */
function isOpenTo(community: Community, starter: number, names: boolean): boolean {
  if (community.external || (names && community.segment !== undefined)) return false;
  if (community.moderated && !community.isAdministeredBy(starter)) return false;
  return community.admits(starter);
}

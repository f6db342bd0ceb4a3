import { DAY_MS, HOUR_MS } from '../schemas/durations.ts';
import { Founders } from './founders.ts';
import { below, derivedKey, fraction, mix, rest } from './hash.ts';
import type { Ids } from './ids.ts';
import { Memo } from './memo.ts';
import { ORIGIN } from './origin.ts';
import type { People } from './people.ts';
import { isOpenTo, type Placing } from './placing.ts';
import { Population } from './population.ts';
import { SMALL } from './sizes.ts';
import {
  type CommunityTopic,
  communityName,
  communityTopic,
  localNear,
  localSite,
  type Pools,
} from './text/index.ts';

/** Half of the communities are permanent, in whole eights; the others come and are deleted in the end. */
const USERS_A_COMMUNITY = 40;
const USERS_A_COMMUNITY_IN_SMALL = 20;
const PASSING_AT_LEAST = 4;
const LONGEST_INTERVAL = 28 * DAY_MS;
const COMMUNITIES_KEPT = 64;
/** In every eight communities, two are private and one is external. */
const EIGHT = 8;
const EXTERNAL = 2;
const PRIVATE = [1, 4];
/**
 * One permanent community in sixteen, an international one, is moderated; in networks with eight of them, a
 * local one.
 */
const SIXTEEN = 16;
const MODERATED = 13;
const MODERATED_OF_EIGHT = 3;
/** One community in sixteen, another international one, is reserved for the segment of its founder. */
const RESERVED = 5;
/** The number of communities that a user joins without posting in them, besides the one for everybody. */
const MEMBERSHIPS = 4;
/** One in this many choices is for the people of the starter's site, if they have a local community. */
const LOCALS = 2;
/** A thread goes to the community of everybody when so many others are not for those who are in it. */
const CHOICES = 5;

/** The facts about a community that never change. The texts are composed on demand. */
export class Community {
  readonly index: number;
  readonly private: boolean;
  readonly external: boolean;
  /** True if only its administrators start threads in it. */
  readonly moderated: boolean;
  /** The number of the segment that it is reserved for; undefined for most communities. */
  readonly segment: number | undefined;
  /** The number of the site that it belongs to; undefined for an international one. */
  readonly site: number | undefined;
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
    const { permanent } = communities.population.options;
    const moderated = permanent === EIGHT ? MODERATED_OF_EIGHT : MODERATED;
    this.moderated = index % SIXTEEN === moderated && index < permanent;
    const founder = index % SIXTEEN === RESERVED ? this.founder : undefined;
    this.segment = founder === undefined ? undefined : communities.founders.segmentOf(founder);
    this.site = communities.siteOf(index);
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

  /** Tells whether it is meant for a user: a local one is for those who work there. */
  isFor(user: number): boolean {
    const isNear = this.site === undefined || this.site === this.#communities.people.siteNumberOf(user);
    return isNear && this.admits(user);
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
  readonly people: People;
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
    this.people = input.people;
    this.#ids = input.ids;
    this.#pools = input.pools;
    this.#names = derivedKey(input.key, 'names');
    this.#members = derivedKey(input.key, 'members');
    const usersEach = seats < SMALL ? USERS_A_COMMUNITY_IN_SMALL : USERS_A_COMMUNITY;
    const permanent = EIGHT * Math.max(1, Math.round(seats / usersEach / EIGHT));
    this.population = new Population({
      key: derivedKey(input.key, 'creation'),
      chances: derivedKey(input.key, 'changes'),
      permanent,
      // When they are made, some people are there to make them.
      settling: { from: (settling.from + settling.until) / 2, until: settling.until },
      // The network and its first user came with the community for everybody.
      first,
      passing: Math.max(PASSING_AT_LEAST, Math.round(seats / usersEach)),
      from: ORIGIN + HOUR_MS,
      founding: HOUR_MS,
      interval: Math.min(LONGEST_INTERVAL, interval * usersEach),
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
      pools: input.pools,
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
   */
  place(starter: number, thread: Placing): Community {
    const { hash, instant, own } = thread;
    const founded = own || rest(hash, 2) === 0 ? this.founders.foundedBy(starter) : undefined;
    const made = founded === undefined ? undefined : this.get(founded);
    if (made && isOpenTo(made, starter, thread)) return made;
    const site = this.people.siteNumberOf(starter);
    const isLocal = rest(mix(hash, CHOICES), LOCALS) === 0;
    for (let choice = 0; choice < CHOICES; choice++) {
      const picked = this.#near(site, this.#pick(mix(hash, choice), instant), isLocal);
      const community = picked === undefined ? undefined : this.get(picked);
      if (community && isOpenTo(community, starter, thread)) return community;
    }
    return this.get(0);
  }

  #pick(hash: number, instant: number): number {
    const { population } = this;
    return population.seatedAt(Math.floor(population.seats * fraction(hash) ** 2), instant);
  }

  /**
   * The number of this community, or in the place of one of another site that of a local one of this site;
   * undefined when there is none.
   * @param isLocal true for a local one in any case, if there is one.
   */
  #near(site: number, community: number, isLocal = false): number | undefined {
    const own = localSite(this.#pools, community);
    const isFor = own === undefined || own === site;
    if (isFor && !isLocal) return community;
    return localNear(this.#pools, community, site) ?? (isFor ? community : undefined);
  }

  /** A permanent external community. */
  pickExternal(hash: number): Community {
    return this.get(below(hash, this.population.options.permanent / EIGHT) * EIGHT + EXTERNAL);
  }

  /** The permanent communities that a user has joined, independently of the user's posts. */
  joinedBy(user: number): number[] {
    const joined = [0];
    for (let i = 0; i < MEMBERSHIPS; i++) {
      const picked = this.population.pickPermanent(mix(mix(this.#members, user), i));
      const near = this.#near(this.people.siteNumberOf(user), picked);
      const community = near === undefined ? undefined : this.get(near);
      if (community && !community.external && community.isFor(user)) joined.push(community.index);
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

  siteOf(index: number): number | undefined {
    return localSite(this.#pools, index);
  }

  topicOf({ index, external }: Community): CommunityTopic {
    return communityTopic(this.#pools, { index, hash: mix(this.#names, index), external });
  }
}

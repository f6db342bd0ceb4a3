import { below, mix } from './hash.ts';
import { administersAll } from './network-administrators.ts';
import type { People } from './people.ts';
import type { Population } from './population.ts';
import { BRANCH_OFFICES, HEAD_OFFICE_SITES, HEAD_OFFICES, localSite, type Pools } from './text/index.ts';

/** The number of neighbouring permanent users of whom at least one works at each site. */
const NEIGHBOURS_OF_ALL_SITES = 10;

/** The users who made the communities of a network, and what follows from that. */
export class Founders {
  readonly #people: People;
  readonly #communities: Population;
  readonly #key: number;
  readonly #pools: Pools;
  /** The number of users among whom the founder of a permanent community is; below 1 in small networks. */
  readonly #each: number;

  constructor(input: { people: People; communities: Population; key: number; pools: Pools }) {
    this.#people = input.people;
    this.#communities = input.communities;
    this.#key = input.key;
    this.#pools = input.pools;
    // The first half of the permanent users have joined when the first community is made.
    this.#each = input.people.population.options.permanent / (2 * input.communities.options.permanent);
  }

  /**
   * The user who made a community; undefined for number 0, which every network begins with. A local community
   * was made by somebody who works there.
   */
  of(community: number): number | undefined {
    if (community === 0) return undefined;
    const hash = mix(this.#key, community);
    if (community >= this.#communities.options.permanent) {
      const cameAt = this.#communities.cameAt(community);
      return this.#localAfter(this.#people.lastingAt(hash, cameAt), community);
    }
    const first = Math.floor(community * this.#each);
    const next = Math.floor((community + 1) * this.#each);
    return this.#localAfter(first + below(hash, Math.max(1, next - first)), community);
  }

  /**
   * The next permanent user from `first` on who works at the site of a community and was there before it;
   * `first` if there is none.
   */
  #localAfter(first: number, community: number): number {
    const site = localSite(this.#pools, community);
    if (site === undefined) return first;
    const end = Math.min(first + NEIGHBOURS_OF_ALL_SITES, this.#people.population.options.permanent);
    for (let user = first; user < end; user++) {
      const isLocal = this.#people.siteNumberOf(user) === site;
      if (isLocal && this.#people.joinedAt(user) < this.#communities.cameAt(community)) return user;
    }
    return first;
  }

  /** The oldest permanent community that a user made, of those near the user's number; undefined for none. */
  foundedBy(user: number): number | undefined {
    const { permanent } = this.#communities.options;
    const first = Math.floor((user + 1 - NEIGHBOURS_OF_ALL_SITES) / this.#each);
    const last = Math.min(permanent - 1, Math.ceil((user + 1) / this.#each) - 1);
    for (let community = Math.max(1, first); community <= last; community++)
      if (this.of(community) === user) return community;
    return undefined;
  }

  /** Tells whether a user administers a community: its founder, and the administrators of the network. */
  isAdministrator(user: number, community: number): boolean {
    return administersAll(this.#people, user) || this.of(community) === user;
  }

  /** The number of the segment of a user among those that separate the users; each belongs to one. */
  segmentOf(user: number): number {
    return this.#people.siteNumberOf(user) < HEAD_OFFICE_SITES ? HEAD_OFFICES : BRANCH_OFFICES;
  }
}

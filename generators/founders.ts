import { below, mix } from './hash.ts';
import { administersAll } from './network-administrators.ts';
import type { People } from './people.ts';
import type { Population } from './population.ts';
import { BRANCH_OFFICES, HEAD_OFFICE_SITES, HEAD_OFFICES } from './text/index.ts';

/** The users who made the communities of a network, and what follows from that. */
export class Founders {
  readonly #people: People;
  readonly #communities: Population;
  readonly #key: number;
  /** The number of users among whom the founder of a permanent community is; below 1 in small networks. */
  readonly #each: number;

  constructor(input: { people: People; communities: Population; key: number }) {
    this.#people = input.people;
    this.#communities = input.communities;
    this.#key = input.key;
    // The first half of the permanent users have joined when the first community is made.
    this.#each = input.people.population.options.permanent / (2 * input.communities.options.permanent);
  }

  /** The user who made a community; undefined for number 0, which every network begins with. */
  of(community: number): number | undefined {
    if (community === 0) return undefined;
    const hash = mix(this.#key, community);
    if (community >= this.#communities.options.permanent)
      return this.#people.lastingAt(hash, this.#communities.cameAt(community));
    const first = Math.floor(community * this.#each);
    const next = Math.floor((community + 1) * this.#each);
    return first + below(hash, Math.max(1, next - first));
  }

  /** A permanent community that a user made: the inverse of `of`, without a look at other communities. */
  foundedBy(user: number): number | undefined {
    const community = Math.ceil((user + 1) / this.#each) - 1;
    const permanent = community < this.#communities.options.permanent;
    return permanent && this.of(community) === user ? community : undefined;
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

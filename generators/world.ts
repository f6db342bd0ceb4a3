import { busyUser } from './busy-user.ts';
import type { FoundUser, Network, Row, UserState, Window, World, WorldOptions } from './contract.ts';
import { type Facts, type Identity, networkFacts } from './facts.ts';
import { derivedKey, mix, textKey } from './hash.ts';
import { Ids } from './ids.ts';
import { networkModels, userModels } from './models.ts';
import { administrators } from './rows/administrators.ts';
import { companyName, loadPools, type Pools } from './text/index.ts';

/** An external network is a tenth of the home network, but never too small to have some of everything. */
const PART = 10;
const USERS_AT_LEAST = 16;
const MESSAGES_AT_LEAST = 6;
/** The number of users to search for one of each state; every eight users may include one. */
const SAMPLE = 400;
const SAMPLES_A_STATE = 3;

/**
 * Makes a world. The first world of a seed fills the word pools, which takes a moment; everything else is
 * computed on demand.
 */
export async function createWorld(options: WorldOptions): Promise<World> {
  const key = textKey(options.seed);
  const pools = await loadPools(key);
  const count = 1 + options.externalNetworks;
  const permalinks = Array.from({ length: count + 1 }, (_, index) => permalinkOf(pools, key, index));
  const networks = Array.from({ length: count }, (_, index) => {
    const own = index === 0 ? options : externalOptions(options);
    const permalink = permalinks[index] as string;
    const identity: Identity = {
      index,
      id: new Ids(options.ids, index).text('network', 0, options.start),
      permalink,
      name: companyOf(pools, key, index),
      partner: permalinks[index === 0 ? 1 : 0] as string,
    };
    const neighbours = permalinks.slice(0, count).filter((each) => each !== permalink);
    return networkOf(networkFacts(own, identity, neighbours, pools, derivedKey(key, `network ${index}`)));
  });
  return { options, networks: networks as unknown as World['networks'] };
}

function externalOptions(options: WorldOptions): WorldOptions {
  return {
    ...options,
    users: Math.max(USERS_AT_LEAST, Math.round(options.users / PART)),
    messagesPerDay: Math.max(MESSAGES_AT_LEAST, Math.round(options.messagesPerDay / PART)),
  };
}

function companyOf(pools: Pools, key: number, index: number): string {
  return companyName(pools, mix(derivedKey(key, 'companies'), index));
}

function permalinkOf(pools: Pools, key: number, index: number): string {
  const slug = companyOf(pools, key, index)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return index === 0 ? `${slug}.example` : `${slug}-${index}.example`;
}

function networkOf(facts: Facts): Network {
  const { identity, createdAt, people, uploads } = facts;
  return {
    id: identity.id,
    permalink: identity.permalink,
    name: identity.name,
    createdAt,
    rows: (key, window) =>
      Object.hasOwn(networkModels, key) ? rowsOf(facts, key as NetworkKey, window) : [],
    userRows: (key, user, now) =>
      Object.hasOwn(userModels, key) ? userModels[key as UserKey](facts, user.index, now) : [],
    *attachments(window) {
      for (const upload of uploads.changedIn(window)) if (upload.stored) yield uploads.attachment(upload);
    },
    *userAttachments(user, now) {
      for (const upload of uploads.by(user.index, now)) if (upload.stored) yield uploads.attachment(upload);
    },
    findUser: (id, now) => people.find(id, now),
    sampleUsers: (now) => sampleUsers(facts, now),
    busyUser: (now) => busyUser(facts, now),
    admins: (now) => administrators(facts, now),
  };
}

type NetworkKey = keyof typeof networkModels;
type UserKey = keyof typeof userModels;

/** The rows of a file in the window, limited to the time from the network's beginning to the clock. */
function rowsOf(facts: Facts, key: NetworkKey, window: Window): Iterable<Row> {
  const from = Math.max(window.from, facts.createdAt);
  const to = Math.min(window.to, window.now + 1);
  return networkModels[key](facts, { from, to, now: window.now });
}

function sampleUsers(facts: Facts, now: number): FoundUser[] {
  const count = Math.min(SAMPLE, facts.people.population.count(now));
  const left: Record<UserState | 'external', number> = {
    active: SAMPLES_A_STATE,
    suspended: SAMPLES_A_STATE,
    deleted: SAMPLES_A_STATE,
    external: SAMPLES_A_STATE,
  };
  const found: FoundUser[] = [];
  for (let user = 0; user < count; user++) {
    const each = facts.people.found(user, now);
    const kind = each.external ? 'external' : each.state;
    if (left[kind]-- > 0) found.push(each);
  }
  return found;
}

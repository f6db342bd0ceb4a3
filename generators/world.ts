import { busyUser } from './busy-user.ts';
import type { FoundUser, Network, Row, Rows, UserState, Window, World, WorldOptions } from './contract.ts';
import { findConversation, threadsBefore } from './conversations.ts';
import { cutsOf } from './cuts.ts';
import { activeUserIds, communityIds, idByEmail, memberIds } from './directory.ts';
import { type Facts, type Identity, networkFacts } from './facts.ts';
import { derivedKey, mix, textKey } from './hash.ts';
import { Ids } from './ids.ts';
import { findContent, findNote, findResource } from './lookups.ts';
import { type NetworkKey, networkModels, type UserKey, userModels } from './models.ts';
import { foundingOf } from './origin.ts';
import { administrators } from './rows/administrators.ts';
import { tenantOf } from './rows/amas.ts';
import { groupOfAll } from './rows/groups.ts';
import { versionsWithMessages } from './rows/message-versions.ts';
import { pageContents } from './rows/pages.ts';
import { companyName, loadPools, type Pools } from './text/index.ts';
import { findTraveller, isTravellerIndex, travellerAt } from './travellers.ts';

/** An external network is a tenth of the home network, but never too small to have some of everything. */
const PART = 10;
const USERS_AT_LEAST = 16;
const MESSAGES_AT_LEAST = 6;
/** The number of users to search for some of each state. */
const SAMPLE = 400;
const SAMPLES_A_STATE = 3;

/** The files of the user export that describe an account, with the messages and badges that came of it. */
const TRAVELLER_FILES: ReadonlySet<UserKey> = new Set([
  'Messages',
  'USER_BADGE',
  'UserProfile',
  'UserCoverImageURL',
  'USER_SETTING',
  'UserNotificationDevices',
  'UserNotificationSettings',
]);

/**
 * Makes a world. The first world of a seed fills the word pools, which takes a moment; everything else is
 * computed on demand.
 */
export async function createWorld(options: WorldOptions): Promise<World> {
  const key = textKey(options.seed);
  const pools = await loadPools(key);
  // Guests come from another network, even when that one is not in the export.
  const count = Math.max(2, 1 + options.externalNetworks);
  const permalinks = Array.from({ length: count }, (_, index) => permalinkOf(pools, key, index));
  const neighbours = Array.from({ length: count }, (): Facts[] => []);
  const all = Array.from({ length: count }, (_, index) => {
    const own = index === 0 ? options : externalOptions(options);
    const permalink = permalinks[index] as string;
    const ownKey = derivedKey(key, `network ${index}`);
    const createdAt = foundingOf(options.start, derivedKey(ownKey, 'founding')).at;
    const identity: Identity = {
      index,
      id: new Ids(options.ids, index).text('network', 0, createdAt),
      permalink,
      name: companyOf(pools, key, index),
      partners: permalinks.filter((each) => each !== permalink),
    };
    return networkFacts(own, identity, neighbours[index] as Facts[], pools, ownKey);
  });
  for (const facts of all) neighbours[facts.identity.index]?.push(...all.filter((each) => each !== facts));
  const networks = all.slice(0, 1 + options.externalNetworks).map(networkOf);
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
  const { identity, createdAt, startsAt, people, uploads } = facts;
  return {
    id: identity.id,
    permalink: identity.permalink,
    name: identity.name,
    createdAt,
    startsAt,
    rows: (key, window) =>
      Object.hasOwn(networkModels, key) ? rowsOf(facts, key as NetworkKey, window) : [],
    cuts: (key, window) => cutsOf(facts, key as NetworkKey, limited(facts, window)),
    userRows: (key, user, now) =>
      Object.hasOwn(userModels, key) ? userRowsOf(facts, key as UserKey, user.index, now) : [],
    *attachments(window) {
      for (const upload of uploads.changedIn(window)) if (upload.stored) yield uploads.attachment(upload);
    },
    pages: (window) => pageContents(facts, limited(facts, window)),
    *userAttachments(user, now) {
      if (isTravellerIndex(user.index)) return;
      for (const upload of uploads.by(user.index, now)) if (upload.stored) yield uploads.attachment(upload);
    },
    tenantId: tenantOf(facts),
    resource: (kind, id, now) => findResource(facts, kind, id, now),
    content: (file, version, now) => findContent(facts, { file, version }, now),
    notes: (community, now) => findNote(facts, community, now),
    threads: (filter) => threadsBefore(facts, filter),
    conversation: (id, now) => findConversation(facts, id, now),
    userIds: (now) => activeUserIds(facts, now),
    communityIds: (now) => communityIds(facts, now),
    memberIds: (community, now) => memberIds(facts, community, now),
    idByEmail: (email, now) => idByEmail(facts, email, now),
    findUser: (id, now) => people.find(id, now) ?? findTraveller(facts, id, now),
    sampleUsers: (now) => sampleUsers(facts, now),
    busyUser: (now) => busyUser(facts, now),
    admins: (now) => administrators(facts, now),
  };
}

/** The rows of a file in the window. */
function rowsOf(facts: Facts, key: NetworkKey, window: Window): Rows {
  const within = limited(facts, window);
  const rows = networkModels[key](facts, within);
  if (key !== 'Messages' && key !== 'MessageVersions') return rows;
  const iterator = () => rows[Symbol.iterator]();
  const name = `versions of ${facts.identity.id}, ${within.from} to ${within.to} at ${within.now}`;
  if (key === 'MessageVersions') return { [Symbol.iterator]: iterator, name };
  return {
    [Symbol.iterator]: iterator,
    within: { name, rows: () => versionsWithMessages(facts, within) },
  };
}

/** The window, limited to the time from the network's beginning to the clock. */
function limited({ createdAt }: Facts, window: Window): Window {
  return {
    ...window,
    from: Math.max(window.from, createdAt),
    to: Math.min(window.to, window.now + 1),
  };
}

/**
 * The rows of a user's export. A user who is a guest elsewhere has an account here, is with everybody in
 * community number 0, and writes there.
 */
function userRowsOf(facts: Facts, key: UserKey, index: number, now: number): Iterable<Row> {
  if (!isTravellerIndex(index)) return userModels[key](facts, index, now);
  if (key === 'Groups') return groupOfAll(facts, now);
  if (!TRAVELLER_FILES.has(key)) return [];
  const { host, user } = travellerAt(facts, index);
  return userModels[key](host, user, now);
}

/** Some users of each state. A busy user comes first, because half of the users only read. */
function sampleUsers(facts: Facts, now: number): FoundUser[] {
  const left: Record<UserState | 'external', number> = {
    active: SAMPLES_A_STATE,
    suspended: SAMPLES_A_STATE,
    deleted: SAMPLES_A_STATE,
    external: SAMPLES_A_STATE,
  };
  const busy = busyUser(facts, now);
  const found: FoundUser[] = busy ? [busy] : [];
  left.active -= found.length;
  let looked = 0;
  for (const user of facts.people.population.members(now)) {
    if (looked++ === SAMPLE) break;
    const each = facts.people.found(user, now);
    if (each.index === busy?.index) continue;
    const kind = each.external ? 'external' : each.state;
    if (left[kind]-- > 0) found.push(each);
  }
  return found;
}

import type { Facts } from '../facts.ts';
import { mix, rest } from '../hash.ts';
import { weekdayAt } from '../local-time.ts';
import { Memo } from '../memo.ts';
import {
  type Surroundings,
  type Talk,
  type TalkKind,
  type TalkTopic,
  type Theme,
  talkOf,
  themes,
} from '../text/index.ts';
import { isExternal, MESSAGES_A_THREAD, type Thread, type ThreadKind } from '../threads.ts';

/*
 * The subjects of threads, and the people and places that their texts name.
 */

const talkKinds = {
  post: 'posts',
  praise: 'praises',
  poll: 'polls',
  announcement: 'posts',
  question: 'questions',
  private: 'privates',
  storyline: 'storylines',
  outbound: 'posts',
  draft: 'announcements',
} as const satisfies Readonly<Record<ThreadKind, TalkKind>>;

/**
 * Only the administrators of a community announce in it: in each thread that is meant for it, and in every
 * second post.
 */
export function isAnnouncement({ kind, index, starter, community }: Thread): boolean {
  const meant = kind === 'announcement' || (index % 2 === 0 && (kind === 'post' || isExternal(kind)));
  return meant && community?.isAdministeredBy(starter) === true;
}

function threadHash(facts: Facts, thread: Thread): number {
  return mix(facts.keys.messages, thread.index * MESSAGES_A_THREAD);
}

/**
 * The theme, the language and the place of a thread: those of its community, otherwise of the person who
 * starts it. An international thread is as often about another site.
 */
export function talkTopic(facts: Facts, thread: Thread): TalkTopic {
  const hash = threadHash(facts, thread);
  const { starter } = thread;
  const own = facts.people.siteOf(starter);
  const weekday = weekdayAt(own, thread.startedAt);
  const { sites } = facts.pools;
  const away = mix(hash, 74);
  const place = rest(away, 2) === 0 ? own : (sites[rest(away >>> 1, sites.length)] as typeof own);
  if (thread.community) {
    const { theme, language, site } = thread.community.topic;
    return { theme, language, place: site ?? place, starter, weekday };
  }
  const theme = themes[rest(mix(hash, 72), themes.length)] as Theme;
  return { theme, language: thread.site === undefined ? 'en' : own.language, place, starter, weekday };
}

/** The subject and the course of a thread. */
export function talkIn(facts: Facts, thread: Thread): Talk {
  return surroundingsOf(facts).talks.get(thread.index);
}

function talkAbout(facts: Facts, thread: Thread): Talk {
  const kind = isAnnouncement(thread) ? 'announcements' : talkKinds[thread.kind];
  return talkOf(kind, talkTopic(facts, thread), threadHash(facts, thread));
}

/** The user whom a praise names; negative for other threads. */
export function praisedUser(facts: Facts, thread: Thread): number {
  return thread.kind === 'praise' ? facts.threads.praised(thread.index, thread.starter) : -1;
}

/** The surroundings of a network, with the talks and names that were needed last. */
interface Known extends Surroundings {
  readonly talks: Memo<Talk>;
}

const TALKS_KEPT = 128;
const known = new WeakMap<Facts, Known>();

export function surroundingsOf(facts: Facts): Known {
  let found = known.get(facts);
  if (!found) {
    found = surroundingsIn(facts);
    known.set(facts, found);
  }
  return found;
}

function surroundingsIn(facts: Facts): Known {
  const { people, pools, threads } = facts;
  return {
    sites: pools.sites,
    colleague(hash, writer, answered) {
      for (let i = 0; i < COLLEAGUES_TRIED; i++) {
        const user = people.lasting(hash + i);
        if (user !== writer && user !== answered) return user;
      }
      return people.lasting(hash);
    },
    name: (user) => people.nameOf(user),
    firstName: (user) => people.firstNameOf(user),
    site: (user) => people.siteOf(user),
    talks: new Memo(TALKS_KEPT, (index) => talkAbout(facts, threads.get(index))),
  };
}

/** Enough to find a third user, even in the smallest network. */
const COLLEAGUES_TRIED = 3;

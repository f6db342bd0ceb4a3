import type { RowByKey } from '../../schemas/index.ts';
import { DAY } from '../calendar.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { type Staging, stagedIn } from '../staged.ts';
import type { Stream } from '../stream.ts';
import { phrase, sentenceText, word } from '../text/index.ts';
import type { Thread } from '../threads.ts';
import { presentActor } from './happenings.ts';
import { leaderOf } from './leaders.ts';
import { ownThread } from './threads-nearby.ts';

const STATES = ['IN_REVIEW', 'APPROVED', 'REJECTED'] as const;
const MOODS = ['positive', 'neutral', 'negative'] as const;

/** The threads that a stream picked in a window, each at most once ever. */
function* pickedIn(facts: Facts, stream: Stream, window: Window) {
  for (const { ordinal, at } of stream.within(window)) {
    const lot = stream.hash(ordinal);
    const thread = ownThread(facts, ordinal, stream.every, at, lot);
    if (thread) yield { ordinal, at, lot, thread };
  }
}

export function* mutedThreads(facts: Facts, window: Window): Generator<RowByKey['MutedThreads']> {
  for (const { at, lot, thread } of pickedIn(facts, facts.streams.mutedThreads, window)) {
    yield {
      thread_id: thread.id,
      network_id: facts.identity.id,
      is_muted: lot % 4 !== 0,
      updated_by_id: facts.people.id(facts.people.lasting(lot)),
      created_at: instantText(lot % 4 === 0 ? thread.startedAt : at),
      updated_at: instantText(at),
    };
  }
}

export function* mutedUsers(facts: Facts, window: Window): Generator<RowByKey['MutedUser']> {
  const stream = facts.streams.mutedUsers;
  for (const { ordinal, at } of stream.within(window)) {
    const user = presentActor(facts, stream, ordinal, at);
    if (user === undefined) continue;
    yield {
      id: facts.ids.text('mutedUser', ordinal, at),
      user_id: facts.people.id(user),
      network_id: facts.identity.id,
      muted_by: facts.people.id(facts.people.lasting(0)),
      muted_at: instantText(at),
    };
  }
}

export function* sentiments(facts: Facts, window: Window): Generator<RowByKey['Sentie']> {
  for (const { at, lot, thread } of pickedIn(facts, facts.streams.sentiments, window)) {
    const count = facts.populations.leaders.count(at);
    if (count === 0) continue;
    const leader = facts.people.id(leaderOf(facts, lot % count));
    const id = thread.id;
    const mood = MOODS[lot % MOODS.length] as (typeof MOODS)[number];
    yield {
      user_id: leader,
      sentiment_score: `https://www.yammer.com/api/v1/sentiments/${id}`,
      sentiment_opinions: JSON.stringify([{ target: phrase(facts.pools, lot), sentiment: mood }]),
      text_sentiment: mood,
      leaders: JSON.stringify([leader]),
      creator_id: facts.people.id(thread.starter),
      thread_id: id,
    };
  }
}

export function* summaries(facts: Facts, window: Window): Generator<RowByKey['Summarization']> {
  for (const { ordinal, at, lot, thread } of pickedIn(facts, facts.streams.summaries, window)) {
    const messages = facts.messages.inThread(thread.index, at - 1);
    yield {
      network_id: facts.identity.id,
      id: facts.ids.text('summary', ordinal, at),
      summarization_type: 'thread_starter_summary',
      summarization_data: JSON.stringify({
        threadId: thread.id,
        messageIds: messages.map((message) => message.id),
        summary: sentenceText(facts.pools, lot),
        themes: [phrase(facts.pools, mix(lot, 1)), phrase(facts.pools, mix(lot, 2))],
      }),
      created_at: instantText(at),
    };
  }
}

export function* watchThemes(facts: Facts, window: Window): Generator<RowByKey['WatchAlertThemes']> {
  const { themes } = facts.populations;
  for (const { member, stage, at } of stagedIn(themes, window)) {
    const lot = mix(facts.key ^ 0x7e3e, member);
    yield {
      theme_id: themeId(facts, themes, member),
      network_id: facts.identity.id,
      theme_name: phrase(facts.pools, lot),
      auto_mute: lot % 3 === 0,
      do_notify: lot % 4 !== 0,
      created_at: instantText(themes.population.cameAt(member)),
      updated_at: instantText(at),
      version: stage + 1,
    };
  }
}

export function* detections(facts: Facts, window: Window): Generator<RowByKey['WatchAlertDetectedThreads']> {
  for (const { ordinal, at, lot, thread } of pickedIn(facts, facts.streams.detections, window)) {
    const state = STATES[ordinal % STATES.length] as (typeof STATES)[number];
    const when = instantText(at);
    yield {
      thread_id: thread.id,
      network_id: facts.identity.id,
      ...detected(facts, thread, at, lot),
      state,
      created_at: state === 'IN_REVIEW' ? when : instantText(Math.max(thread.startedAt, at - DAY)),
      updated_at: when,
      updated_by_id: state === 'IN_REVIEW' ? '' : facts.people.id(facts.people.lasting(lot)),
    };
  }
}

/** What was found in a thread as it stood. */
function detected(facts: Facts, thread: Thread, at: number, lot: number) {
  const { themes } = facts.populations;
  const known = themes.population.count(at);
  const messages = facts.messages.inThread(thread.index, at - 1);
  const moods = MOODS.map((mood, i) => [
    mood,
    messages.filter((each) => mix(lot, each.index) % 3 === i).length,
  ]);
  const theme =
    known === 0 ? [] : [{ themeId: themeId(facts, themes, lot % known), confidence: (lot % 50) / 100 + 0.5 }];
  return {
    theme_detections: JSON.stringify(theme),
    keyword_detections: JSON.stringify([{ keyword: word(facts.pools, lot), messageId: thread.id }]),
    sentiment_counts: JSON.stringify(Object.fromEntries(moods)),
    unique_user_count: new Set(messages.map((each) => each.sender)).size,
  };
}

function themeId(facts: Facts, themes: Staging, theme: number): string {
  return facts.ids.text('watchTheme', theme, themes.population.cameAt(theme));
}

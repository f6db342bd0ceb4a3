import { SECOND_MS } from '../../schemas/durations.ts';
import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { preferredOption } from '../text/index.ts';
import { MESSAGES_A_THREAD, type Thread } from '../threads.ts';
import { deedsOf, presentActor } from './happenings.ts';
import { pollClosesAt, pollOptions } from './message-specials.ts';
import { speaksForOption } from './message-texts.ts';
import { talkIn } from './talks.ts';
import { doneBefore, recentThread } from './threads-nearby.ts';

type PollVote = RowByKey['PollVotes'];

interface Vote {
  readonly thread: Thread;
  /** A number that no other vote has: even for the turns of the stream, odd for replies. */
  readonly ordinal: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/** The vote of a turn of the stream. */
function voteAt(facts: Facts, ordinal: number, at: number) {
  const stream = facts.streams.pollVotes;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const hash = stream.hash(ordinal);
  const thread = recentThread(facts, 'poll', stream.message(ordinal), at, hash);
  if (!thread || !facts.threads.isFor(thread, actor)) return undefined;
  const again = doneBefore(facts, stream, { ordinal, actor, thread }, (earlier, then) => {
    const other = recentThread(facts, 'poll', stream.message(earlier), then, stream.hash(earlier));
    return other?.index === thread.index;
  });
  // A closed poll takes no votes.
  if (again || at >= pollClosesAt(facts, thread)) return undefined;
  return { actor, thread, ordinal, at };
}

/** The time for which a person looks at a poll between the vote and a reply about it, at most. */
const WRITING_MS = 90 * SECOND_MS;

/** The votes of a user for the options that the user spoke for in replies, shortly before each reply. */
function* votesTold(facts: Facts, user: number, now: number): Generator<Vote> {
  for (const message of facts.messages.postedBy(user, now)) {
    const { thread, index, postedAt } = message;
    if (thread.kind !== 'poll' || index % MESSAGES_A_THREAD === 0) continue;
    const at = Math.max(thread.startedAt + 1, postedAt - below(mix(index, user), WRITING_MS) - 1);
    if (at < pollClosesAt(facts, thread) && speaksForOption(facts, message))
      yield { thread, ordinal: 2 * index + 1, at };
  }
}

/** The votes of a user by `now`, one in each poll, in order of time. */
function votesOf(facts: Facts, user: number, now: number): readonly Vote[] {
  const votes = [...votesTold(facts, user, now)];
  for (const { thread, ordinal, at } of deedsOf(facts, facts.streams.pollVotes, user, now, voteAt))
    votes.push({ thread, ordinal: 2 * ordinal, at });
  votes.sort((a, b) => a.at - b.at);
  const polls = new Set<number>();
  return votes.filter(({ thread }) => !polls.has(thread.index) && polls.add(thread.index));
}

/** The polls in which a user voted by `now`. */
export function votedIn(facts: Facts, user: number, now: number): Thread[] {
  return votesOf(facts, user, now).map(({ thread }) => thread);
}

export function* pollVotesBy(facts: Facts, user: number, now: number): Generator<PollVote> {
  for (const vote of votesOf(facts, user, now)) {
    const { id } = vote.thread;
    const options = pollOptions(facts, vote.thread);
    const when = instantText(vote.at);
    yield {
      id: facts.ids.text('pollVote', vote.ordinal, vote.at),
      network_id: facts.identity.id,
      voter_id: facts.people.id(user),
      message_id: id,
      thread_id: id,
      poll_option: options[preferredOption(talkIn(facts, vote.thread), user)] as string,
      created_at: when,
      updated_at: when,
    };
  }
}

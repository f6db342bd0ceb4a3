import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { preferredOption } from '../text/index.ts';
import type { Thread } from '../threads.ts';
import { deedsOf, presentActor } from './happenings.ts';
import { pollClosesAt, pollOptions } from './message-specials.ts';
import { talkIn } from './talks.ts';
import { doneBefore, recentThread } from './threads-nearby.ts';

type PollVote = RowByKey['PollVotes'];

/** The vote of a turn of the stream. */
function voteAt(facts: Facts, ordinal: number, at: number) {
  const stream = facts.streams.pollVotes;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const hash = stream.hash(ordinal);
  const thread = recentThread(facts, 'poll', stream.message(ordinal), at, hash);
  if (!thread || thread.community?.admits(actor) === false) return undefined;
  const again = doneBefore(facts, stream, { ordinal, actor, thread }, (earlier, then) => {
    const other = recentThread(facts, 'poll', stream.message(earlier), then, stream.hash(earlier));
    return other?.index === thread.index;
  });
  // A closed poll takes no votes.
  if (again || at >= pollClosesAt(facts, thread)) return undefined;
  return { actor, thread, ordinal, at };
}

/** The polls in which a user voted by `now`. */
export function* votedIn(facts: Facts, user: number, now: number): Generator<Thread> {
  for (const { thread } of deedsOf(facts, facts.streams.pollVotes, user, now, voteAt)) yield thread;
}

export function* pollVotesBy(facts: Facts, user: number, now: number): Generator<PollVote> {
  for (const vote of deedsOf(facts, facts.streams.pollVotes, user, now, voteAt)) {
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

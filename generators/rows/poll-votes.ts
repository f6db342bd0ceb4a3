import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { doneBy, type Happening, presentActor } from './happenings.ts';
import { pollClosesAt, pollOptions } from './message-specials.ts';
import { doneBefore, recentThread } from './threads-nearby.ts';

type PollVote = RowByKey['PollVotes'];

function pollVote(facts: Facts, ordinal: number, at: number): Happening<PollVote> {
  const stream = facts.streams.pollVotes;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const hash = stream.hash(ordinal);
  const thread = recentThread(facts, 'poll', stream.message(ordinal), at, hash);
  if (!thread) return undefined;
  const again = doneBefore(facts, stream, { ordinal, actor, thread }, (earlier, then) => {
    const other = recentThread(facts, 'poll', stream.message(earlier), then, stream.hash(earlier));
    return other?.index === thread.index;
  });
  if (again) return undefined;
  // A closed poll takes no votes.
  if (at >= pollClosesAt(facts, thread)) return undefined;
  const id = thread.id;
  const options = pollOptions(facts, thread);
  const when = instantText(at);
  const row = {
    id: facts.ids.text('pollVote', ordinal, at),
    network_id: facts.identity.id,
    voter_id: facts.people.id(actor),
    message_id: id,
    thread_id: id,
    poll_option: options[(hash >>> 5) % options.length] as string,
    created_at: when,
    updated_at: when,
  };
  return { actor, row };
}

export const pollVotesBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.pollVotes, user, now, pollVote);

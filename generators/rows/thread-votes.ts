import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { doneBy, type Happening, happenedIn, presentActor } from './happenings.ts';
import { doneBefore, recentThread } from './threads-nearby.ts';

type ThreadVote = RowByKey['ThreadVotes'];

function threadVote(facts: Facts, ordinal: number, at: number): Happening<ThreadVote> {
  const stream = facts.streams.threadVotes;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const thread = recentThread(facts, 'question', stream.message(ordinal), at, stream.hash(ordinal));
  // Nobody votes for the own question.
  if (!thread || thread.starter === actor) return undefined;
  const again = doneBefore(facts, stream, { ordinal, actor, thread }, (earlier, then) => {
    const other = recentThread(facts, 'question', stream.message(earlier), then, stream.hash(earlier));
    return other?.index === thread.index;
  });
  if (again) return undefined;
  const when = instantText(at);
  const row = {
    id: facts.ids.text('threadVote', ordinal, at),
    network_id: facts.identity.id,
    voter_id: facts.people.id(actor),
    thread_id: thread.id,
    created_at: when,
    updated_at: when,
  };
  return { actor, row };
}

export const threadVotes = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.threadVotes, window, threadVote);

export const threadVotesBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.threadVotes, user, now, threadVote);

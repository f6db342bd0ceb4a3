import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { doneBy, type Happening, happenedIn, presentActor } from './happenings.ts';
import { doneBefore, recentAnswer } from './threads-nearby.ts';

type AnswerVote = RowByKey['AnswerVotes'];

/** One vote in seven is cast by an application on behalf of a user. */
const BY_APPLICATION = 7;

function answerVote(facts: Facts, ordinal: number, at: number): Happening<AnswerVote> {
  const stream = facts.streams.answerVotes;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const hash = stream.hash(ordinal);
  const answer = recentAnswer(facts, stream.message(ordinal), at, hash);
  // Nobody votes for the own answer.
  if (!answer || answer.sender === actor) return undefined;
  const { thread } = answer;
  const again = doneBefore(facts, stream, { ordinal, actor, thread }, (earlier, then) => {
    const other = recentAnswer(facts, stream.message(earlier), then, stream.hash(earlier));
    return other?.index === answer.index;
  });
  if (again) return undefined;
  const byApplication = hash % BY_APPLICATION === 0;
  const when = instantText(at);
  const row = {
    id: facts.ids.text('answerVote', ordinal, at),
    network_id: facts.identity.id,
    voter_id: facts.people.id(actor),
    message_id: answer.id,
    thread_id: answer.thread.id,
    created_at: when,
    updated_at: when,
    creation_mode: byApplication ? 'APPLICATION' : 'USER',
    application_id: byApplication ? facts.ids.text('application', 0, facts.createdAt) : '',
  } as const;
  return { actor, row };
}

export const answerVotes = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.answerVotes, window, answerVote);

export const answerVotesBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.answerVotes, user, now, answerVote);

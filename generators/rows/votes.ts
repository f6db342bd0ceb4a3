import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { doneBy, type Happening, happenedIn, presentActor } from './happenings.ts';
import { pollOptions } from './message-specials.ts';
import { recentAnswer, recentThreads } from './threads-nearby.ts';

type AnswerVote = RowByKey['AnswerVotes'];
type ThreadVote = RowByKey['ThreadVotes'];
type PollVote = RowByKey['PollVotes'];

/** One vote in seven is cast by an application in the name of a user. */
const BY_APPLICATION = 7;

function answerVote(facts: Facts, ordinal: number, at: number): Happening<AnswerVote> {
  const stream = facts.streams.answerVotes;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const lot = stream.hash(ordinal);
  const answer = recentAnswer(facts, stream.message(ordinal), at, lot);
  if (!answer) return undefined;
  const byApplication = lot % BY_APPLICATION === 0;
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

function threadVote(facts: Facts, ordinal: number, at: number): Happening<ThreadVote> {
  const stream = facts.streams.threadVotes;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const [thread] = recentThreads(facts, 'question', stream.message(ordinal), at, stream.hash(ordinal));
  if (!thread) return undefined;
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

function pollVote(facts: Facts, ordinal: number, at: number): Happening<PollVote> {
  const stream = facts.streams.pollVotes;
  const actor = presentActor(facts, stream, ordinal, at);
  if (actor === undefined) return undefined;
  const lot = stream.hash(ordinal);
  const [thread] = recentThreads(facts, 'poll', stream.message(ordinal), at, lot);
  if (!thread) return undefined;
  const id = thread.id;
  const options = pollOptions(facts, thread);
  const when = instantText(at);
  const row = {
    id: facts.ids.text('pollVote', ordinal, at),
    network_id: facts.identity.id,
    voter_id: facts.people.id(actor),
    message_id: id,
    thread_id: id,
    poll_option: options[(lot >>> 5) % options.length] as string,
    created_at: when,
    updated_at: when,
  };
  return { actor, row };
}

export const answerVotes = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.answerVotes, window, answerVote);
export const answerVotesBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.answerVotes, user, now, answerVote);
export const threadVotes = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.threadVotes, window, threadVote);
export const threadVotesBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.threadVotes, user, now, threadVote);
export const pollVotesBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.pollVotes, user, now, pollVote);

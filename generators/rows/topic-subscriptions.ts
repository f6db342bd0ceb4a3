import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { doneBy, happenedIn } from './happenings.ts';
import { subscription } from './topics.ts';

export const topicSubscriptions = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.topicSubscriptions, window, subscription);

export const topicSubscriptionsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.topicSubscriptions, user, now, subscription);

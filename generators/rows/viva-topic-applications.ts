import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { doneBy, happenedIn } from './happenings.ts';
import { application } from './viva-topic-facts.ts';

export const topicApplications = (facts: Facts, window: Window) =>
  happenedIn(facts, facts.streams.topicApplications, window, application);

export const topicApplicationsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.topicApplications, user, now, application);

import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { doneBy, spellsIn } from './happenings.ts';
import { APPLIED_FOR, application, applicationRow, takenBackAt } from './viva-topic-facts.ts';

type Application = RowByKey['VivaTopicApplications'];

export function* topicApplications(facts: Facts, window: Window): Generator<Application> {
  const spells = spellsIn(
    facts.streams.topicApplications,
    window,
    APPLIED_FOR,
    (ordinal, at) => takenBackAt(facts, ordinal, at),
    (ordinal) => application(facts, ordinal),
  );
  for (const applied of spells) yield applicationRow(facts, applied, window.now);
}

export const topicApplicationsBy = (facts: Facts, user: number, now: number) =>
  doneBy(facts, facts.streams.topicApplications, user, now, (_, ordinal) => {
    const applied = application(facts, ordinal);
    return applied && { actor: applied.actor, row: applicationRow(facts, applied, now) };
  });

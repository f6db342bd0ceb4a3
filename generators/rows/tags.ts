import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { tagLabel } from '../text/index.ts';
import { tagId } from './message.ts';

export function* tags(facts: Facts, window: Window): Generator<RowByKey['Tags']> {
  for (const { member } of facts.populations.tags.changedIn(window)) {
    yield { id: tagId(facts, member), name: tagLabel(member) };
  }
}

import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { segmentAt, segmentId } from './users.ts';

export function* segments(facts: Facts, window: Window): Generator<RowByKey['Segments']> {
  for (const { member, change } of facts.populations.segments.changedIn(window)) {
    yield {
      segment_id: segmentId(facts, member),
      segment_name: segmentAt(facts, member).name,
      created_at: instantText(change.at),
    };
  }
}

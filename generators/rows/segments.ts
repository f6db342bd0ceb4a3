import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { segmentName } from '../text/index.ts';
import { segmentId } from './users.ts';

export function* segments(facts: Facts, window: Window): Generator<RowByKey['Segments']> {
  for (const { member, change } of facts.populations.segments.changedIn(window)) {
    yield {
      segment_id: segmentId(facts, member),
      segment_name: segmentName(facts.pools, mix(facts.keys.segments, member)),
      created_at: instantText(change.at),
    };
  }
}

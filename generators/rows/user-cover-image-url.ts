import type { RowByKey } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { coverImageOf } from './users.ts';

export function* coverImages(
  facts: Facts,
  user: number,
  now: number,
): Generator<RowByKey['UserCoverImageURL']> {
  const picture = coverImageOf(facts, user);
  if (picture === '') return;
  const { id, joinedAt } = facts.people.person(user);
  if (joinedAt <= now)
    yield { user_id: id, user_cover_image_url: picture, updated_at: instantText(joinedAt) };
}

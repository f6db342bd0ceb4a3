import { DAY_MS } from '../../schemas/durations.ts';
import { type RowByKey, tables } from '../../schemas/index.ts';
import type { Facts } from '../facts.ts';
import { below, mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { itemsOf } from './personal-items.ts';

/** The banners for newcomers, in turns. */
const NEWCOMERS = ['welcome', 'complete_your_profile', 'try_the_app'];
/** The storylines were launched on this day; everybody who was there saw their banner in the days after. */
const LAUNCH = Date.UTC(2022, 7, 22);
const LAUNCH_DAYS = 30;

const BANNER_INTERACTIONS = tables.Banners.columns.interaction.assumed;

export function* banners(facts: Facts, user: number, now: number): Generator<RowByKey['Banners']> {
  for (const { number, hash, at } of itemsOf(facts, user, now, facts.keys.banners, NEWCOMERS.length))
    yield banner(facts, user, { number, name: NEWCOMERS[number] as string, hash, at });
  const hash = mix(facts.keys.banners, ~user);
  const at = LAUNCH + below(hash, LAUNCH_DAYS * DAY_MS);
  if (at > now || !facts.people.activeAt(user, at)) return;
  yield banner(facts, user, { number: NEWCOMERS.length, name: 'storyline_launch', hash, at });
}

function banner(
  facts: Facts,
  user: number,
  { number, name, hash, at }: { number: number; name: string; hash: number; at: number },
): RowByKey['Banners'] {
  const when = instantText(at);
  return {
    id: facts.ids.text('banner', user * 4 + number, at),
    user_id: facts.people.id(user),
    network_id: facts.identity.id,
    banner_name: name,
    interaction: BANNER_INTERACTIONS[
      hash % BANNER_INTERACTIONS.length
    ] as (typeof BANNER_INTERACTIONS)[number],
    created_at: when,
    updated_at: when,
  };
}

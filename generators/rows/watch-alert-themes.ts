import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { mix } from '../hash.ts';
import { instantText } from '../instant.ts';
import { stagedIn } from '../staged.ts';
import { watchThemeName } from '../text/index.ts';
import { themeId } from './picked-threads.ts';

export function* watchThemes(facts: Facts, window: Window): Generator<RowByKey['WatchAlertThemes']> {
  const { themes } = facts.populations;
  for (const { member, stage, at } of stagedIn(themes, window)) {
    const hash = mix(facts.keys.themes, member);
    yield {
      theme_id: themeId(facts, themes, member),
      network_id: facts.identity.id,
      theme_name: watchThemeName(facts.keys.themes, member),
      auto_mute: hash % 3 === 0,
      do_notify: hash % 4 !== 0,
      created_at: instantText(themes.population.cameAt(member)),
      updated_at: instantText(at),
      version: stage + 1,
    };
  }
}

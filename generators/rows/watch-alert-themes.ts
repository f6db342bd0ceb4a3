import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { instantText } from '../instant.ts';
import { stagedIn } from '../staged.ts';
import { watchTheme } from '../text/index.ts';
import { mutes, notifies, themeId } from './watch-alert-facts.ts';

export function* watchThemes(facts: Facts, window: Window): Generator<RowByKey['WatchAlertThemes']> {
  const { themes } = facts.populations;
  for (const { member, stage, at } of stagedIn(themes, window)) {
    yield {
      theme_id: themeId(facts, member),
      network_id: facts.identity.id,
      theme_name: watchTheme(facts.keys.themes, member).name,
      auto_mute: mutes(facts, member),
      do_notify: notifies(facts, member),
      created_at: instantText(themes.population.cameAt(member)),
      updated_at: instantText(at),
      version: stage + 1,
    };
  }
}

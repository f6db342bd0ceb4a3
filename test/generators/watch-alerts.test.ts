import t from 'tap';
import type { Network, Row } from '../../generators/index.ts';
import { languageCodes, type Theme, themes, thingIn, watchTheme } from '../../generators/text/index.ts';
import { languages } from '../../generators/text/language.ts';
import { timeOf, worlds } from '../helpers/asked-networks.ts';
import { allRows } from '../helpers/world.ts';

interface Found {
  readonly row: Row;
  readonly themes: readonly Row[];
}

/** Returns the detections of a network with the rows of their themes. */
function detectionsOf(network: Network): Found[] {
  const byId = new Map(allRows(network, 'WatchAlertThemes').map((row) => [row.theme_id, row]));
  return allRows(network, 'WatchAlertDetectedThreads').map((row) => ({
    row,
    themes: (JSON.parse(String(row.theme_detections)) as { themeId: string }[])
      .map(({ themeId }) => byId.get(themeId))
      .filter((theme) => theme !== undefined),
  }));
}

const networks = worlds.flatMap((world) => world.networks);

t.test('a detected theme is about the subject of the thread', (t) => {
  const things = new Map<string, Set<Theme>>();
  for (const code of languageCodes) {
    for (const theme of themes) {
      for (let i = 0; i < languages[code].things[theme].length; i++) {
        const name = thingIn(code, theme, i);
        things.set(name, (things.get(name) ?? new Set()).add(theme));
      }
    }
  }
  const watched = new Map(themes.map((_, i) => watchTheme(0, i)).map(({ name, themes }) => [name, themes]));
  let seen = 0;
  for (const network of networks) {
    for (const { row, themes } of detectionsOf(network)) {
      // Where no message has a word of some length, there is no keyword.
      const [found] = JSON.parse(String(row.keyword_detections)) as { keyword: string }[];
      const about = found && things.get(found.keyword);
      if (!about) continue;
      for (const { theme_name: name } of themes)
        t.ok(
          watched.get(String(name))?.some((theme) => about.has(theme)),
          `${name}: ${found.keyword}`,
        );
      seen += themes.length;
    }
  }
  t.ok(seen > 50, `${seen} detections`);
  t.end();
});

t.test('a thread that a muting theme detects is muted at that time, and once', (t) => {
  let [muted, unmuted] = [0, 0];
  for (const network of networks) {
    const rows = allRows(network, 'MutedThreads');
    const mutes = new Map(rows.map((row) => [row.thread_id, row]));
    t.equal(mutes.size, rows.length, 'no thread is muted twice');
    for (const { row, themes } of detectionsOf(network)) {
      if (!themes.some((theme) => theme.auto_mute)) continue;
      const mute = mutes.get(row.thread_id);
      if (row.created_at !== mute?.created_at) t.match(mute, { created_at: row.created_at });
      const rejected = row.state === 'REJECTED';
      if (mute?.is_muted === rejected) t.fail(`thread ${row.thread_id} is muted until it is rejected`);
      if (rejected) t.equal(timeOf(mute?.updated_at), timeOf(row.updated_at));
      muted++;
      unmuted += rejected ? 1 : 0;
    }
  }
  t.ok(muted > 20 && unmuted > 5, `${muted} muted, ${unmuted} of them unmuted`);
  t.end();
});

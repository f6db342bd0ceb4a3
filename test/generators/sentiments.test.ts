import t from 'tap';
import type { Network, Row } from '../../generators/index.ts';
import { languages } from '../../generators/text/language.ts';
import { moodOfSaid } from '../../generators/text/moods.ts';
import type { Talk } from '../../generators/text/talk.ts';
import { networks, worlds } from '../helpers/asked-networks.ts';
import { allRows, worldOf } from '../helpers/world.ts';

/** Returns the versions of the messages of each thread. */
function threadsOf(network: Network): ReadonlyMap<unknown, readonly Row[]> {
  const threads = new Map<unknown, Row[]>();
  for (const row of allRows(network, 'MessageVersions'))
    threads.set(row.thread_id, [...(threads.get(row.thread_id) ?? []), row]);
  return threads;
}

t.test('a sentiment is about leaders whom the thread mentions', (t) => {
  let seen = 0;
  for (const network of networks) {
    const threads = threadsOf(network);
    const known = new Set(allRows(network, 'VivaEngageLeaders').map((row) => row.leader_id));
    for (const { thread_id: id, leaders } of allRows(network, 'Sentie')) {
      for (const leader of JSON.parse(String(leaders)) as string[]) {
        const named = (row: Row) => String(row.body).includes(`[[user:${leader}]]`);
        t.ok(threads.get(id)?.some(named) && known.has(leader), `thread ${id}`);
        seen++;
      }
    }
  }
  t.ok(seen > 50, `${seen} leaders in threads`);
  t.end();
});

const moods = [
  { opening: /^Has anybody in .* had trouble/, mood: 'negative' },
  { opening: /^(How much time should|Is there a short guide|Which |Who |Where |Does )/, mood: 'neutral' },
  { opening: /^A small reminder: /, mood: 'neutral' },
  { opening: /^Has everybody heard /, mood: 'neutral' },
  { opening: /^Thanks to all who have sent ideas/, mood: 'positive' },
  { opening: /^Without .* puzzled by .*\. Great work!/, mood: 'positive' },
];

t.test('the mood of a thread follows from its first message', async (t) => {
  const seen = new Set<string>();
  const more = await Promise.all(['1', '42', 'moods'].map((seed) => worldOf({ seed, size: 'small' })));
  for (const network of [...worlds, ...more].flatMap((world) => world.networks)) {
    const threads = threadsOf(network);
    for (const { thread_id: id, text_sentiment: found } of allRows(network, 'Sentie')) {
      const body = String(threads.get(id)?.[0]?.body);
      for (const { opening, mood } of moods) {
        if (!opening.test(body)) continue;
        if (found !== mood) t.equal(found, mood, body);
        seen.add(mood);
      }
    }
  }
  t.same([...seen].sort(), ['negative', 'neutral', 'positive']);
});

t.test('every language has openings of each mood', (t) => {
  for (const language of Object.values(languages)) {
    const found = new Set<string>();
    for (const kind of ['posts', 'questions', 'announcements'] as const) {
      for (const script of language.scripts[kind]) {
        const talk = { kind, language, script } as unknown as Talk;
        const { opening } = script;
        const phrase = typeof opening === 'string' ? opening : opening.join('');
        found.add(moodOfSaid(talk, 'opening', phrase));
      }
    }
    t.same([...found].sort(), ['negative', 'neutral', 'positive'], language.book.code);
  }
  t.end();
});

t.test('a detection counts the mood that the sentiment of the thread has', async (t) => {
  let seen = 0;
  for (const network of networks) {
    const moods = new Map(
      allRows(network, 'Sentie').map((row) => [row.thread_id, String(row.text_sentiment)]),
    );
    const deleted = new Set(
      allRows(network, 'Messages')
        .filter((row) => row.deleted_at !== '')
        .map(({ id }) => id),
    );
    for (const { thread_id: thread, sentiment_counts: text } of allRows(
      network,
      'WatchAlertDetectedThreads',
    )) {
      const mood = moods.get(thread);
      if (mood === undefined || deleted.has(thread)) continue;
      t.ok((JSON.parse(String(text)) as Record<string, number>)[mood], `${mood} in thread ${thread}`);
      seen++;
    }
  }
  t.ok(seen > 3, `${seen} threads with both`);
});

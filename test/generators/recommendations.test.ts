import t from 'tap';
import { networks } from '../helpers/asked-networks.ts';
import { allRows } from '../helpers/world.ts';

t.test('nobody was shown more communities, topics or people than there are, and few saw most', async (t) => {
  for (const network of networks) {
    const rows = allRows(network, 'UserGroupRecommendationActions');
    for (const [column, key] of [
      ['group_recommendation_view_times', 'Groups'],
      ['topic_recommendation_view_times', 'VivaTopics'],
      ['user_recommendation_view_times', 'Users'],
    ] as const) {
      const there = allRows(network, key).length;
      const seen = rows.map((row) => Number(row[column]));
      t.ok(Math.max(...seen) <= there, `${Math.max(...seen)} of ${there} in ${key}`);
      t.ok(seen.filter((each) => each > there / 2).length < seen.length / 2, `half of ${key}`);
      t.ok(new Set(seen).size > 4, `${new Set(seen).size} different numbers`);
    }
  }
});

t.test('nobody dismisses more recommendations than were shown', async (t) => {
  for (const row of networks.flatMap((network) => allRows(network, 'UserGroupRecommendationActions'))) {
    t.ok(Number(row.group_recommendation_dismiss_times) <= Number(row.group_recommendation_view_times));
    t.ok(Number(row.topic_recommendation_dismiss_times) <= Number(row.topic_recommendation_view_times));
  }
});

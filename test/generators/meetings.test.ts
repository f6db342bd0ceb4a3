import t from 'tap';
import type { Row } from '../../generators/index.ts';
import { networks } from '../helpers/asked-networks.ts';
import { allRows } from '../helpers/world.ts';

t.test('the description of a meeting agrees with its settings and its organizer', async (t) => {
  const users = new Map(networks.flatMap((each) => allRows(each, 'Users').map((row) => [row.id, row])));
  const wrong = (row: Row) => {
    const text = `${row.title} ${row.description}`;
    const { department } = users.get(row.added_by) ?? {};
    return (
      (/question/i.test(text) && !row.qna_app_enabled) ||
      (/in writing/.test(text) && !row.replies_enabled) ||
      (/recording/.test(text) && !row.artifact_service_enabled) ||
      (/ (answers|shows) /.test(text) && !text.includes(String(department)))
    );
  };
  const meetings = networks.flatMap((network) => allRows(network, 'AMAs'));
  t.same(meetings.filter(wrong).slice(0, 3), []);
  t.ok(meetings.length > 30, `${meetings.length} meetings`);
});

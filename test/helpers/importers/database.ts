import { type Imported, type Members, rowsOf } from './tables.ts';

/** The tables with a primary key `id`, as text of at most sixteen characters. */
const TABLES = ['Admins', 'AMAs', 'AnswerVotes', 'Campaigns', 'Files', 'Groups', 'Messages', 'Networks'];
const MORE = ['Topics', 'UserGroupRecommendationActions', 'Users', 'VivaTopics'];
const LONGEST_ID = 16;

/**
 * Loads an export into a database with a table for each CSV of things, as a public importer does. The column
 * `id` is the primary key and never empty; a row without one, with a longer one or with the id of another row
 * is lost.
 */
export function importIntoDatabase(members: Members): Imported {
  const lost: string[] = [];
  const counts: Record<string, number> = {};
  for (const table of [...TABLES, ...MORE]) {
    const keys = new Set<string>();
    for (const [index, { id = '' }] of rowsOf(members, `${table}.csv`).entries()) {
      if (id === '' || id.length > LONGEST_ID || keys.has(id)) lost.push(`${table} ${index}: id "${id}"`);
      keys.add(id);
    }
    counts[table] = keys.size;
  }
  return { counts, lost };
}

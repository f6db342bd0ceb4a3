import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { FunctionClient } from '../../conformance/index.ts';
import { unzip } from './unzip.ts';

/** A change of the exported rows by a client. Only the removal of duplicate rows is correct. */
export interface Habits {
  readonly charset?: BufferEncoding;
  readonly keepsMark?: true;
  readonly splitsLines?: true;
  readonly byPosition?: true;
  readonly roundsIds?: true;
  readonly keepsDoubles?: true;
  readonly failsWhenEmpty?: true;
  readonly dropsUnknownSenders?: true;
}

/** A small client that writes the rows of an export as NDJSON, and its attachments. */
export function rowsClient(name: string, habits: Habits = {}): FunctionClient {
  return {
    name,
    output: 'rows',
    operations: ['network'],
    options: [],
    run: async ({ values: { base_url, token, since = '', out_dir } }) => {
      const response = await fetch(`${base_url}/api/v1/export?since=${encodeURIComponent(since)}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (response.status !== 200) return 'failed';
      const members = await unzip(Buffer.from(await response.arrayBuffer()));
      const senders = new Set(tableOf('Users', members, {}).map(([, row]) => row.id));
      let rows = 0;
      for (const [member, bytes] of members) {
        if (member.startsWith('files/')) await write(join(out_dir, member), bytes);
        else if (member.endsWith('.csv')) {
          const all = tableOf(member.slice(0, -'.csv'.length), members, habits).filter(
            ([, row]) => !habits.dropsUnknownSenders || !row.sender_id || senders.has(row.sender_id),
          );
          rows += all.length;
          await write(
            join(out_dir, member.replace(/csv$/, 'ndjson')),
            all.map(([line]) => `${line}\n`).join(''),
          );
        }
      }
      return rows === 0 && habits.failsWhenEmpty ? 'failed' : 'complete';
    },
  };
}

type Line = readonly [json: string, row: Readonly<Record<string, string>>];

function tableOf(table: string, members: ReadonlyMap<string, Buffer>, habits: Habits): readonly Line[] {
  const text = (members.get(`${table}.csv`) ?? Buffer.alloc(0)).toString(habits.charset ?? 'utf8');
  const [header = [], ...rows] = recordsOf(habits.keepsMark ? text : text.replace(/^\ufeff/, ''), habits);
  const names = habits.byPosition && table === 'Messages' ? usual(header) : header;
  const lines = rows.map((values): Line => {
    const row = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
    const json = JSON.stringify(row);
    return [habits.roundsIds ? json.replace(/"(\d{16,})"/g, (_, id) => `${Number(id)}`) : json, row];
  });
  const seen = new Set<string>();
  return lines.filter(([line]) => habits.keepsDoubles || (!seen.has(line) && seen.add(line).has(line)));
}

/** The column order that a client without header detection assumes. */
function usual(header: readonly string[]): readonly string[] {
  return header[0] === 'id' ? header : header.toReversed();
}

function recordsOf(text: string, { splitsLines }: Habits): readonly (readonly string[])[] {
  if (!splitsLines) return parse(text, { relax_column_count: true, relax_quotes: true });
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      line
        .replace(/^"|"$/g, '')
        .split('","')
        .map((value) => value.replaceAll('""', '"')),
    );
}

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

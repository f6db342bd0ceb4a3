import { cellsOf, contentAt, type Imported, type Members } from './tables.ts';

/** The columns of each table by position: I is an id of 32 bits, D an instant, T a text. */
const tables = {
  Messages: 'IIIIITTTTITTTTTTITDD',
  Files: 'IITTITITIITTTTTDDT',
  Pages: 'IIIITTITIITTTTTDD',
  Users: 'ITTTTTTITDDITDTT',
  Topics: 'ITTDT',
} as const;

const BODY = 13;
const ATTACHMENTS = 15;
const FILE_ID = 1;
const PATH = 14;
const STATE = 15;

/** The states of a user that the archive knows. */
const STATES = ['active', 'soft_delete'];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * Loads an export into an archive, as a public importer of 2018 does: it reads the columns by position,
 * parses ids as integers of 32 bits, compares the rows with the counts of log.txt, and takes the contents
 * from `files/` and `pages/`. A value that it cannot parse is lost.
 */
export function importIntoArchive(members: Members): Imported {
  const lost: string[] = [];
  const counts: Record<string, number> = {};
  const log = members.get('log.txt')?.toString() ?? '';
  const read = new Map<string, readonly (readonly string[])[]>();
  for (const [table, kinds] of Object.entries(tables)) {
    const rows = cellsOf(members, `${table}.csv`);
    read.set(table, rows);
    counts[table] = rows.length;
    const counted = log.split('\n').find((line) => line.includes(`exported ${table.toUpperCase()}:`));
    if (Number(counted?.split(':')[1]) !== rows.length) lost.push(`${table}: log.txt has ${counted}`);
    for (const [line, cells] of rows.entries()) {
      if (cells.length !== kinds.length) lost.push(`${table} ${line}: ${cells.length} columns`);
      for (const [at, kind] of [...kinds].entries())
        if (!isReadable(kind, cells[at] ?? '', at === 0)) lost.push(`${table} ${line} ${at}: ${cells[at]}`);
    }
  }
  const rows = (table: keyof typeof tables) => read.get(table) ?? [];
  const files = new Set(rows('Files').map((cells) => cells[FILE_ID]));
  for (const cells of rows('Messages')) {
    for (const [, id = ''] of (cells[BODY] ?? '').matchAll(/\[\[user:(\d+)\]\]/g))
      if (!isInt32(id)) lost.push(`message ${cells[0]}: user ${id}`);
    for (const [, id = ''] of (cells[ATTACHMENTS] ?? '').matchAll(/(?:^|, )uploadedfile:(\d+)/g))
      if (!isInt32(id) || !files.has(id)) lost.push(`message ${cells[0]}: file ${id}`);
  }
  for (const cells of rows('Users'))
    if (!STATES.includes(cells[STATE] ?? '')) lost.push(`user ${cells[0]}: state ${cells[STATE]}`);
  for (const table of ['Files', 'Pages'] as const) {
    for (const { [PATH]: path = '', 0: id = '' } of rows(table)) {
      if (path === '') continue;
      const content = contentAt(members, path);
      const name = path.slice(path.indexOf('/') + 1).split('.')[0];
      if (content === undefined || name !== id) lost.push(`${table} ${id}: content ${path}`);
    }
  }
  return { counts, lost };
}

function isReadable(kind: string, text: string, isKey: boolean): boolean {
  if (kind === 'T') return true;
  if (text === '') return !isKey;
  return kind === 'D' ? INSTANT.test(text) : isInt32(text);
}

function isInt32(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) < 2 ** 31;
}

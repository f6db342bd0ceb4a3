import { text } from 'node:stream/consumers';
import { readContent, readDirectory } from './zip.js';

/*
 * Reads a whole export, piece by piece: unpacks every member and counts every row. A damaged archive is an
 * error; for a valid but incomplete one, it lists the missing parts.
 */

const COUNT = /^Number of exported\s+(\S[^:]*):\s*(\d+)$/i;
const FAILURE =
  /fail|error|could not|cannot|unable|incomplete|partial|skipped|missing|truncated|timed? ?out/i;

/** Returns what is missing from the export, as sentences. Rejects when the archive is damaged. */
export async function findGaps(path, { attachments }) {
  const members = await readDirectory(path);
  checkNames(members);
  const names = new Set(members.map(({ name }) => name));
  const rows = new Map();
  const gaps = [];
  const logs = [];
  for (const member of members) {
    const { name } = member;
    const content = readContent(path, member);
    if (name.endsWith('.csv')) {
      const table = await readTable(name, content);
      rows.set(label(name), (rows.get(label(name)) ?? 0) + table.rows);
      gaps.push(...table.gaps);
      const lost = table.paths.filter(
        (one) => attachments && !names.has(one) && !names.has(inFolder(name, one)),
      );
      gaps.push(...lost.map((one) => `${one}, which ${name} names`));
    } else if (name === 'log.txt') {
      logs.push(await text(content));
    } else {
      for await (const _ of content);
    }
  }
  if (logs.length === 0) gaps.push('log.txt, which shows whether the export is complete');
  return [...gaps, ...logs.flatMap((log) => readLog(log, rows))];
}

/** Finds names that are unsafe to unpack, and names that overwrite each other. */
function checkNames(members) {
  const seen = new Set();
  if (members.length === 0) throw new Error('the archive is empty');
  for (const { name, isLink } of members) {
    const parts = name.split(/[/\\]/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are searched for.
    const isUnsafe = /^$|^\/|^[a-z]:|\\|[\x00-\x1f]/i.test(name) || parts.includes('..');
    if (isUnsafe || isLink || seen.has(name.toLowerCase())) {
      throw new Error(
        `the archive has a member that must not be unpacked: ${JSON.stringify(name.slice(0, 80))}`,
      );
    }
    seen.add(name.toLowerCase());
  }
}

function readLog(log, rows) {
  return log.split('\n').flatMap((one) => {
    const line = one.trim();
    const [, name, count] = COUNT.exec(line) ?? [];
    if (name === undefined) return FAILURE.test(line) ? [`log.txt says: ${line.slice(0, 200)}`] : [];
    const came = rows.get(label(name)) ?? 0;
    return came === Number(count)
      ? []
      : [`log.txt counts ${count} ${name.trim()}, but the export has ${came} rows`];
  });
}

/** Returns the number of rows, the problems in them and, for `Files.csv`, the attachments that it names. */
async function readTable(name, content) {
  const problems = new Set();
  const paths = [];
  let header;
  let rows = -1;
  for await (const row of readRows(content, problems)) {
    header ??= row;
    rows++;
    if (row.length !== header.length) problems.add('a row and the header have different numbers of fields');
    const path = name.endsWith('Files.csv') && rows > 0 ? row[header.indexOf('path')] : undefined;
    if (path) paths.push(path);
  }
  if (header === undefined) problems.add('it has no header');
  return { rows: Math.max(0, rows), paths, gaps: [...problems].map((problem) => `${name}: ${problem}`) };
}

/** Yields the rows of a CSV as arrays of fields. Quoted fields may have line breaks and escaped quotes. */
async function* readRows(content, problems) {
  let row = [];
  let field = '';
  let quoted = false;
  let last = '';
  for await (const text of decoded(content, problems)) {
    for (const [token] of text.matchAll(/["\n\r,]|[^"\n\r,]+/g)) {
      if (token === '"') {
        if (!quoted && last === '"') field += '"';
        quoted = !quoted;
      } else if (quoted || !/^[\n\r,]$/.test(token)) {
        field += token;
      } else if (token !== '\r') {
        row.push(field);
        field = '';
        if (token === '\n') {
          yield row;
          row = [];
        }
      }
      last = token;
    }
  }
  if (quoted) problems.add('it ends inside a quoted field');
  if (field !== '' || row.length > 0) yield [...row, field];
}

async function* decoded(content, problems) {
  let decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const bytes of content) {
    try {
      yield decoder.decode(bytes, { stream: true });
    } catch {
      problems.add('it is not UTF-8');
      decoder = new TextDecoder('utf-8');
      yield decoder.decode(bytes, { stream: true });
    }
  }
}

/** Makes `MESSAGE_VERSIONS` and `MessageVersions.csv` compare as equal. */
function label(name) {
  return name
    .replace(/^.*\/|\.csv$/g, '')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase();
}

function inFolder(csv, path) {
  return csv.slice(0, csv.lastIndexOf('/') + 1) + path;
}

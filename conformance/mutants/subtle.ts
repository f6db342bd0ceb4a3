import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import * as yauzl from 'yauzl';
import { DAY_MS } from '../../schemas/durations.ts';
import { fileByName } from '../../schemas/index.ts';
import { buildRequest } from '../reference-client/build-request.ts';
import { readArguments } from '../reference-client/options.ts';
import { publish } from '../reference-client/publish.ts';
import { retryDelay } from '../reference-client/retry-delay.ts';
import { remember } from '../reference-client/watermark.ts';
import type { Mutant } from './mutant.ts';
import { unpacking } from './unpack.ts';

/** The cases in which cells are compared. */
const TABLES = ['rows', 'request.since'];

/** The rows of a CSV with each cell changed; the header stays. */
function eachCell(change: (cell: string) => string): (csv: Buffer) => string {
  return (csv) => {
    const [header = [], ...rows]: string[][] = parse(csv, { relax_column_count: true, bom: true });
    return stringify([header, ...rows.map((row) => row.map(change))], { quoted: true, quoted_empty: true });
  };
}

/** The mutants that unpack the ZIP and change cells in one way. */
const cellMutants: readonly Mutant[] = (
  [
    ['cell-trimmer', 'Removes spaces and line breaks at the ends of cells.', (cell) => cell.trim()],
    ['unicode-normaliser', 'Stores texts in the normal form NFC.', (cell) => cell.normalize('NFC')],
    [
      'html-unescaper',
      'Reads entities of HTML in texts.',
      (cell) =>
        cell
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&'),
    ],
    [
      'na-reader',
      'Reads texts such as NA, null and None as empty cells.',
      (cell) => (/^(?:NA|N\/A|null|NULL|None|nan|NaN|n\/a|#N\/A)$/.test(cell) ? '' : cell),
    ],
    [
      'zero-stripper',
      'Reads cells of digits as numbers, without leading zeros.',
      (cell) => (/^0\d+$/.test(cell) ? String(Number(cell)) : cell),
    ],
    [
      'cell-limiter',
      'Cuts texts at 32,767 characters, the limit of a cell in a spreadsheet.',
      (cell) => cell.slice(0, 32_767),
    ],
    ['tab-expander', 'Writes tabs as spaces.', (cell) => cell.replaceAll('\t', ' ')],
    ['space-folder', 'Writes several spaces as one.', (cell) => cell.replaceAll(/ {2,}/g, ' ')],
    [
      'backslash-reader',
      'Reads a backslash as an escape character.',
      (cell) => cell.replaceAll(/\\(.)/g, '$1'),
    ],
    ['nbsp-reader', 'Writes no-break spaces as spaces.', (cell) => cell.replaceAll('\u00a0', ' ')],
  ] as const satisfies readonly (readonly [string, string, (cell: string) => string])[]
).map(([name, does, change]) => ({
  name,
  does,
  output: 'files',
  parts: { publish: unpacking({ rowsOf: eachCell(change) }) },
  in: TABLES,
}));

/** The newest time in any row of an export, Unix milliseconds; undefined without one. */
async function newestIn(file: string): Promise<number | undefined> {
  const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false });
  let newest = Number.NEGATIVE_INFINITY;
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('.csv')) continue;
    let text = '';
    for await (const part of await zip.openReadStreamPromise(entry)) text += part;
    for (const [time] of text.matchAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g))
      newest = Math.max(newest, Date.parse(time));
  }
  zip.close();
  return Number.isFinite(newest) ? newest : undefined;
}

/** The mutants with a fault that only special data show. */
export const subtleMutants: readonly Mutant[] = [
  ...cellMutants,
  {
    name: 'known-only',
    does: 'Leaves out CSVs whose names it does not know.',
    output: 'files',
    parts: {
      publish: unpacking({
        keeps: (name) =>
          !name.endsWith('.csv') || fileByName('current', name.replace(/^.*\//, '')) !== undefined,
      }),
    },
    in: TABLES,
  },
  {
    name: 'table-copier',
    does: 'Writes rows, and copies them as they came.',
    output: 'rows',
    parts: { publish: unpacking({}) },
    in: ['rows'],
  },
  {
    name: 'last-quote-escaper',
    does: 'Takes a backslash before the closing quote of a cell for an escape.',
    output: 'files',
    parts: {
      publish: unpacking({ rowsOf: eachCell((cell) => (cell.endsWith('\\') ? `${cell}",` : cell)) }),
    },
    in: TABLES,
  },
  {
    name: 'late-clock-reader',
    does: 'Asks for the time after the export, and takes it for the end of the window.',
    run: ({ env }, asReference) =>
      asReference({
        parts: {
          intend: async () => undefined,
          remember: async (options, coverage) => {
            const headers = { authorization: `Bearer ${env.ENGAGE_TOKEN}` };
            const { href } = options.baseUrl;
            const answer = await fetch(`${href}/api/v1/export?since=0`, { method: 'HEAD', headers });
            const until = Date.parse(answer.headers.get('date') ?? '');
            await remember(options, { ...coverage, until });
          },
        },
      }),
    in: ['windows.two-days', 'windows.clock-moves-on'],
  },
  {
    name: 'first-tile-truster',
    does: 'Makes a request for each month, and ends as the first one did.',
    run: async ({ args }, asReference) => {
      const code = await asReference({ args: [...args, '--until', '2024-06-01T00:00:00Z'] });
      await asReference({ args: [...args, '--since', '2024-06-01T00:00:01Z'] });
      return code;
    },
    in: ['errors.later-requests'],
  },
  {
    name: 'partial-replacer',
    does: 'Writes a partial export in the place of a complete one of the same window.',
    parts: { publish: (file, _, place) => publish(file, 'complete', place) },
    in: ['windows.partial-after-good', 'windows.same-twice'],
  },
  {
    name: 'day-rounder',
    does: 'Starts every window at midnight.',
    parts: {
      buildRequest: (options, { since, until }, token) =>
        buildRequest(
          options,
          { since: since === undefined ? since : Math.floor(since / DAY_MS) * DAY_MS, until },
          token,
        ),
    },
    in: ['request', 'windows.two-days'],
  },
  {
    name: 'date-blind',
    does: 'Ignores a Retry-After that is a date.',
    parts: {
      retryDelay: (tries, answer, limits) =>
        retryDelay(tries, /[a-z]/i.test(answer?.headers['retry-after'] ?? '') ? undefined : answer, limits),
    },
    in: ['limits.retry-after-date'],
  },
  {
    name: 'newest-row-reader',
    does: 'Moves its watermark to the newest time in any row.',
    run: (_, asReference) => {
      let newest: number | undefined;
      return asReference({
        parts: {
          intend: async () => undefined,
          publish: async (file, ...given) => {
            newest = await newestIn(file);
            return publish(file, ...given);
          },
          remember: (options, coverage) =>
            remember(options, { ...coverage, until: newest ?? coverage.until }),
        },
      });
    },
    in: ['windows.two-days', 'windows.empty', 'sequences.given-windows'],
  },
  {
    name: 'first-version-keeper',
    does: 'Keeps the first version of a message and drops later ones.',
    output: 'files',
    run: async (call, asReference) => {
      const { state = join(readArguments(call.args).out, '..', 'state') } = readArguments(call.args);
      await mkdir(state, { recursive: true });
      const seen = new Set<string>(
        JSON.parse(await readFile(join(state, 'seen.json'), 'utf8').catch(() => '[]')),
      );
      const now = new Set<string>();
      const code = await asReference({
        parts: {
          publish: unpacking({
            rowsOf: (csv) => {
              const [header = [], ...rows]: string[][] = parse(csv);
              const [id, body] = [header.indexOf('id'), header.indexOf('body')];
              if (id === -1 || body === -1 || header.includes('deleted_at') === false) return csv;
              for (const row of rows) now.add(row[id] ?? '');
              return stringify([header, ...rows.filter((row) => !seen.has(row[id] ?? ''))], { quoted: true });
            },
          }),
        },
      });
      if (code === 0) await writeFile(join(state, 'seen.json'), JSON.stringify([...seen, ...now]));
      return code;
    },
    in: ['windows.late-edits', 'windows.two-days', 'windows.empty', 'sequences.given-windows'],
  },
];

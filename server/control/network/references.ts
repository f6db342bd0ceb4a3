import type { Resource, Row } from '../../../generators/index.ts';
import {
  columnsOf,
  type FileKey,
  fileByKey,
  filesOf,
  type NetworkProfile,
  shown,
} from '../../../schemas/index.ts';
import { type Handler, refuseMistakes } from '../call.ts';
import {
  type DataCall,
  dataCall,
  LookLimit,
  numberOf,
  valuesOf,
  windowJson,
  windowNames,
  windowOf,
} from './asked.ts';
import { fileOf, MOST_ROWS, type RowTable, tableOf } from './rows.ts';

/** The number of rows that are shown of each file. */
const ROWS = 10;
/** The maximum number of rows of each file that one call looks at: those at the beginning of the window. */
export const MOST_LOOKED = 15_000;

/** The texts that name something without being a column of ids: people in bodies, files of messages. */
const namedInTexts: Readonly<Record<string, { readonly target: string; readonly before: string }>> = {
  body: { target: 'Users.id', before: 'user:' },
  attachments: { target: 'Files.file_id', before: 'uploadedfile:' },
};

/** The things that the network finds by their ids, without a look at the window. */
const resources: Readonly<Record<string, Resource>> = {
  'Users.id': 'users',
  'Messages.id': 'messages',
  'Groups.id': 'groups',
  'Files.file_id': 'uploaded_files',
  'Topics.id': 'topics',
  'VivaTopics.id': 'viva_topics',
  'Campaigns.id': 'campaigns',
};

/** The cell to which rows refer. */
interface Target {
  readonly file: FileKey;
  readonly column: string;
  readonly value: string;
}

export const referenceParameters = ['file', 'column', 'value', ...windowNames, 'network', 'limit'] as const;

/** Shows a row, and the rows of every file that refer to it, within a window. */
export const listReferences: Handler = async (call) => {
  const values = valuesOf(call, referenceParameters);
  const data = await dataCall(call, values);
  const { profile } = data.session.context;
  const target = targetOf(values, profile);
  const window = windowOf(values, data);
  const limit = numberOf('limit', values.limit, ROWS, MOST_ROWS);
  const files = [];
  for (const file of filesOf(profile)) {
    const columns = referringColumns(file, profile, target);
    if (columns.length === 0) continue;
    files.push(await referring(data, { file, columns, target, limit, window }));
  }
  return {
    status: 200,
    body: {
      window: windowJson(window),
      row: await rowOf(data, target, window),
      most_looked: MOST_LOOKED,
      files,
    },
  };
};

function targetOf(
  { file: name, column, value }: Readonly<Partial<Record<'file' | 'column' | 'value', string>>>,
  profile: NetworkProfile,
): Target {
  const file = fileOf(name, profile);
  const columns = columnsOf(file, profile).map(([each]) => each);
  if (column === undefined || !columns.includes(column))
    refuseMistakes([{ path: '/column', text: `expected a column of ${file}, got ${shown(column)}.` }]);
  if (value === undefined)
    refuseMistakes([{ path: '/value', text: 'expected the value of the cell, such as an id, got none.' }]);
  return { file, column: column ?? '', value: value ?? '' };
}

/** The columns of a file that refer to the target, with the text before an id in each. */
function referringColumns(file: FileKey, profile: NetworkProfile, { file: to, column }: Target) {
  const target = `${to}.${column}`;
  return columnsOf(file, profile).flatMap(([name, { refers }]) => {
    const named = namedInTexts[name];
    if (refers === target) return [{ name, before: '' }];
    return named?.target === target ? [{ name, before: named.before }] : [];
  });
}

interface Search {
  readonly file: FileKey;
  readonly columns: readonly { readonly name: string; readonly before: string }[];
  readonly target: Target;
  readonly limit: number;
  readonly window: Parameters<DataCall['network']['rows']>[1];
}

/** The rows of one file that refer to the target, among the first rows of the window. */
async function referring({ network, pace, session }: DataCall, search: Search): Promise<object> {
  const { file, columns, target, limit, window } = search;
  const found: Row[] = [];
  const used = new Set<string>();
  const most = new LookLimit(MOST_LOOKED);
  let [rows, complete] = [0, true];
  for (const row of network.rows(file, window)) {
    await pace.step();
    if (!most.next()) {
      complete = false;
      break;
    }
    const names = columns.filter(({ name, before }) => hasId(row[name], before, target.value));
    if (names.length === 0) continue;
    rows += 1;
    for (const { name } of names) used.add(name);
    if (found.length < limit) found.push(row);
  }
  const table: RowTable = tableOf(file, session.context.profile, found);
  return { columns: columns.map(({ name }) => name).filter((name) => used.has(name)), rows, complete, table };
}

/** Tells whether a cell has the id: as its whole text, or between characters that belong to no id. */
function hasId(cell: Row[string] | undefined, before: string, id: string): boolean {
  const text = String(cell ?? '');
  if (text === id) return before === '';
  if (text.length < id.length) return false;
  for (let at = text.indexOf(before + id); at >= 0; at = text.indexOf(before + id, at + 1)) {
    const [start, end] = [at, at + before.length + id.length];
    if (!isOfId(text[start - 1]) && !isOfId(text[end])) return true;
  }
  return false;
}

function isOfId(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}

/** The row with the cell: found by its id, or the first one in the window. */
async function rowOf(
  { network, now, pace, session }: DataCall,
  { file, column, value }: Target,
  window: Search['window'],
): Promise<RowTable> {
  const { profile } = session.context;
  const resource = resources[`${file}.${column}`];
  if (resource !== undefined) {
    const found = network.resource(resource, value, now);
    return tableOf(file, profile, found === undefined ? [] : [found.row]);
  }
  const most = new LookLimit(MOST_LOOKED);
  for (const row of network.rows(file, window)) {
    await pace.step();
    if (String(row[column]) === value) return tableOf(file, profile, [row]);
    if (!most.next()) break;
  }
  return tableOf(file, profile, []);
}

/** The columns by which rows of other files refer to a row of this one. */
export function referredColumns(file: FileKey, profile: NetworkProfile): readonly string[] {
  const targets = new Set(
    filesOf(profile).flatMap((key) => columnsOf(key, profile).map(([, { refers }]) => refers)),
  );
  return Object.keys(fileByKey(file).columns).filter((name) => targets.has(`${file}.${name}`));
}

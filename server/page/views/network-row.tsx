import { sessionPath, useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { number, visible } from '../components/format.ts';
import { Table } from '../components/table.tsx';
import { CellText } from './network-cell.tsx';
import {
  type DataFile,
  dataPath,
  fileOf,
  objectsOf,
  type Place,
  placeLink,
  type RowObject,
  type RowTable,
  windowOf,
} from './network-data.ts';
import { WindowForm } from './network-window-form.tsx';

interface References {
  readonly row: RowTable;
  readonly most_looked: number;
  readonly files: readonly {
    readonly columns: readonly string[];
    readonly rows: number;
    readonly complete: boolean;
    readonly table: RowTable;
  }[];
}

/** Columns that tell most about a row, in the order in which they are taken. */
const TELLING = ['name', 'title', 'body', 'reaction', 'state', 'created_at', 'uploaded_at', 'updated_at'];
const MOST_TELLING = 3;
/** The number of rows of each file: few at first. */
const FEW = 5;
const MANY = 200;

/** A row, and the rows of all files that refer to it. */
export function RowView(place: Place) {
  const [, key = '', column = '', value = ''] = place.route.rest;
  const { query } = place.route;
  const all = query.get('all') === '1';
  const { since, until } = windowOf(place);
  const network = query.get('network');
  const limit = all ? MANY : FEW;
  const path = dataPath('/references', { file: key, column, value, since, until, network, limit });
  const { value: found, error } = useApi<References>(path);
  const file = fileOf(place.data, key);
  const row = found === undefined ? undefined : objectsOf(found.row)[0];
  const referring = found?.files.filter(({ rows }) => rows > 0) ?? [];
  const isPart = found?.files.some(({ complete }) => !complete) ?? false;
  return (
    <>
      <h2>
        {file?.member ?? visible(key)}: {visible(column)} {visible(value)}
      </h2>
      {row && file && (
        <>
          <RowLinks place={place} file={file} row={row} />
          <section class="card" aria-label="The row">
            <RowFacts place={place} file={key} row={row} />
          </section>
        </>
      )}
      {found && row === undefined && <p>There is no such row, or not yet.</p>}
      <h2>Rows that refer to it</h2>
      <WindowForm place={place} parts={['row', key, column, value]} />
      <Failure error={error} />
      <p role="status" class="quiet">
        {found === undefined
          ? error === undefined && 'Looking …'
          : `${number(referring.reduce((sum, { rows }) => sum + rows, 0))} rows in ${referring.length} files.${
              isPart
                ? ` Of each file, the first ${number(found.most_looked)} rows of the window were looked at at most: a narrower window is complete.`
                : ''
            }`}
      </p>
      {referring.map((one) => (
        <Referring key={one.table.file} place={place} found={one} />
      ))}
      {!all && referring.some(({ rows }) => rows > FEW) && (
        <a href={placeLink(place, ['row', key, column, value], { all: '1' })}>
          Show up to {MANY} rows of each file
        </a>
      )}
    </>
  );
}

/** The places that a row leads to besides its references. */
function RowLinks({
  place,
  file,
  row,
}: {
  readonly place: Place;
  readonly file: DataFile;
  readonly row: RowObject;
}) {
  const upload = file.key === 'Files' && row.deleted_at === '' ? String(row.file_id) : undefined;
  return (
    <p class="row">
      {row.thread_id !== undefined && row.thread_id !== '' && (
        <a href={placeLink(place, ['threads', String(row.thread_id)])}>Read the thread</a>
      )}
      {file.key === 'Users' && (
        <a href={placeLink(place, ['users', String(row.id)])}>The user and their export</a>
      )}
      {file.key === 'Groups' && (
        <a href={placeLink(place, ['threads'], { community: String(row.id) })}>Threads of the community</a>
      )}
      {upload !== undefined && (
        <a
          href={`/__admin${sessionPath(`/network/uploads/${upload}?version=${row.id}`)}`}
          target="_blank"
          rel="noreferrer"
        >
          Open the file
        </a>
      )}
    </p>
  );
}

/** All values of a row. */
export function RowFacts({
  place,
  file: key,
  row,
}: {
  readonly place: Place;
  readonly file: string;
  readonly row: RowObject;
}) {
  const file = fileOf(place.data, key);
  if (file === undefined) return null;
  const empty = file.columns.filter(({ name }) => (row[name] ?? '') === '');
  return (
    <>
      <dl class="facts cells">
        {file.columns
          .filter((column) => !empty.includes(column))
          .map(({ name, meaning }) => (
            <div key={name}>
              <dt title={meaning} class="mono">
                {name}
              </dt>
              <dd>
                <CellText place={place} file={file} name={name} value={row[name] ?? ''} whole />
              </dd>
            </div>
          ))}
      </dl>
      {empty.length > 0 && <p class="quiet small">Empty: {empty.map(({ name }) => name).join(', ')}</p>}
    </>
  );
}

function Referring({
  place,
  found: { columns, rows, complete, table },
}: {
  readonly place: Place;
  readonly found: References['files'][number];
}) {
  const file = fileOf(place.data, table.file);
  if (file === undefined) return null;
  const names = file.columns.map(({ name }) => name);
  const telling = TELLING.filter((name) => names.includes(name) && !columns.includes(name)).slice(
    0,
    MOST_TELLING,
  );
  const shown = [...new Set([...(names.includes('id') ? ['id'] : []), ...columns, ...telling])];
  const objects = objectsOf(table);
  return (
    <section aria-label={file.member}>
      <h3>
        {file.member}{' '}
        <span class="quiet">
          {number(rows)}
          {!complete && ' or more'} by {columns.join(', ')}
        </span>
      </h3>
      <Table
        caption={`Rows of ${file.member}`}
        rows={objects}
        keyOf={(row) => objects.indexOf(row)}
        columns={shown.map((name) => ({
          title: name,
          cell: (row: RowObject) => (
            <CellText place={place} file={file} name={name} value={row[name] ?? ''} />
          ),
        }))}
      />
    </section>
  );
}

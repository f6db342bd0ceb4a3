import { useApi } from '../api.ts';
import { Failure } from '../components/failure.tsx';
import { Filter } from '../components/filter.tsx';
import { number, visible } from '../components/format.ts';
import { Table } from '../components/table.tsx';
import { go } from '../router.ts';
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

interface RowPage {
  readonly table: RowTable;
  readonly next: number | null;
}

const PAGE = 50;

/** The users of the network, of every state. */
export function Users(place: Place) {
  return (
    <Rows
      place={place}
      file="Users"
      parts={['users']}
      label="Search users"
      placeholder="name, address, job, state …"
      columns={['name', 'email', 'job_title', 'department', 'state', 'joined_at']}
      link={(row) => placeLink(place, ['users', String(row.id)])}
    />
  );
}

/** The communities of the network. */
export function Communities(place: Place) {
  return (
    <Rows
      place={place}
      file="Groups"
      parts={['communities']}
      label="Search communities"
      placeholder="name, description …"
      columns={['name', 'description', 'private', 'external', 'deleted', 'created_at']}
      link={(row) => placeLink(place, ['threads'], { community: String(row.id) })}
      linkTitle="Threads"
    />
  );
}

/** The rows of any file in the window. */
export function FileRows(place: Place) {
  const key = place.route.rest[1] ?? 'Users';
  const file = fileOf(place.data, key);
  if (file === undefined) return <p>The profile {visible(place.data.profile)} has no such file.</p>;
  return (
    <>
      <h2>{file.member}</h2>
      <p class="quiet">{file.purpose}</p>
      <WindowForm place={place} parts={['rows', key]} />
      <Rows
        place={place}
        file={key}
        parts={['rows', key]}
        label="Search rows"
        placeholder="a text in any column"
        columns={file.columns.map(({ name }) => name)}
        window
      />
    </>
  );
}

/** A page of the rows of a file, with a search. */
function Rows({
  place,
  file: key,
  parts,
  label,
  placeholder,
  columns,
  link,
  linkTitle,
  window = false,
}: {
  readonly place: Place;
  readonly file: string;
  readonly parts: readonly string[];
  readonly label: string;
  readonly placeholder: string;
  readonly columns: readonly string[];
  /** The place that a row leads to. */
  readonly link?: (row: RowObject) => string;
  /** The text of that link; by default it is the first column. */
  readonly linkTitle?: string;
  /** True when only the rows of the window are shown. */
  readonly window?: boolean;
}) {
  const { query } = place.route;
  const [search, after] = [query.get('search') ?? '', Number(query.get('after') ?? 0)];
  const network = query.get('network');
  const within = window ? windowOf(place) : {};
  const path = dataPath('/rows', { file: key, search, after, limit: PAGE, network, ...within });
  const { value, error } = useApi<RowPage>(path);
  const file = fileOf(place.data, key);
  const to = (more: Readonly<Record<string, string | number | undefined>>): string =>
    placeLink(place, parts, { search, ...more });
  if (file === undefined) return <p>The profile {visible(place.data.profile)} has no such file.</p>;
  const rows = value === undefined ? [] : objectsOf(value.table);
  return (
    <>
      <Filter
        label={label}
        placeholder={placeholder}
        value={search}
        onChange={(text) => go(to({ search: text }), true)}
      />
      <Failure error={error} />
      <div role="status" class="quiet count">
        {value === undefined
          ? error === undefined && 'Looking …'
          : sentenceOf(rows.length, after, value.next, search)}
      </div>
      {value && (
        <Table
          caption={file.member}
          rows={rows}
          keyOf={(row) => rows.indexOf(row)}
          columns={columnsOf(place, file, { columns, link, linkTitle })}
          empty={value.next === null ? 'No row.' : 'No row among those that were looked at.'}
        />
      )}
      <nav aria-label="Pages" class="row pages">
        {after > 0 && <a href={to({})}>First page</a>}
        {value?.next != null && (
          <a href={to({ after: value.next })}>{search === '' ? 'Next page' : 'Search on'}</a>
        )}
      </nav>
    </>
  );
}

function sentenceOf(count: number, after: number, next: number | null, search: string): string {
  const rows = `${number(count)} row${count === 1 ? '' : 's'}`;
  if (search !== '')
    return `${rows} with this text${next === null ? '' : `, among the first ${number(next)}`}.`;
  return after === 0 && next === null ? `${rows}.` : `Rows ${number(after + 1)} to ${number(after + count)}.`;
}

interface Shown {
  readonly columns: readonly string[];
  readonly link?: ((row: RowObject) => string) | undefined;
  readonly linkTitle?: string | undefined;
}

function columnsOf(place: Place, file: DataFile, { columns, link, linkTitle }: Shown) {
  const all = columns
    .filter((name) => file.columns.some((one) => one.name === name))
    .map((name, index) => ({
      title: name,
      number: file.columns.find((one) => one.name === name)?.kind === 'integer',
      cell: (row: RowObject) => {
        const cell = <CellText place={place} file={file} name={name} value={row[name] ?? ''} />;
        return index === 0 && link !== undefined && linkTitle === undefined ? (
          <a href={link(row)}>{cell}</a>
        ) : (
          cell
        );
      },
    }));
  const id = file.referred[0];
  const more = (row: RowObject) => (
    <span class="row more">
      {link !== undefined && linkTitle !== undefined && <a href={link(row)}>{linkTitle}</a>}
      {id !== undefined && (
        <a href={placeLink(place, ['row', file.key, id, String(row[id])])} aria-label={`Row ${row[id]}`}>
          Row
        </a>
      )}
    </span>
  );
  return [...all, { title: 'More', cell: more }];
}

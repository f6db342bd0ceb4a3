import { instant, number, visible } from '../components/format.ts';
import { type Cell, type DataFile, lined, type Place, placeLink, targetOf } from './network-data.ts';

/** The length from which a text is cut in a table, characters. */
const LONG = 140;

/** A value of a row: ids that refer to something are links to it. */
export function CellText({
  place,
  file,
  name,
  value,
  whole = false,
}: {
  readonly place: Place;
  readonly file: DataFile;
  readonly name: string;
  readonly value: Cell;
  /** True when a long text is not cut. */
  readonly whole?: boolean;
}) {
  const column = file.columns.find((one) => one.name === name);
  if (typeof value === 'boolean') return <>{value ? 'true' : 'false'}</>;
  if (typeof value === 'number') return <>{number(value)}</>;
  if (value === '') return <span class="quiet">–</span>;
  const target = column?.refers ?? (file.referred.includes(name) ? `${file.key}.${name}` : undefined);
  if (target !== undefined && (column?.kind === 'id' || column?.kind === 'ids'))
    return <Ids place={place} target={target} ids={value.split(/[, ]+/)} />;
  if (column?.kind === 'timestamp') return <span class="time">{instantOf(value)}</span>;
  if (whole) return <span class="whole">{lined(value)}</span>;
  const text = visible(value);
  return (
    <span class="cell" dir="auto">
      {text.length > LONG ? `${text.slice(0, LONG)}…` : text}
    </span>
  );
}

function Ids({
  place,
  target,
  ids,
}: {
  readonly place: Place;
  readonly target: string;
  readonly ids: readonly string[];
}) {
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <a class="mono" href={placeLink(place, ['row', ...targetOf(target), id])}>
            {visible(id)}
          </a>
        </span>
      ))}
    </>
  );
}

function instantOf(text: string): string {
  return Number.isNaN(Date.parse(text)) ? visible(text) : instant(text);
}

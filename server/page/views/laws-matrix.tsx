import { useState } from 'preact/hooks';
import { number, visible } from '../components/format.ts';
import { type CheckReport, type MatrixLine, matrixOf } from './laws-report.ts';

/** The colours of the levels. */
export const marks = { error: 'bad', incomplete: 'warn', notice: '', none: '' } as const;
/** The words of the levels. */
export const words = { error: 'error', incomplete: 'incomplete', notice: 'notice', none: '' } as const;

/** The findings that are selected: those of a member, or of one area of it. */
export interface Selection {
  readonly member: string;
  readonly area?: string;
}

/** The matrix of areas: the number of findings of each file in each area. */
export function Matrix({
  report,
  selection,
  onSelect,
}: {
  readonly report: CheckReport;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}) {
  const lines = matrixOf(report);
  const bad = lines.filter(({ cells }) => cells.some(({ count }) => count > 0));
  const good = lines.length - bad.length;
  const [all, setAll] = useState(bad.length === 0);
  return (
    <>
      <h2>Areas</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard. */}
      <section class="scroll" aria-label="Areas" tabIndex={0}>
        <table class="matrix">
          <caption class="hidden">The number of findings of each file in each area</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" class="number">
                Rows
              </th>
              {lines[0]?.cells.map(({ area }) => (
                <th key={area} scope="col">
                  {area}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(all ? lines : bad).map((line) => (
              <Line key={line.member} line={line} selection={selection} onSelect={onSelect} />
            ))}
          </tbody>
        </table>
      </section>
      {bad.length > 0 && good > 0 && (
        <p>
          <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show only files with findings' : `Show ${good} files without findings`}
          </button>
        </p>
      )}
    </>
  );
}

function Line({
  line: { member, rows, cells },
  selection,
  onSelect,
}: {
  readonly line: MatrixLine;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}) {
  return (
    <tr>
      <th scope="row">{visible(member)}</th>
      <td class="number">{rows === undefined ? '' : number(rows)}</td>
      {cells.map(({ area, count, level }) => (
        <td key={area}>
          {count === 0 ? (
            <span class="fine">
              <span aria-hidden="true">·</span>
              <span class="hidden">none</span>
            </span>
          ) : (
            <button
              type="button"
              class={`tag ${marks[level]}`}
              aria-pressed={selection?.member === member && selection.area === area}
              aria-label={`${number(count)} ${words[level]} in ${member}, ${area}`}
              onClick={() => onSelect({ member, area })}
            >
              {number(count)}
            </button>
          )}
        </td>
      ))}
    </tr>
  );
}

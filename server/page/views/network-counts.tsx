import { Code } from '../components/code.tsx';
import { number, visible } from '../components/format.ts';
import { Table } from '../components/table.tsx';

interface Counted {
  readonly rows: number;
  readonly counted: 'exact' | 'estimate' | 'at-least';
}

/** The content of an export, as the control API counts it. */
export interface Counts {
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly curl: string;
  readonly files: readonly (Counted & { readonly member: string; readonly key: string })[];
  readonly attachments: Counted;
}

/** A number of rows in words: `about` and `more than` say that it is not exact. */
export function countText({ rows, counted }: Counted): string {
  if (counted === 'estimate') return `about ${number(rows)}`;
  return counted === 'at-least' ? `more than ${number(rows)}` : number(rows);
}

/** The counts of an export, with the command that gets it. */
export function CountTable({
  counts: { files, attachments, curl },
  keys,
  rowsLink,
  onExact,
}: {
  readonly counts: Counts;
  /** The files whose rows can be shown. */
  readonly keys: readonly string[];
  readonly rowsLink?: (key: string) => string;
  readonly onExact?: () => void;
}) {
  const all = [...files, { member: 'Attachments', key: '', ...attachments }];
  const most = Math.max(1, ...all.map(({ rows }) => rows));
  const inexact = all.some(({ counted }) => counted !== 'exact');
  const total = files.reduce((sum, { rows }) => sum + rows, 0);
  return (
    <>
      <p class="total" role="status">
        <strong>
          {inexact && 'about '}
          {number(total)} rows
        </strong>{' '}
        in {number(files.length)} files, {countText(attachments)} attachments{' '}
        {inexact && onExact && (
          <button type="button" onClick={onExact}>
            Count exactly
          </button>
        )}
      </p>
      <Code text={curl} label="The export with curl" />
      <Table
        caption="Rows of each file"
        rows={all}
        keyOf={({ member }) => member}
        columns={[
          {
            title: 'Member',
            cell: ({ member, key }) =>
              rowsLink !== undefined && keys.includes(key) ? (
                <a href={rowsLink(key)}>{visible(member)}</a>
              ) : (
                visible(member)
              ),
          },
          { title: 'Rows', number: true, cell: (one) => countText(one) },
          {
            title: 'Share of the largest',
            cell: ({ rows }) => (
              <span class="row-share" aria-hidden="true">
                <span style={{ width: `${(100 * rows) / most}%` }} />
              </span>
            ),
          },
        ]}
      />
    </>
  );
}

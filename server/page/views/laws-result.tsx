import { useState } from 'preact/hooks';
import { Copy } from '../components/code.tsx';
import { bytes, instant, number, visible } from '../components/format.ts';
import { Matrix, marks, type Selection, words } from './laws-matrix.tsx';
import { areaOf, type Checked, type CheckReport, type Finding, WHOLE } from './laws-report.ts';

/** The number of findings that are shown at first. */
const SHOWN = 40;

const verdicts = {
  sound: ['good', 'Sound'],
  findings: ['bad', 'Not sound'],
  incomplete: ['warn', 'Incomplete: nothing wrong in the part that could be checked'],
} as const;

/** The result of a check: its verdict, the matrix of areas, and the findings by file. */
export function Result({ name, checked }: { readonly name: string; readonly checked: Checked }) {
  const { report, text } = checked;
  const [selection, setSelection] = useState<Selection>();
  const errors = report.findings
    .filter(({ level }) => level === 'error')
    .reduce((sum, { count }) => sum + count, 0);
  const [mark, sentence] = verdicts[report.verdict];
  const found = report.findings.filter((one) => isSelected(one, selection));
  return (
    <>
      <div class={`verdict ${mark}`}>
        <h2>
          {sentence}
          {errors > 0 && `: ${number(errors)} error${errors === 1 ? '' : 's'}`}
        </h2>
        <Copy text={text} label="The report as text" />
      </div>
      <Facts name={name} report={report} />
      {report.files.length > 0 && <Matrix report={report} selection={selection} onSelect={setSelection} />}
      <h2 id="findings">
        Findings{selection && ` in ${visible(selection.member)}`}
        {selection?.area && `, ${selection.area}`}{' '}
        {selection && (
          <button type="button" onClick={() => setSelection(undefined)}>
            Show all
          </button>
        )}
      </h2>
      <Findings key={`${selection?.member} ${selection?.area}`} findings={found} />
    </>
  );
}

function isSelected(finding: Finding, selection: Selection | undefined): boolean {
  if (selection === undefined) return true;
  if ((finding.member ?? WHOLE) !== selection.member) return false;
  return selection.area === undefined || areaOf(finding) === selection.area;
}

function Facts({ name, report }: { readonly name: string; readonly report: CheckReport }) {
  const { files, request, references, attachments, laws, profiles } = report;
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const all = files.flatMap((file) => file.references);
  const held = all.filter(({ verified }) => verified).reduce((sum, { count }) => sum + count, 0);
  return (
    <dl class="facts">
      <dt>File</dt>
      <dd>
        {visible(name)}, {bytes(report.bytes)}
      </dd>
      {files.length > 0 && (
        <>
          <dt>Content</dt>
          <dd>
            {number(rows)} rows in {files.length} files, {number(attachments.members)} attachments
          </dd>
          <dt>Profile</dt>
          <dd>
            {profiles[0]?.profile}: {profiles[0]?.exact} of {files.length} files with exactly its columns
          </dd>
          <dt>Window</dt>
          <dd>{windowOf(request)}</dd>
          <dt>References</dt>
          <dd>
            {references.verifiable
              ? `${number(held)} held against each other`
              : `Not checked: ${references.why}`}
          </dd>
        </>
      )}
      {laws && (
        <>
          <dt>Laws</dt>
          <dd>
            {number(laws.laws)} checked,{' '}
            {laws.breaches === 0 ? 'none broken' : `${number(laws.breaches)} breaches`}
            {laws.notes > 0 && `, ${number(laws.notes)} of them may happen in a real network`}
          </dd>
        </>
      )}
    </dl>
  );
}

function windowOf({ since, until, user }: CheckReport['request']): string {
  if (since === undefined && until === undefined)
    return user ? 'The data of one user' : 'request.txt does not say';
  return `${wordOf(since)} to ${wordOf(until)} UTC`;
}

function wordOf(at: number | undefined): string {
  if (at === undefined) return '(not said)';
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? instant(at) : '(no date)';
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const [most, setMost] = useState(SHOWN);
  if (findings.length === 0) return <p class="quiet">Nothing to report.</p>;
  const shown = findings.slice(0, most);
  const members = [...new Set(shown.map(({ member = WHOLE }) => member))];
  return (
    <>
      {members.map((member) => (
        <section key={member} class="found" aria-label={visible(member)}>
          <h3 class="mono">{visible(member)}</h3>
          {shown
            .filter((one) => (one.member ?? WHOLE) === member)
            .map((one) => (
              <Entry key={`${one.code} ${one.column} ${one.law}`} finding={one} />
            ))}
        </section>
      ))}
      {findings.length > most && (
        <button type="button" onClick={() => setMost(most + SHOWN)}>
          Show more: {number(findings.length - most)} left
        </button>
      )}
    </>
  );
}

function Entry({ finding }: { readonly finding: Finding }) {
  const { code, level, column, law, count, message, examples } = finding;
  return (
    <article class="finding">
      <p class="head">
        <span class={`tag ${marks[level]}`}>{words[level]}</span> <code>{visible(law ?? code)}</code>
        {column !== undefined && (
          <>
            {' '}
            in <code>{visible(column)}</code>
          </>
        )}
        {count > 1 && <span class="quiet"> {number(count)} times</span>}
      </p>
      <p>{visible(message)}</p>
      {examples.length > 0 && (
        <ul class="places">
          {examples.map(({ line, value }, index) => (
            <li key={index}>
              {line !== undefined && <span class="quiet">line {number(line)}</span>}
              {value !== undefined && <code>{visible(value)}</code>}
            </li>
          ))}
          {count > examples.length && <li class="quiet">and {number(count - examples.length)} more</li>}
        </ul>
      )}
    </article>
  );
}

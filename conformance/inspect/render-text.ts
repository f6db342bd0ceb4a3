import { padded, widthOf } from '../util/padded.ts';
import { printable } from '../util/printable.ts';
import type { Example, Finding } from './finding.ts';
import type { CheckReport, FileReport } from './inspection-report.ts';

/**
 * The report for people: what was read, file by file, what was found, and what to make of it. Ends with a
 * line break.
 */
export function renderText(report: CheckReport): string {
  const parts = [head(report), fileTable(report), findingList(report), conclusion(report)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function head(report: CheckReport): string {
  const rows = report.files.reduce((sum, file) => sum + file.rows, 0);
  const lines = [`${printable(report.path)}: ${number(report.bytes)} bytes`];
  if (report.files.length === 0) return lines.join('\n');
  lines.push(
    `  content     ${number(rows)} rows in ${plural(report.files.length, 'file')}, ${plural(report.attachments.members, 'attachment')}`,
  );
  lines.push(`  profile     ${profileLine(report)}`);
  lines.push(`  window      ${windowLine(report)}`);
  lines.push(`  references  ${referenceLine(report)}`);
  if (report.laws) lines.push(`  laws        ${lawLine(report.laws)}`);
  if (!report.attachments.verified)
    lines.push(`  attachments not held against Files.csv: ${report.attachments.why}`);
  return lines.join('\n');
}

function profileLine({ profiles, files }: CheckReport): string {
  const [best, ...others] = profiles;
  if (best === undefined) return 'none';
  const equal = others.filter(({ exact, unknown }) => exact === best.exact && unknown === best.unknown);
  const also =
    equal.length > 0 ? `, and ${equal.map(({ profile }) => profile).join(' and ')} just as well` : '';
  return `${best.profile}: ${best.exact} of ${plural(files.length, 'file')} with exactly its columns${also}`;
}

function windowLine({ request }: CheckReport): string {
  if (request.since === undefined && request.until === undefined) {
    return request.user ? "one user's data" : 'request.txt does not say';
  }
  return `${instant(request.since)} to ${instant(request.until)}`;
}

function instant(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '(not said)';
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? '(no date)' : date.toISOString();
}

function referenceLine({ references, files }: CheckReport): string {
  const all = files.flatMap((file) => file.references);
  const sum = (verified: boolean) =>
    all.filter((one) => one.verified === verified).reduce((total, one) => total + one.count, 0);
  if (!references.verifiable) return `${number(sum(false))} not held against each other: ${references.why}`;
  const left = sum(false);
  const rest = left > 0 ? `; ${number(left)} to files that the export does not have or not wholly` : '';
  return `${number(sum(true))} held against each other${rest}`;
}

function lawLine({ laws, breaches, notes }: NonNullable<CheckReport['laws']>): string {
  const noted = notes > 0 ? `, ${number(notes)} of them of laws that a real network may break` : '';
  return `${number(laws)} checked, ${plural(breaches, 'contradiction')}${noted}`;
}

function fileTable({ files, findings }: CheckReport): string {
  if (files.length === 0) return '';
  const counts = new Map<string | undefined, number>();
  for (const { member, count } of findings) counts.set(member, (counts.get(member) ?? 0) + count);
  const rows = files.map((file) => [
    printable(file.member),
    number(file.rows),
    headerWord(file),
    number(counts.get(file.member) ?? 0),
  ]);
  return columns([['file', 'rows', 'columns', 'findings'], ...rows], ['left', 'right', 'left', 'right']);
}

function headerWord({ header, profile, whole }: FileReport): string {
  const words = {
    same: `${profile}`,
    different: `not as ${profile}`,
    unknown: 'unknown file',
    none: 'no header',
    unreadable: 'unreadable',
  };
  return words[header] + (whole ? '' : ', not read to the end');
}

function findingList({ findings }: CheckReport): string {
  const byPlace = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = finding.member ?? '(the archive)';
    byPlace.set(place, [...(byPlace.get(place) ?? []), finding]);
  }
  return [...byPlace]
    .map(([place, list]) => [printable(place), ...list.map(describe)].join('\n'))
    .join('\n\n');
}

function describe({ code, level, column, count, message, examples }: Finding): string {
  const where = column === undefined ? '' : ` in ${printable(column)}`;
  const times = count === 1 ? '' : `, ${number(count)} times`;
  const lines = [`  ${level.padEnd(10)} ${code}${where}${times}`, `             ${printable(message)}`];
  lines.push(...examples.map((example) => `             ${shown(example)}`));
  if (examples.length > 0 && examples.length < count) lines.push('             …');
  return lines.join('\n');
}

function shown({ line, value }: Example): string {
  const place = line === undefined ? '' : `line ${line}`;
  if (value === undefined) return place;
  return `${place}${place === '' ? '' : ': '}${value === '' ? '(empty)' : printable(value)}`;
}

function conclusion({ verdict, findings }: CheckReport): string {
  const kinds = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const notices =
    kinds('notice') === 0
      ? ''
      : ` ${plural(kinds('notice'), 'notice')}, which ${kinds('notice') === 1 ? 'does' : 'do'} no harm.`;
  const undone =
    kinds('incomplete') === 0
      ? ''
      : ` ${plural(kinds('incomplete'), 'thing')} could not be exported or checked.`;
  if (verdict === 'sound') return `Nothing to report.${notices}`;
  if (verdict === 'incomplete')
    return `Incomplete: nothing wrong was found, and not everything could be looked at.${undone}${notices}`;
  return `Not sound: ${plural(kinds('error'), 'kind')} of error.${undone}${notices}`;
}

type Side = 'left' | 'right';

function columns(rows: readonly (readonly string[])[], sides: readonly Side[]): string {
  const widths = sides.map((_, index) => Math.max(...rows.map((row) => widthOf(row[index] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => padded(cell, widths[index] ?? 0, sides[index]))
      .join('  ')
      .trimEnd();
  return rows.map((row) => `  ${line(row)}`).join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function plural(count: number, word: string): string {
  return `${number(count)} ${word}${count === 1 ? '' : 's'}`;
}

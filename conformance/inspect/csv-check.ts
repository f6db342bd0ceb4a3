import { headerOf } from '../../schemas/index.ts';
import type { CsvOddity, CsvRow } from './archive/csv-row.ts';
import { csvRows } from './archive/csv-rows.ts';
import { MemberError } from './archive/problem.ts';
import type { Findings } from './finding.ts';
import { compareHeaders, describeDifference } from './header.ts';
import type { FileReport } from './inspection-report.ts';
import type { CsvMember } from './inventory.ts';
import { identify } from './profile-fit.ts';
import { abortable, type Reading, readMember } from './read-member.ts';

/** The meaning of each oddity for a reader of the file. */
const oddities: Readonly<Record<CsvOddity, string>> = {
  bom: 'It starts with a byte order mark, which readers take for a part of the first column name. Observed exports have none.',
  crlf: 'Lines end in CR LF. Observed exports end them in LF.',
  unquoted: 'Rows with fields that are not quoted. Observed exports quote every field.',
  'stray-quote':
    'A quote where none may be: inside a field without quotes, or text after a closing quote. Expected quotes inside a field to be doubled.',
  'blank-line': 'Lines with nothing on them; they were passed over.',
  nul: 'A NUL byte in the text.',
  'invalid-utf8': 'Bytes that are no UTF-8: the file is in another encoding, or was cut or changed.',
  'no-final-newline': 'The last line has no line break: the file may be cut off there.',
  'unclosed-quote':
    'The file ends inside a quoted field: it is cut off, or a quote is missing. The row that begins here was not counted.',
  'record-too-long':
    'A row is longer than the limit, most likely because a closing quote is missing. Nothing after it was looked at.',
  'too-many-fields':
    'A row has more than 10,000 fields; the widest table has 46. It is no row of an export, and nothing after it was looked at.',
};

/** The oddities after which rows are missing. */
const CUT_SHORT: ReadonlySet<CsvOddity> = new Set(['record-too-long', 'too-many-fields', 'unclosed-quote']);

/** Takes the rows of one CSV after its header. */
export interface RowTaker {
  take(row: CsvRow): void;
}

/**
 * The header of a CSV; `none` when it has no first line or one beyond the limit, `unreadable` when the member
 * cannot be read that far.
 */
export type Header = readonly string[] | 'none' | 'unreadable';

/** Reads only the header of a CSV. What is wrong on the way is found later. */
export async function readHeader(reading: Reading, { member }: CsvMember, maxBytes: number): Promise<Header> {
  const { archive } = reading;
  if (!archive.canRead(member)) return 'unreadable';
  try {
    let tooLong = false;
    const tell = (oddity: CsvOddity): void => {
      tooLong ||= CUT_SHORT.has(oddity);
    };
    const chunks = until(abortable(archive.read(member), reading), () => tooLong);
    for await (const [header] of csvRows(chunks, maxBytes, tell)) return header?.values ?? 'none';
    return 'none';
  } catch (error) {
    if (!(error instanceof MemberError)) throw error;
    return 'unreadable';
  }
}

/** The chunks up to the one after which there is enough. */
async function* until(chunks: AsyncIterable<Buffer>, enough: () => boolean): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk;
    if (enough()) return;
  }
}

/** Reads a CSV to its end: every row after the header goes to `taker`, every oddity to the findings. */
export async function readRows(
  reading: Reading,
  { member }: CsvMember,
  maxRecordBytes: number,
  taker: RowTaker | undefined,
): Promise<{ rows: number; whole: boolean }> {
  let records = 0;
  let whole = true;
  const tell = (oddity: CsvOddity, line: number) => {
    whole &&= !CUT_SHORT.has(oddity);
    reading.findings.add({ code: oddity, member: member.name, message: oddities[oddity], line });
  };
  const read = await readMember(reading, member, async (chunks) => {
    for await (const rows of csvRows(chunks, maxRecordBytes, tell)) {
      for (const row of rows) {
        records += 1;
        if (records > 1) taker?.take(row);
      }
    }
  });
  return { rows: Math.max(0, records - 1), whole: whole && read };
}

/** The facts about a CSV that its name and its header show. */
export type HeadReport = Pick<FileReport, 'key' | 'profile'> & { readonly judged: FileReport['header'] };

/** Compares name and header with the best profile, or with whichever has the file. */
export function checkHead(
  csv: CsvMember,
  header: Header,
  best: Parameters<typeof identify>[1],
  findings: Findings,
): HeadReport {
  const member = csv.member.name;
  const identified = identify(csv.name, best);
  if (identified === undefined) {
    const message = 'No page names this file: its rows were counted and not checked.';
    findings.add({ code: 'unknown-file', member, message });
    return { judged: typeof header === 'string' ? header : 'unknown' };
  }
  const { key, profile } = identified;
  if (profile !== best) {
    const message = `The profile that fits the archive, ${best}, has no file of this name; it was checked as in the profile ${profile}.`;
    findings.add({ code: 'other-profile', member, message });
  }
  if (typeof header === 'string') {
    const message = 'There is no header line to read: an empty table has at least that.';
    if (header === 'none') findings.add({ code: 'no-header', member, message });
    return { key, profile, judged: header };
  }
  const difference = compareHeaders(headerOf(key, profile), header);
  if (difference === undefined) return { key, profile, judged: 'same' };
  const message = `The columns are not those of the profile ${profile}: ${describeDifference(difference)}.`;
  findings.add({ code: 'header', member, message, line: 1 });
  return { key, profile, judged: 'different' };
}

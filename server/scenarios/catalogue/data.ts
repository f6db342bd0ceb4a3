import type { Scenario, Step } from '../scenario.ts';

/** Makes a scenario that applies its steps to every request. */
function dataScenario(name: string, what: string, shows: string, source: string, ...steps: Step[]): Scenario {
  return { name, area: 'data', what, shows, source, rules: [{ steps }] };
}

/**
 * Exports whose CSVs are not as clients expect them. They apply to both endpoints and both profiles, unless
 * stated.
 */
export const dataScenarios: readonly Scenario[] = [
  dataScenario(
    'csv-crlf',
    'The lines of every CSV end with CR LF.',
    'A client that splits at LF stores a carriage return in the last column.',
    'Observed: public clients expect LF. Assumed: the line end may change.',
    { do: 'csv-dialect', newline: 'crlf' },
  ),
  dataScenario(
    'csv-bom',
    'Every CSV begins with a byte order mark.',
    'A client reads the mark as a part of the first column name and does not find that column.',
    'Observed: exports have none, and public clients add it to the first header.',
    { do: 'csv-dialect', bom: true },
  ),
  dataScenario(
    'csv-unquoted',
    'Only fields that need quotes have them.',
    'A client splits lines at `","`, or removes the first and the last character of every field.',
    'Observed: exports quote every field. Assumed: any CSV writer may replace the one in use.',
    { do: 'csv-dialect', quotes: 'needed' },
  ),
  dataScenario(
    'csv-no-header',
    'Messages.csv has its rows and no header.',
    'A client reads the first message as the column names and loses it.',
    'Documented: every CSV starts with its column names. Assumed: a CSV without them.',
    { do: 'csv-dialect', file: 'Messages', header: 'none' },
  ),
  dataScenario(
    'csv-utf-16',
    'Messages.csv is in UTF-16 with a byte order mark, as spreadsheet programs save text.',
    'A client reads every file as UTF-8 and finds no column, or stores NUL bytes.',
    'Observed: exports are in UTF-8, and public clients use the wrong charset.',
    { do: 'csv-dialect', file: 'Messages', bom: true, encoding: 'utf-16le' },
  ),
  dataScenario(
    'csv-windows-1252',
    'Messages.csv is in Windows-1252, with a question mark for every character that this charset lacks.',
    'A client fails at the first accented letter, or stores replacement characters without a message.',
    'Observed: exports are in UTF-8, and public clients use the wrong charset.',
    { do: 'csv-dialect', file: 'Messages', encoding: 'windows-1252' },
  ),
  dataScenario(
    'csv-header-only',
    'Messages.csv has its header and no row.',
    'A client that assumes a first row fails, or reports a day without messages as a broken export.',
    'Observed: an empty table consists of its header line.',
    { do: 'csv-no-rows', file: 'Messages' },
  ),
  dataScenario(
    'csv-no-rows',
    'Every CSV has only its header, and there is no attachment.',
    'A client treats the export of a window without changes as a failure.',
    'Observed: an empty table consists of its header line; public clients treat an empty export as a failure.',
    { do: 'csv-no-rows' },
  ),
  dataScenario(
    'csv-zero-bytes',
    'Messages.csv is present and has zero bytes.',
    'A client that reads the header of an empty file fails with an error that names neither file nor reason.',
    'Assumed: a table without rows may be written as an empty file.',
    { do: 'csv-empty', file: 'Messages' },
  ),
  dataScenario(
    'csv-extra-column',
    'Messages.csv has one more column after the last one.',
    'A client with a fixed list of columns rejects the file.',
    'Documented: the two pages of the network export list different columns, so columns do change.',
    { do: 'csv-add-column', file: 'Messages', column: 'sentiment', at: 'end' },
  ),
  dataScenario(
    'csv-extra-first-column',
    'Messages.csv has one more column before the first one.',
    'A client that reads columns by position stores every value one column off.',
    'Documented: the columns differ between the two pages. Observed: public clients read by position.',
    { do: 'csv-add-column', file: 'Messages', column: 'row_number', at: 'start' },
  ),
  dataScenario(
    'csv-reordered-columns',
    'The columns of Messages.csv are in reverse order.',
    'A client that reads columns by position stores each value under the wrong name.',
    'Observed: public clients read columns by position. Assumed: no page specifies an order.',
    { do: 'csv-reverse-columns', file: 'Messages' },
  ),
  dataScenario(
    'csv-missing-column',
    'Messages.csv has no column group_name.',
    'A client that assumes every column fails, or shifts the columns after it.',
    'Documented: the older page lacks columns that the current one has.',
    { do: 'csv-remove-column', file: 'Messages', column: 'group_name' },
  ),
  dataScenario(
    'csv-renamed-column',
    'In Messages.csv the column sender_id is named author_id.',
    'A client stores messages without a sender and does not report the missing column.',
    'Documented: names differ between the pages of the network export. Assumed: this one.',
    { do: 'csv-rename-column', file: 'Messages', column: 'sender_id', to: 'author_id' },
  ),
  dataScenario(
    'csv-missing-file',
    'Groups.csv is missing, and no file reports why.',
    'A client opens a file that does not exist and does not read the files after it.',
    'Documented: the set of files depends on profile and models. Observed: some public clients open a fixed list.',
    { do: 'csv-missing', file: 'Groups' },
  ),
  dataScenario(
    'ids-beyond-2-53',
    'Every id has 18 digits and is beyond 2^53.',
    'A client that stores ids as doubles rounds them, and different messages get the same id.',
    'Documented: ids are 64-bit integers. Observed: public clients round them.',
    { do: 'ids', style: 'large' },
  ),
  dataScenario(
    'ids-10-digits',
    'Every id has ten digits and is below 2^31.',
    'A client that recognises ids by their length, or derives a time from them, fails.',
    'Observed: a published reader expects 32-bit ids, as in old networks.',
    { do: 'ids', style: 'small' },
  ),
  dataScenario(
    'csv-long-body',
    'One in 20 messages has a body of a million characters.',
    'A client has a limit for a field, a line or a column, and truncates, skips or fails.',
    'Undocumented: a length limit. Assumed: an announcement with a long pasted text.',
    { do: 'csv-text', file: 'Messages', column: 'body', every: 20, text: 'long' },
  ),
  dataScenario(
    'csv-nul',
    'One in 5 bodies in Messages.csv contains a NUL byte.',
    'A client truncates the text there, treats the file as binary, or its database rejects the row.',
    'Assumed: pasted text appears in an export unchanged.',
    { do: 'csv-text', file: 'Messages', column: 'body', every: 5, text: 'nul' },
  ),
  dataScenario(
    'csv-control-characters',
    'One in 5 bodies in Messages.csv contains control characters.',
    'A client writes them to XML, a terminal or a table that does not accept them.',
    'Assumed: pasted text appears in an export unchanged.',
    { do: 'csv-text', file: 'Messages', column: 'body', every: 5, text: 'control' },
  ),
  dataScenario(
    'csv-line-breaks',
    'One in 5 bodies in Messages.csv contains every kind of line break.',
    'A client that splits the file into lines, at any line break that its library knows, reads additional rows.',
    'Observed: public clients split CSVs at line breaks.',
    { do: 'csv-text', file: 'Messages', column: 'body', every: 5, text: 'line-breaks' },
  ),
  dataScenario(
    'csv-invalid-utf-8',
    'One in 5 bodies in Messages.csv contains bytes that are not valid UTF-8.',
    'A client stops in the middle of the file, or inserts replacement characters without a message.',
    'Observed: exports are in UTF-8, and public clients use the wrong charset. Assumed: a text that was cut inside a character.',
    { do: 'csv-text', file: 'Messages', column: 'body', every: 5, text: 'invalid-utf8' },
  ),
  dataScenario(
    'csv-formulas',
    'Every body in Messages.csv starts like a formula.',
    'A client passes the text to a spreadsheet program, which evaluates it.',
    'Assumed: every user can post such a text; the formulas here add one and one.',
    { do: 'csv-text', file: 'Messages', column: 'body', every: 1, text: 'formula' },
  ),
  dataScenario(
    'csv-look-alikes',
    'Every body in Messages.csv looks like a value of another type, or has spaces or characters that readers fold.',
    'A client reads NA as no value, 0042 as a number, or trims and normalizes texts.',
    'Assumed: every user can post such a text; data frames and spreadsheets read them so by default.',
    { do: 'csv-text', file: 'Messages', column: 'body', every: 1, text: 'look-alike' },
  ),
  dataScenario(
    'csv-duplicate-rows',
    'Messages.csv contains one in 3 rows twice.',
    'A client stores both rows, or fails at the primary key of its table.',
    'Observed: public clients store rows twice when windows overlap. Assumed: duplicates within one export.',
    { do: 'csv-repeat', file: 'Messages', every: 3 },
  ),
  dataScenario(
    'csv-unresolved-reference',
    'One in 3 messages refers to a sender that does not exist.',
    'A client fails at a foreign key, or drops messages when it joins them with users.',
    'Documented: a window contains what changed in it, so a sender may be in an earlier one. Assumed: a sender that is in none.',
    { do: 'csv-reference', file: 'Messages', column: 'sender_id', every: 3 },
  ),
  dataScenario(
    'attachment-without-row',
    'The archive contains an attachment without a row in Files.csv.',
    'A client that looks up attachments by their row fails at this one, or omits it without a message.',
    'Documented: each attachment has a row. Assumed: an attachment without a row.',
    { do: 'attachment-mismatch', how: 'member-without-row' },
  ),
  dataScenario(
    'row-without-attachment',
    'Files.csv has a row whose attachment does not exist.',
    'A client stops at the file that it cannot open, or records a file that it does not have.',
    'Documented: only files that are stored elsewhere have a row and no attachment. Assumed: another file without its attachment.',
    { do: 'attachment-mismatch', how: 'row-without-member' },
  ),
];

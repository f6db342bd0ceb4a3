import { csvName, csvNameSchema } from './csv-names.ts';
import type { StepKinds } from './kind.ts';

/**
 * What happens to the CSVs. `file` is the name of a CSV without folder and ending, `Messages`: that of every network
 * of the export is meant, and every CSV when `file` is left out. `every` counts the rows of each CSV: of so many the
 * first is changed. A step that names what an export does not have changes nothing in it.
 */
export type DataStep =
  /** Writes it in another way; what is left out stays as it is. */
  | {
      readonly do: 'csv-dialect';
      readonly file?: string;
      readonly header?: 'none';
      readonly newline?: 'crlf';
      /** Not in Windows-1252, which has none. */
      readonly bom?: boolean;
      readonly quotes?: 'needed';
      readonly encoding?: 'utf-16le' | 'windows-1252';
    }
  /** A column that is there already is not added again. */
  | {
      readonly do: 'csv-add-column';
      readonly file: string;
      readonly column: string;
      readonly at: 'start' | 'end';
    }
  /** The only column stays. */
  | { readonly do: 'csv-remove-column'; readonly file: string; readonly column: string }
  /** Not to a name that another column has. */
  | { readonly do: 'csv-rename-column'; readonly file: string; readonly column: string; readonly to: string }
  | { readonly do: 'csv-reverse-columns'; readonly file: string }
  /** The header is left. Without rows in `Files.csv` there are no attachments. */
  | { readonly do: 'csv-no-rows'; readonly file?: string }
  /** The copy follows its row. */
  | { readonly do: 'csv-repeat'; readonly file: string; readonly every: number }
  /** Not even the header is left. */
  | { readonly do: 'csv-empty'; readonly file: string }
  /** Nothing tells of it. */
  | { readonly do: 'csv-missing'; readonly file: string }
  | {
      readonly do: 'csv-text';
      readonly file: string;
      readonly column: string;
      readonly every: number;
      readonly text: CsvText;
    }
  /** Only rows that refer to something are counted. */
  | { readonly do: 'csv-reference'; readonly file: string; readonly column: string; readonly every: number }
  /** In every network whose attachments are exported. */
  | { readonly do: 'attachment-mismatch'; readonly how: 'member-without-row' | 'row-without-member' };

/** A text that goes wrong in many a client. */
export type CsvText = keyof typeof texts;

const texts = {
  long: 'a million characters, 32 times at most',
  nul: 'a NUL byte',
  control: 'control characters',
  'invalid-utf8': 'bytes that are no UTF-8',
  formula: 'a formula',
  'line-breaks': 'line breaks of every kind',
} as const;

const headerName = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\x00-\\x1f\\x7f]*$',
} as const;
const every = {
  type: 'integer',
  minimum: 1,
  maximum: 1_000_000_000,
  description: 'Of so many rows the first is changed.',
} as const;

/** Of which rows something is said. */
function rows(step: { readonly every: number }, which = ''): string {
  return step.every === 1 ? `every row${which}` : `the first of every ${step.every} rows${which}`;
}

const ways = {
  none: 'without a header',
  crlf: 'with CR LF at the end of lines',
  needed: 'with quotes only where they are needed',
  'utf-16le': 'in UTF-16, little-endian',
  'windows-1252': 'in Windows-1252',
} as const;

const mismatches = {
  'member-without-row': 'adds an attachment that no row of Files.csv names',
  'row-without-member': 'adds a row to Files.csv that names an attachment which is not there',
} as const;

export const dataKinds: StepKinds<DataStep> = {
  'csv-dialect': {
    properties: {
      file: csvNameSchema,
      header: { enum: ['none'] },
      newline: { enum: ['crlf'] },
      bom: { type: 'boolean' },
      quotes: { enum: ['needed'] },
      encoding: { enum: ['utf-16le', 'windows-1252'] },
    },
    required: [],
    explain: ({ file, header, newline, bom, quotes, encoding }) => {
      const said = [header, newline, quotes, encoding].flatMap((way) => (way === undefined ? [] : ways[way]));
      const all = bom === true ? [...said, 'after a byte order mark'] : said;
      return `writes ${csvName(file)} ${all.join(', ') || 'as it is'}`;
    },
  },
  'csv-add-column': {
    properties: { file: csvNameSchema, column: headerName, at: { enum: ['start', 'end'] } },
    required: ['file', 'column', 'at'],
    explain: ({ file, column, at }) =>
      `adds the column ${column} to ${csvName(file)}, ${at === 'start' ? 'before the first' : 'after the last'} one`,
  },
  'csv-remove-column': {
    properties: { file: csvNameSchema, column: headerName },
    required: ['file', 'column'],
    explain: ({ file, column }) => `leaves the column ${column} out of ${csvName(file)}`,
  },
  'csv-rename-column': {
    properties: { file: csvNameSchema, column: headerName, to: headerName },
    required: ['file', 'column', 'to'],
    explain: ({ file, column, to }) => `calls the column ${column} of ${csvName(file)} ${to}`,
  },
  'csv-reverse-columns': {
    properties: { file: csvNameSchema },
    required: ['file'],
    explain: ({ file }) => `writes the columns of ${csvName(file)} in reverse order`,
  },
  'csv-no-rows': {
    properties: { file: csvNameSchema },
    required: [],
    explain: ({ file }) =>
      `leaves ${csvName(file)} no row but the header${file === undefined || file === 'Files' ? ', and exports no attachment' : ''}`,
  },
  'csv-repeat': {
    properties: { file: csvNameSchema, every },
    required: ['file', 'every'],
    explain: (step) => `writes ${rows(step)} of ${csvName(step.file)} twice`,
  },
  'csv-empty': {
    properties: { file: csvNameSchema },
    required: ['file'],
    explain: ({ file }) => `leaves ${csvName(file)} not a single byte`,
  },
  'csv-missing': {
    properties: { file: csvNameSchema },
    required: ['file'],
    explain: ({ file }) => `leaves out ${csvName(file)}`,
  },
  'csv-text': {
    properties: {
      file: csvNameSchema,
      column: headerName,
      every,
      text: { enum: Object.keys(texts) },
    },
    required: ['file', 'column', 'every', 'text'],
    explain: (step) =>
      `puts ${texts[step.text]} into ${step.column} in ${rows(step)} of ${csvName(step.file)}`,
  },
  'csv-reference': {
    properties: { file: csvNameSchema, column: headerName, every },
    required: ['file', 'column', 'every'],
    explain: (step) =>
      `puts an id that nothing has into ${step.column} in ${rows(step, ' with one')} of ${csvName(step.file)}`,
  },
  'attachment-mismatch': {
    properties: { how: { enum: ['member-without-row', 'row-without-member'] } },
    required: ['how'],
    explain: ({ how }) => mismatches[how],
  },
};

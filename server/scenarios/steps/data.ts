import { csvName, csvNameSchema } from './csv-names.ts';
import type { StepKinds } from './kind.ts';

/**
 * Steps that change the CSVs. `file` is the name of a CSV without folder and extension, `Messages`: it
 * selects that CSV of every network in the export, and every CSV when it is left out. `every` selects rows
 * by their identity: about one in n is changed, the same in every answer that has it. A step that names a
 * file or column that the export does not have changes nothing.
 */
export type DataStep =
  /** Writes the CSV in another format; properties that are left out stay unchanged. */
  | {
      readonly do: 'csv-dialect';
      readonly file?: string;
      readonly header?: 'none';
      readonly newline?: 'crlf';
      /** Ignored for Windows-1252, which has no byte order mark. */
      readonly bom?: boolean;
      readonly quotes?: 'needed';
      readonly encoding?: 'utf-16le' | 'windows-1252';
    }
  /** Has no effect when the CSV has a column with this name. */
  | {
      readonly do: 'csv-add-column';
      readonly file: string;
      readonly column: string;
      readonly at: 'start' | 'end';
    }
  /** Has no effect on the only column. */
  | { readonly do: 'csv-remove-column'; readonly file: string; readonly column: string }
  /** Has no effect when another column has the new name. */
  | { readonly do: 'csv-rename-column'; readonly file: string; readonly column: string; readonly to: string }
  | { readonly do: 'csv-reverse-columns'; readonly file: string }
  /** Only the header remains. Without rows in `Files.csv` there are no attachments. */
  | { readonly do: 'csv-no-rows'; readonly file?: string }
  /** The copy follows its row. */
  | { readonly do: 'csv-repeat'; readonly file: string; readonly every: number }
  /** The CSV has no byte, not even the header. */
  | { readonly do: 'csv-empty'; readonly file: string }
  /** No other file mentions that the CSV is missing. */
  | { readonly do: 'csv-missing'; readonly file: string }
  | {
      readonly do: 'csv-text';
      readonly file: string;
      readonly column: string;
      readonly every: number;
      readonly text: CsvText;
    }
  /** Counts only rows that have a reference in this column. */
  | { readonly do: 'csv-reference'; readonly file: string; readonly column: string; readonly every: number }
  /** Applies to every network whose attachments are exported. */
  | { readonly do: 'attachment-mismatch'; readonly how: 'member-without-row' | 'row-without-member' };

/** A text that many clients handle incorrectly. */
export type CsvText = keyof typeof texts;

const texts = {
  long: 'a million characters (at most 32 times)',
  nul: 'a NUL byte',
  control: 'control characters',
  'invalid-utf8': 'bytes that are not valid UTF-8',
  formula: 'a formula',
  'look-alike':
    'a text that looks like a value of another type, or whose spaces or characters a reader may fold,',
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
  description: 'About one in n rows is changed; the identity of a row decides, so every answer agrees.',
} as const;

/** The phrase for the selected rows. */
function rows(step: { readonly every: number }, which = ''): string {
  return step.every === 1 ? `every row${which}` : `one in ${step.every} rows${which}`;
}

const ways = {
  none: 'without a header',
  crlf: 'with CR LF as line ends',
  needed: 'with quotes only where necessary',
  'utf-16le': 'in UTF-16, little-endian',
  'windows-1252': 'in Windows-1252',
} as const;

const mismatches = {
  'member-without-row': 'adds an attachment without a row in Files.csv',
  'row-without-member': 'adds a row to Files.csv whose attachment does not exist',
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
    needsProperty: true,
    explain: ({ file, header, newline, bom, quotes, encoding }) => {
      const said = [header, newline, quotes, encoding].flatMap((way) => (way === undefined ? [] : ways[way]));
      const all = bom === true ? [...said, 'with a byte order mark'] : said;
      return `writes ${csvName(file)} ${all.join(', ') || 'unchanged'}`;
    },
  },
  'csv-add-column': {
    properties: { file: csvNameSchema, column: headerName, at: { enum: ['start', 'end'] } },
    required: ['file', 'column', 'at'],
    explain: ({ file, column, at }) =>
      `adds the column ${column} to ${csvName(file)} as the ${at === 'start' ? 'first' : 'last'} column`,
  },
  'csv-remove-column': {
    properties: { file: csvNameSchema, column: headerName },
    required: ['file', 'column'],
    explain: ({ file, column }) => `removes the column ${column} from ${csvName(file)}`,
  },
  'csv-rename-column': {
    properties: { file: csvNameSchema, column: headerName, to: headerName },
    required: ['file', 'column', 'to'],
    explain: ({ file, column, to }) => `renames the column ${column} of ${csvName(file)} to ${to}`,
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
      `removes all rows except the header from ${csvName(file)}${file === undefined || file === 'Files' ? ', and exports no attachment' : ''}`,
  },
  'csv-repeat': {
    properties: { file: csvNameSchema, every },
    required: ['file', 'every'],
    explain: (step) => `writes ${rows(step)} of ${csvName(step.file)} twice`,
  },
  'csv-empty': {
    properties: { file: csvNameSchema },
    required: ['file'],
    explain: ({ file }) => `removes every byte from ${csvName(file)}`,
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
      `writes ${texts[step.text]} to the column ${step.column} in ${rows(step)} of ${csvName(step.file)}`,
  },
  'csv-reference': {
    properties: { file: csvNameSchema, column: headerName, every },
    required: ['file', 'column', 'every'],
    explain: (step) =>
      `writes an id that does not exist to the column ${step.column} in ${rows(step, ' with a reference')} of ${csvName(step.file)}`,
  },
  'attachment-mismatch': {
    properties: { how: { enum: ['member-without-row', 'row-without-member'] } },
    required: ['how'],
    explain: ({ how }) => mismatches[how],
  },
};

import { csvName, csvNameSchema } from './csv-names.ts';
import type { StepKinds } from './kind.ts';

/**
 * Steps that make a part of the export fail. The ZIP stays valid, and the counts in `log.txt` stay correct.
 */
export type PartStep =
  /** Removes the attachments of the rows of `Files.csv` that it removes. */
  | {
      readonly do: 'fail-model';
      /**
       * Names of CSVs without folder and extension.
       *
       * @default all CSVs
       */
      readonly files?: readonly string[];
      /**
       * The number of rows that remain; the whole CSV is missing when left out. A CSV with no more rows than
       * this does not fail.
       */
      readonly rows?: number;
      /** True if `log.txt` reports the failure. */
      readonly logged: boolean;
    }
  | {
      readonly do: 'fail-attachment';
      /** The number of the missing attachment in every network, from 1. */
      readonly nth: number;
      readonly logged: boolean;
    }
  /** With `wrong-counts`, each count is one higher than the number of rows. */
  | { readonly do: 'log'; readonly how: 'missing' | 'wrong-counts' };

const logged = { type: 'boolean', description: 'Whether log.txt reports the failure.' } as const;

const logs = {
  missing: 'leaves out log.txt',
  'wrong-counts': 'states one row too many for every CSV in log.txt',
} as const;

function reporting(step: { readonly logged: boolean }): string {
  return step.logged ? 'reports this in log.txt' : 'reports this nowhere';
}

function namesOf(files: readonly string[] | undefined): string {
  return files === undefined ? csvName(files) : files.map(csvName).join(', ');
}

export const partKinds: StepKinds<PartStep> = {
  'fail-model': {
    properties: {
      files: { type: 'array', items: csvNameSchema, minItems: 1, maxItems: 100 },
      rows: { type: 'integer', minimum: 0, maximum: 1_000_000 },
      logged,
    },
    required: ['logged'],
    explain: ({ files, rows, ...step }) => {
      const names = namesOf(files);
      const hasFiles = files === undefined || files.includes('Files');
      if (rows === undefined)
        return `leaves out ${names}${hasFiles ? ' and the attachments' : ''} and ${reporting(step)}`;
      const end = `ends ${names} after ${rows === 1 ? 'one row' : `${rows} rows`}`;
      const without = hasFiles ? ', leaves out the attachments of the other rows,' : '';
      return `${end}${without} and ${reporting(step)}`;
    },
  },
  'fail-attachment': {
    properties: { nth: { type: 'integer', minimum: 1, maximum: 10_000 }, logged },
    required: ['nth', 'logged'],
    explain: ({ nth, ...step }) => `leaves out attachment ${nth} and ${reporting(step)}`,
  },
  log: {
    properties: { how: { enum: ['missing', 'wrong-counts'] } },
    required: ['how'],
    explain: ({ how }) => logs[how],
  },
};

import { csvName, csvNameSchema } from './csv-names.ts';
import type { StepKinds } from './kind.ts';

/** What of the export fails while the rest comes: the ZIP is sound, and the counts in `log.txt` are true. */
export type PartStep =
  /** The attachments of the rows of `Files.csv` that do not come do not come either. */
  | {
      readonly do: 'fail-model';
      /** Names of CSVs without folder and ending; all of them when left out. */
      readonly files?: readonly string[];
      /** How many rows come all the same; the whole CSV is missing when left out. One with no more rows does not fail. */
      readonly rows?: number;
      /** Whether `log.txt` says so. */
      readonly logged: boolean;
    }
  | {
      readonly do: 'fail-attachment';
      /** Which one of every network is missing, from 1. */
      readonly nth: number;
      readonly logged: boolean;
    }
  /** Wrong counts say one row more than every CSV has. */
  | { readonly do: 'log'; readonly how: 'missing' | 'wrong-counts' };

const logged = { type: 'boolean', description: 'Whether log.txt says so.' } as const;

const logs = {
  missing: 'leaves out log.txt',
  'wrong-counts': 'counts one row too many of every CSV in log.txt',
} as const;

function telling(step: { readonly logged: boolean }): string {
  return step.logged ? 'says so in log.txt' : 'says so nowhere';
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
      const what =
        rows === undefined
          ? `leaves out ${namesOf(files)}`
          : `ends ${namesOf(files)} after ${rows === 1 ? 'one row' : `${rows} rows`}`;
      const attached = files === undefined || files.includes('Files') ? ', its attachments too,' : '';
      return `${what}${attached} and ${telling(step)}`;
    },
  },
  'fail-attachment': {
    properties: { nth: { type: 'integer', minimum: 1, maximum: 10_000 }, logged },
    required: ['nth', 'logged'],
    explain: ({ nth, ...step }) => `leaves out attachment ${nth} and ${telling(step)}`,
  },
  log: {
    properties: { how: { enum: ['missing', 'wrong-counts'] } },
    required: ['how'],
    explain: ({ how }) => logs[how],
  },
};

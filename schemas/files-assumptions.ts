import type { Assumption } from './assumption.ts';

/** The switches of the Files Export API. */
export const filesAssumptions = {
  'files-export-range': {
    about: 'Files Export API: a range of more than two months',
    values: [
      { value: '400', does: 'The response is 400.' },
      { value: 'any', does: 'Every range is accepted.' },
    ],
  },
  'files-export-at-once': {
    about: 'Files Export API: a seventh export request while six are in progress',
    values: [
      { value: '429', does: 'The response is 429 with `Retry-After`.' },
      { value: 'any', does: 'Every export request is accepted.' },
    ],
  },
  'files-export-parts': {
    about: 'Files Export API: the archives of an export request',
    values: [
      { value: 'months', does: 'Each month of the range that has files is an archive.' },
      { value: 'one', does: 'The whole range is one archive.' },
    ],
  },
} as const satisfies Readonly<Record<string, Assumption>>;

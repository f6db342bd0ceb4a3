import type { Case, Run } from '../model/case.ts';
import type { CheckSpec, Label, Level } from '../model/check.ts';
import { keepsAll, keepsWhatItSays } from './demands.ts';
import { network, SINCE } from './failures.ts';
import { doubtfulRowCases } from './rows-doubtful.ts';

const PEOPLE = 'The export holds texts exactly as users wrote them.';
const DIALECT = 'Exports are UTF-8 without a byte order mark, with LF and every field in quotes.';
const COLUMNS =
  'The columns may change: the two documentation pages of the network export list different ones.';

interface Rows {
  readonly id: string;
  readonly title: string;
  readonly scenario: NonNullable<Run['scenario']>;
  readonly rule: string;
  readonly label: Label;
  readonly level?: Level;
  readonly truth?: Run['truth'];
  readonly more?: readonly CheckSpec[];
}

/** Exports that can be read completely: all of their data is kept. */
const kept: readonly Rows[] = [
  {
    id: 'line-breaks',
    title: 'Every kind of line break inside a text is kept.',
    scenario: 'csv-line-breaks',
    rule: PEOPLE,
    label: 'observed',
  },
  {
    id: 'ids-beyond-2-53',
    title: 'Ids of 18 digits are kept to the last digit.',
    scenario: 'ids-beyond-2-53',
    rule: 'Ids are 64-bit integers.',
    label: 'documented',
  },
  {
    id: 'ids-10-digits',
    title: 'Ids of ten digits are kept.',
    scenario: 'ids-10-digits',
    rule: 'Old networks have short ids, which fit into 32 bits.',
    label: 'observed',
  },
  {
    id: 'long-body',
    title: 'A text of a million characters is kept completely.',
    scenario: 'csv-long-body',
    rule: 'The documentation does not limit the length of a text.',
    label: 'assumed',
  },
  {
    id: 'nul',
    title: 'A NUL character does not cut a text.',
    scenario: 'csv-nul',
    rule: PEOPLE,
    label: 'assumed',
    level: 'SHOULD',
  },
  {
    id: 'control-characters',
    title: 'Control characters in a text are kept.',
    scenario: 'csv-control-characters',
    rule: PEOPLE,
    label: 'assumed',
    level: 'SHOULD',
  },
  {
    id: 'formulas',
    title: 'A text that looks like a formula is kept unchanged.',
    scenario: 'csv-formulas',
    rule: PEOPLE,
    label: 'assumed',
  },
  {
    id: 'unknown-file',
    title: 'A CSV that the documentation does not list is kept.',
    scenario: {
      name: 'unknown-file',
      rules: [{ steps: [{ do: 'add-member', name: 'NewThings.csv', holds: 'copy', of: 'Messages.csv' }] }],
    },
    rule: 'The service has added files to the export before, and may add more.',
    label: 'assumed',
    level: 'SHOULD',
  },
  {
    id: 'look-alikes',
    title:
      'Texts that look like numbers or missing values, and their spaces and characters, are kept unchanged.',
    scenario: 'csv-look-alikes',
    rule: PEOPLE,
    label: 'assumed',
  },
  {
    id: 'duplicates',
    title: 'A row that is served twice is no failure; a client that writes rows keeps it once.',
    scenario: 'csv-duplicate-rows',
    truth: 'served-or-usual',
    rule: 'A row that is served twice is one row. Seen broken in public clients: they keep it twice.',
    label: 'observed',
    more: [
      {
        check: 'keeps-each-row-once',
        of: 'Messages',
        level: 'SHOULD',
        rule: 'A row that is served twice is one row. Seen broken in public clients: they keep it twice.',
        label: 'observed',
        why: 'Counts of messages are too high.',
      },
    ],
  },
  {
    id: 'unresolved-reference',
    title: 'A message whose sender is not in the export is kept.',
    scenario: 'csv-unresolved-reference',
    rule: 'A window holds only rows that changed in it, so the sender may be in an earlier export.',
    label: 'documented',
  },
  {
    id: 'header-only',
    title: 'A CSV without rows is kept and is no failure.',
    scenario: 'csv-header-only',
    rule: 'An empty table consists of its header line.',
    label: 'observed',
  },
  {
    id: 'no-rows',
    title: 'A window without rows is exported.',
    scenario: 'csv-no-rows',
    rule: 'An export without rows is a complete export. Seen broken in public clients: they report it as a failure.',
    label: 'observed',
  },
  {
    id: 'extra-column',
    title: 'An unknown column does not disturb the others.',
    scenario: 'csv-extra-column',
    truth: 'served-or-usual',
    rule: COLUMNS,
    label: 'documented',
  },
  {
    id: 'extra-first-column',
    title: 'A new first column does not shift the others.',
    scenario: 'csv-extra-first-column',
    truth: 'served-or-usual',
    rule: COLUMNS,
    label: 'documented',
  },
  {
    id: 'reordered-columns',
    title: 'Columns are read by name and not by position.',
    scenario: 'csv-reordered-columns',
    truth: 'served-or-usual',
    rule: 'Columns are identified by name. Seen broken in public clients: they read columns by position.',
    label: 'observed',
  },
];

/**
 * Exports in another dialect of CSV than the one that was observed. A client should read them, and may fail;
 * it must not take a mark or a line end for a part of a value.
 */
const dialects = [
  {
    id: 'crlf',
    title: 'A CSV with CR LF line ends is read.',
    scenario: 'csv-crlf',
  },
  {
    id: 'byte-order-mark',
    title: 'A byte order mark does not become part of the first column name.',
    scenario: 'csv-bom',
  },
  {
    id: 'unquoted',
    title: 'Fields without quotes are read.',
    scenario: 'csv-unquoted',
  },
] as const;

const CHANGED = 'A lost or changed row cannot be recovered after the network deletes it.';

const quiet: Case = {
  id: 'rows.quiet-window',
  area: 'rows',
  title: 'A window that starts now and is nearly empty is exported.',
  runs: [{ operation: 'network', parameters: { since: '2024-06-19T12:00:00+00:00' }, ends: ['complete'] }],
  checks: keepsAll(
    {
      rule: 'since is inclusive, and an empty table consists of its header line.',
      label: 'documented',
      level: 'MUST',
    },
    CHANGED,
  ),
};

const legacy: Case = {
  id: 'rows.legacy',
  area: 'rows',
  title: 'An export in the legacy format, with a repeated column name, is kept unchanged.',
  // Just after midnight, nothing is missing even where the older service drops the time of `until`.
  world: { profile: 'legacy', now: '2024-06-19T00:00:30Z' },
  runs: [{ operation: 'network', parameters: { since: SINCE }, ends: ['complete'] }],
  checks: keepsAll(
    {
      rule: 'The older documentation page lists other files and repeats two column names in AMAs.csv.',
      label: 'documented',
      // A client of the current API alone may ask for models that the older one does not have.
      level: 'SHOULD',
    },
    CHANGED,
  ),
};

export const rowCases: readonly Case[] = [
  ...kept.map(
    ({ id, title, scenario, rule, label, level = 'MUST', truth = 'served', more = [] }): Case => ({
      id: `rows.${id}`,
      area: 'rows',
      title,
      runs: [network({ scenario, truth, ends: ['complete'] })],
      checks: [...keepsAll({ rule, label, level }, CHANGED), ...more],
    }),
  ),
  ...dialects.map(
    ({ id, title, scenario }): Case => ({
      id: `rows.${id}`,
      area: 'rows',
      title,
      runs: [network({ scenario, truth: 'served', ends: ['complete'] })],
      checks: [
        {
          check: 'says-how-it-ended',
          level: 'SHOULD',
          rule: DIALECT,
          label: 'observed',
          why: 'One program between the service and the client that saves the CSVs in its own way stops all exports.',
        },
        keepsWhatItSays({ rule: DIALECT, label: 'observed', level: 'MUST' }, CHANGED),
      ],
    }),
  ),
  quiet,
  legacy,
  ...doubtfulRowCases,
];

import type { Case, Run } from '../model/case.ts';
import type { CheckSpec, Label, Level } from '../model/check.ts';
import { keepsAll } from './demands.ts';
import { network, SINCE } from './failures.ts';
import { doubtfulRowCases } from './rows-doubtful.ts';

const PEOPLE = 'What people write gets into an export as it is.';
const DIALECT = 'Exports are UTF-8 without a byte order mark, with LF and every field in quotes.';
const COLUMNS = 'The two pages of the network export list different columns, so they do change.';

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

/** Data that are as they should be, or nearly: all of it is kept. */
const kept: readonly Rows[] = [
  {
    id: 'line-breaks',
    title: 'Every kind of line break in a text stays in the text.',
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
    title: 'Ids of ten digits are ids.',
    scenario: 'ids-10-digits',
    rule: 'Old networks have ids that fit into 32 bits.',
    label: 'observed',
  },
  {
    id: 'long-body',
    title: 'A text of a million characters is kept whole.',
    scenario: 'csv-long-body',
    rule: 'No page names a longest text.',
    label: 'assumed',
  },
  {
    id: 'nul',
    title: 'A NUL in a text does not end it.',
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
    title: 'A text that begins as a formula does is kept as it is.',
    scenario: 'csv-formulas',
    rule: PEOPLE,
    label: 'assumed',
  },
  {
    id: 'crlf',
    title: 'Lines that end in CR LF are read as well.',
    scenario: 'csv-crlf',
    rule: DIALECT,
    label: 'observed',
  },
  {
    id: 'byte-order-mark',
    title: 'A byte order mark is no part of the first column.',
    scenario: 'csv-bom',
    rule: DIALECT,
    label: 'observed',
  },
  {
    id: 'unquoted',
    title: 'Fields without quotes are read as well.',
    scenario: 'csv-unquoted',
    rule: DIALECT,
    label: 'observed',
  },
  {
    id: 'duplicates',
    title: 'A row that is served twice is no failure, and kept once by a client that keeps rows.',
    scenario: 'csv-duplicate-rows',
    truth: 'served-or-usual',
    rule: 'Public clients keep rows twice.',
    label: 'observed',
    more: [
      {
        check: 'keeps-each-row-once',
        of: 'Messages',
        level: 'SHOULD',
        rule: 'Public clients keep rows twice.',
        label: 'observed',
        why: 'Whoever counts messages counts too many.',
      },
    ],
  },
  {
    id: 'unresolved-reference',
    title: 'A message of a sender who is not in the export is kept.',
    scenario: 'csv-unresolved-reference',
    rule: 'A window holds what changed in it, so a sender may be in an earlier one.',
    label: 'documented',
  },
  {
    id: 'header-only',
    title: 'A file without rows is a file, and no failure.',
    scenario: 'csv-header-only',
    rule: 'An empty table is its header line.',
    label: 'observed',
  },
  {
    id: 'no-rows',
    title: 'A window in which nothing happened is exported.',
    scenario: 'csv-no-rows',
    rule: 'Public clients take an empty export for a failure.',
    label: 'observed',
  },
  {
    id: 'extra-column',
    title: 'A column that nobody knew does no harm.',
    scenario: 'csv-extra-column',
    truth: 'served-or-usual',
    rule: COLUMNS,
    label: 'documented',
  },
  {
    id: 'extra-first-column',
    title: 'A new column before the others moves none of them.',
    scenario: 'csv-extra-first-column',
    truth: 'served-or-usual',
    rule: COLUMNS,
    label: 'documented',
  },
  {
    id: 'reordered-columns',
    title: 'Columns are read by their names and not by their places.',
    scenario: 'csv-reordered-columns',
    truth: 'served-or-usual',
    rule: 'Public clients read columns by position.',
    label: 'observed',
  },
];

const CHANGED =
  'Rows that are lost or changed on the way are lost for ever once the network has deleted them.';

const quiet: Case = {
  id: 'rows.quiet-window',
  area: 'rows',
  title: 'A window that begins this very moment is exported, nearly empty as it is.',
  runs: [{ operation: 'network', parameters: { since: '2024-06-19T12:00:00+00:00' }, ends: ['complete'] }],
  checks: keepsAll(
    {
      rule: 'since is inclusive, and an empty table is its header line.',
      label: 'documented',
      level: 'MUST',
    },
    CHANGED,
  ),
};

const legacy: Case = {
  id: 'rows.legacy',
  area: 'rows',
  title: 'An export by the older page, with one column name twice, is kept as it is.',
  world: { profile: 'legacy' },
  runs: [{ operation: 'network', parameters: { since: SINCE }, ends: ['complete'] }],
  checks: keepsAll(
    {
      rule: 'The older page lists other files, and names two columns of AMAs.csv twice.',
      label: 'documented',
      level: 'MUST',
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
  quiet,
  legacy,
  ...doubtfulRowCases,
];

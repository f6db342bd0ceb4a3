import type { Case } from '../model/case.ts';
import type { Label, Level } from '../model/check.ts';
import { network } from './failures.ts';

const DIALECT = 'Exports are UTF-8 without a byte order mark, with LF and every field in quotes.';
const COLUMNS = 'The two pages of the network export list different columns, so they do change.';

interface Doubtful {
  readonly id: string;
  readonly title: string;
  readonly scenario: string;
  readonly rule: string;
  readonly label: Label;
  readonly level: Level;
}

/** Data of which something is not to be had, and no log says so. */
const doubtful: readonly Doubtful[] = [
  {
    id: 'no-header',
    title: 'A file without its header is noticed.',
    scenario: 'csv-no-header',
    rule: 'Every CSV begins with the names of its columns.',
    label: 'documented',
    level: 'SHOULD',
  },
  {
    id: 'zero-bytes',
    title: 'A file without a byte is noticed.',
    scenario: 'csv-zero-bytes',
    rule: 'Every CSV begins with the names of its columns.',
    label: 'documented',
    level: 'SHOULD',
  },
  {
    id: 'invalid-utf-8',
    title: 'Bytes that are no UTF-8 are noticed.',
    scenario: 'csv-invalid-utf-8',
    rule: DIALECT,
    label: 'observed',
    level: 'MAY',
  },
  {
    id: 'utf-16',
    title: 'A file in UTF-16 is noticed.',
    scenario: 'csv-utf-16',
    rule: DIALECT,
    label: 'observed',
    level: 'MAY',
  },
  {
    id: 'windows-1252',
    title: 'A file in Windows-1252 is noticed.',
    scenario: 'csv-windows-1252',
    rule: DIALECT,
    label: 'observed',
    level: 'MAY',
  },
  {
    id: 'missing-column',
    title: 'A column that was always there and is not is noticed.',
    scenario: 'csv-missing-column',
    rule: COLUMNS,
    label: 'documented',
    level: 'MAY',
  },
  {
    id: 'renamed-column',
    title: 'A column under a new name is noticed.',
    scenario: 'csv-renamed-column',
    rule: COLUMNS,
    label: 'documented',
    level: 'MAY',
  },
];

export const doubtfulRowCases: readonly Case[] = doubtful.map(
  ({ id, title, scenario, rule, label, level }): Case => ({
    id: `rows.${id}`,
    area: 'rows',
    title,
    runs: [network({ scenario, ends: ['partial', 'failed'] })],
    checks: [
      {
        check: 'says-how-it-ended',
        level,
        rule,
        label,
        why: 'Values without a name, or in a wrong charset, are found out when nobody can export them again.',
      },
    ],
  }),
);

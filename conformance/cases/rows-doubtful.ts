import type { Case } from '../model/case.ts';
import type { Label, Level } from '../model/check.ts';
import { network } from './failures.ts';

const DIALECT = 'Exports are UTF-8 without a byte order mark, with LF and every field in quotes.';
const COLUMNS =
  'The columns may change: the two documentation pages of the network export list different ones.';

interface Doubtful {
  readonly id: string;
  readonly title: string;
  readonly scenario: string;
  readonly rule: string;
  readonly label: Label;
  readonly level: Level;
}

/** Exports from which data cannot be read, without an entry in log.txt. */
const doubtful: readonly Doubtful[] = [
  {
    id: 'no-header',
    title: 'A CSV without its header line is reported as partial or as a failure.',
    scenario: 'csv-no-header',
    rule: 'Every CSV starts with a header line.',
    label: 'documented',
    level: 'SHOULD',
  },
  {
    id: 'zero-bytes',
    title: 'A CSV of zero bytes is reported as partial or as a failure.',
    scenario: 'csv-zero-bytes',
    rule: 'Every CSV starts with a header line.',
    label: 'documented',
    level: 'SHOULD',
  },
  {
    id: 'invalid-utf-8',
    title: 'A CSV with bytes that are not UTF-8 is reported as partial or as a failure.',
    scenario: 'csv-invalid-utf-8',
    rule: DIALECT,
    label: 'observed',
    level: 'MAY',
  },
  {
    id: 'utf-16',
    title: 'A CSV in UTF-16 is reported as partial or as a failure.',
    scenario: 'csv-utf-16',
    rule: DIALECT,
    label: 'observed',
    level: 'MAY',
  },
  {
    id: 'windows-1252',
    title: 'A CSV in Windows-1252 is reported as partial or as a failure.',
    scenario: 'csv-windows-1252',
    rule: DIALECT,
    label: 'observed',
    level: 'MAY',
  },
  {
    id: 'missing-column',
    title: 'A missing column is reported as partial or as a failure.',
    scenario: 'csv-missing-column',
    rule: COLUMNS,
    label: 'documented',
    level: 'MAY',
  },
  {
    id: 'renamed-column',
    title: 'A renamed column is reported as partial or as a failure.',
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
        why: 'Unreadable values are noticed only when they can no longer be exported again.',
      },
    ],
  }),
);

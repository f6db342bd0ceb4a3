import type { Case } from '../model/case.ts';
import type { CheckSpec, Label, Level } from '../model/check.ts';
import { network } from './failures.ts';

const RULE =
  'What could not be exported is missing or cut short, and log.txt says so; the status is 200 and the ZIP is sound.';
const SILENT = 'An export may be partial, and nobody promises that log.txt names everything.';

const HOLE = 'A partial export that counts as complete is a hole in the archive that nobody will find.';

function told(rule: string, label: Label, level: Level): readonly CheckSpec[] {
  return [
    { check: 'says-how-it-ended', level, rule, label, why: HOLE },
    {
      check: 'tells-why',
      level: level === 'MAY' ? 'MAY' : 'SHOULD',
      rule,
      label,
      why: 'Whoever asks again has to know for what.',
    },
  ];
}

const tellsOf = (of: string): CheckSpec => ({
  check: 'tells-of',
  of,
  level: 'SHOULD',
  rule: RULE,
  label: 'documented',
  why: 'What is missing can be asked for alone, by whoever knows what it is.',
});

/** A partial export may be all that there will ever be: the client keeps it. */
const keepsWhatCame: CheckSpec = {
  check: 'keeps-the-export',
  level: 'MAY',
  rule: RULE,
  label: 'documented',
  why: 'What came may be gone when it is asked for again.',
};

interface Situation {
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly names?: string;
}

const logged: readonly Situation[] = [
  {
    id: 'model-missing',
    scenario: 'partial-messages-missing',
    title: 'An export without its messages is told from a complete one.',
    names: 'Messages',
  },
  {
    id: 'model-cut-short',
    scenario: 'partial-messages-cut-short',
    title: 'An export with a part of its messages is told from a complete one.',
    names: 'Messages',
  },
  {
    id: 'several',
    scenario: 'partial-several',
    title: 'An export without several files is told from a complete one.',
    names: 'Groups',
  },
  {
    id: 'all-missing',
    scenario: 'partial-all-missing',
    title: 'A sound ZIP with nothing in it but a log is told from an export.',
  },
  {
    id: 'all-cut-short',
    scenario: 'partial-all-cut-short',
    title: 'An export with all its files and one row in each is told from a complete one.',
  },
  {
    id: 'attachment-missing',
    scenario: 'partial-attachment-missing',
    title: 'An export without one attachment is told from a complete one.',
    names: 'attachment',
  },
];

interface Silent extends Situation {
  readonly level: Level;
}

const silent: readonly Silent[] = [
  {
    id: 'model-missing-silently',
    scenario: 'partial-messages-missing-silently',
    title: 'Messages that are missing without a word are missed.',
    level: 'SHOULD',
  },
  {
    id: 'file-missing-silently',
    scenario: 'csv-missing-file',
    title: 'Groups that are missing without a word are missed.',
    level: 'SHOULD',
  },
  {
    id: 'log-missing',
    scenario: 'log-missing',
    title: 'Without log.txt nobody calls the export complete.',
    level: 'MAY',
  },
];

const wrongCounts: Case = {
  id: 'partial.wrong-counts',
  area: 'partial',
  title: 'Counts in log.txt that are not what is in the ZIP are noticed.',
  runs: [network({ scenario: 'log-wrong-counts', ends: ['partial', 'failed'] })],
  checks: told(RULE, 'documented', 'MUST'),
};

export const partialCases: readonly Case[] = [
  ...logged.map(
    ({ id, scenario, title, names }): Case => ({
      id: `partial.${id}`,
      area: 'partial',
      title,
      runs: [network({ scenario, truth: 'served', ends: ['partial', 'failed'] })],
      checks: [
        ...told(RULE, 'documented', 'MUST'),
        ...(names === undefined ? [] : [tellsOf(names)]),
        ...(id === 'all-missing' ? [] : [keepsWhatCame]),
      ],
    }),
  ),
  wrongCounts,
  ...silent.map(
    ({ id, scenario, title, level }): Case => ({
      id: `partial.${id}`,
      area: 'partial',
      title,
      runs: [network({ scenario, ends: ['partial', 'failed'] })],
      checks: told(SILENT, 'assumed', level),
    }),
  ),
];

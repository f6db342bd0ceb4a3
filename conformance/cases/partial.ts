import type { Case } from '../model/case.ts';
import type { CheckSpec, Label, Level } from '../model/check.ts';
import { keepsWhatItSays } from './demands.ts';
import { control, network } from './failures.ts';

const RULE =
  'In a partial export data is missing or cut short and log.txt reports it, while the status is 200 and the ZIP is sound.';
const SILENT =
  'An export may be partial, and the documentation does not promise that log.txt reports everything.';

const COUNTS =
  'log.txt counts the rows of each model; the documentation does not say what another count means.';

const HOLE = 'A partial export that is reported as complete leaves a gap in the archive that nobody finds.';

function outcomeChecks(rule: string, label: Label, level: Level): readonly CheckSpec[] {
  return [
    { check: 'says-how-it-ended', level, rule, label, why: HOLE },
    {
      check: 'tells-why',
      level: level === 'MAY' ? 'MAY' : 'SHOULD',
      rule,
      label,
      why: 'The operator has to know what to export again.',
    },
  ];
}

const tellsOf = (of: string): CheckSpec => ({
  check: 'tells-of',
  of,
  level: 'SHOULD',
  rule: RULE,
  label: 'documented',
  why: 'Missing data can be exported separately only if the message names it.',
});

/** A partial export may be the last chance to get its rows: the client keeps it. */
const keepsWhatCame: CheckSpec = {
  check: 'keeps-the-export',
  level: 'MAY',
  rule: RULE,
  label: 'documented',
  why: 'The data in the partial export may be deleted before the next export.',
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
    title: 'An export without its messages is not reported as complete.',
    names: 'Messages',
  },
  {
    id: 'model-cut-short',
    scenario: 'partial-messages-cut-short',
    title: 'An export with only some of its messages is not reported as complete.',
    names: 'Messages',
  },
  {
    id: 'several',
    scenario: 'partial-several',
    title: 'An export without several files is not reported as complete.',
    names: 'Groups',
  },
  {
    id: 'all-missing',
    scenario: 'partial-all-missing',
    title: 'A sound ZIP that holds only log.txt is not reported as complete.',
  },
  {
    id: 'all-cut-short',
    scenario: 'partial-all-cut-short',
    title: 'An export with all files but one row in each is not reported as complete.',
  },
  {
    id: 'attachment-missing',
    scenario: 'partial-attachment-missing',
    title: 'An export without one attachment is not reported as complete.',
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
    title: 'Missing messages that log.txt does not name are not reported as a complete export.',
    level: 'SHOULD',
  },
  {
    id: 'file-missing-silently',
    scenario: 'csv-missing-file',
    title: 'Missing groups that log.txt does not name are not reported as a complete export.',
    level: 'SHOULD',
  },
  {
    id: 'log-missing',
    scenario: 'log-missing',
    title: 'An export without log.txt is not reported as complete.',
    level: 'MAY',
  },
];

const wrongCounts: Case = {
  id: 'partial.wrong-counts',
  area: 'partial',
  title: 'An export whose row counts differ from log.txt is not reported as complete.',
  runs: [network({ scenario: 'log-wrong-counts', ends: ['partial', 'failed'] })],
  checks: outcomeChecks(COUNTS, 'assumed', 'SHOULD'),
};

/** The next request would get the whole export, but a client need not try it. */
const once: Case = {
  id: 'partial.once',
  area: 'partial',
  title: 'After one partial export, the output matches the reported outcome.',
  runs: [network({ scenario: 'partial-once', ends: ['complete', 'partial', 'failed'] })],
  checks: [keepsWhatItSays({ rule: RULE, label: 'documented', level: 'MUST' }, HOLE)],
};

export const partialCases: readonly Case[] = [
  once,
  ...logged.map(
    ({ id, scenario, title, names }): Case => ({
      id: `partial.${id}`,
      area: 'partial',
      title,
      runs: [
        ...(names === undefined ? [] : [control()]),
        network({ scenario, truth: 'served', ends: ['partial', 'failed'] }),
      ],
      checks: [
        ...outcomeChecks(RULE, 'documented', 'MUST'),
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
      checks: outcomeChecks(SILENT, 'assumed', level),
    }),
  ),
];

import type { Rule, Scenario } from '../scenario.ts';

const PARTIAL = 'Documented: an export may be partial, in a sound ZIP with status 200, and log.txt says so.';
const SILENT = 'Documented: an export may be partial. Assumed: a failure that log.txt does not name.';

function partialScenario(
  name: string,
  [what, shows]: readonly [what: string, shows: string],
  source: string,
  ...rules: Rule[]
): Scenario {
  return { name, area: 'partial', what, shows, source, rules };
}

/** Exports of which a part is missing while the ZIP is sound and the status 200. */
export const partialScenarios: readonly Scenario[] = [
  partialScenario(
    'partial-messages-missing',
    [
      'Messages.csv is missing, and log.txt says so.',
      'A client never reads log.txt, reports success and moves its watermark on: the messages are lost.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-model', files: ['Messages'], logged: true }] },
  ),
  partialScenario(
    'partial-messages-missing-silently',
    [
      'Messages.csv is missing, and nothing says so.',
      'A client does not compare what it asked for with what it got.',
    ],
    SILENT,
    { steps: [{ do: 'fail-model', files: ['Messages'], logged: false }] },
  ),
  partialScenario(
    'partial-messages-cut-short',
    [
      'Messages.csv ends after 3 rows, and log.txt says so.',
      'A client finds the file, reads it to its end, reports success and moves its watermark on.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-model', files: ['Messages'], rows: 3, logged: true }] },
  ),
  partialScenario(
    'partial-messages-cut-short-silently',
    [
      'Messages.csv ends after 3 rows, and nothing says so.',
      'A client has no way to notice but messages that others refer to: one that checks references can tell.',
    ],
    SILENT,
    { steps: [{ do: 'fail-model', files: ['Messages'], rows: 3, logged: false }] },
  ),
  partialScenario(
    'partial-several',
    [
      'Groups.csv is missing, Messages.csv and LikedMessageHistory.csv end after one row, and log.txt names all three.',
      'A client reads only the first failure, and asks for one model again where three are needed.',
    ],
    PARTIAL,
    {
      steps: [
        { do: 'fail-model', files: ['Groups'], logged: true },
        { do: 'fail-model', files: ['Messages', 'LikedMessageHistory'], rows: 1, logged: true },
      ],
    },
  ),
  partialScenario(
    'partial-all-missing',
    [
      'Not a single CSV or attachment is there, and log.txt names each CSV.',
      'A client takes a ZIP that can be opened for an export and overwrites a good one with it.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-model', logged: true }] },
  ),
  partialScenario(
    'partial-all-cut-short',
    [
      'Every CSV ends after one row, with no more attachments than rows, and log.txt names those that had more.',
      'A client finds all the files it knows and does not look how much is in them.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-model', rows: 1, logged: true }] },
  ),
  partialScenario(
    'partial-once',
    [
      'Messages.csv is missing from the first export, and log.txt says so; later exports are whole.',
      'A client that moved its watermark on never asks for the lost window again.',
    ],
    `${PARTIAL} Observed: public clients move on after a partial export.`,
    { when: { requests: '1' }, steps: [{ do: 'fail-model', files: ['Messages'], logged: true }] },
  ),
  partialScenario(
    'partial-attachment-missing',
    [
      'The first attachment is missing, and log.txt says so.',
      'A client fails at the row that names it, or passes over it without a word.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-attachment', nth: 1, logged: true }] },
  ),
  partialScenario(
    'partial-attachment-missing-silently',
    [
      'The first attachment is missing, and nothing says so.',
      'A client does not hold the rows of Files.csv against what is in the ZIP.',
    ],
    SILENT,
    { steps: [{ do: 'fail-attachment', nth: 1, logged: false }] },
  ),
  partialScenario(
    'log-wrong-counts',
    [
      'log.txt counts one row more of every CSV than there is.',
      'A client does not hold the counts against the rows that it stored, and so would not notice lost ones.',
    ],
    'Observed: log.txt counts the rows of each model, and public clients never read it. Assumed: counts that are wrong.',
    { steps: [{ do: 'log', how: 'wrong-counts' }] },
  ),
  partialScenario(
    'log-missing',
    [
      'There is no log.txt.',
      'A client takes a missing report for a good one, or fails although all data are there.',
    ],
    'Documented: log.txt is in every export. Assumed: one without.',
    { steps: [{ do: 'log', how: 'missing' }] },
  ),
];

import type { Rule, Scenario } from '../scenario.ts';

const PARTIAL =
  'Documented: an export may be partial, in a valid ZIP with status 200, and log.txt reports it.';
const SILENT = 'Documented: an export may be partial. Assumed: a failure that log.txt does not report.';

function partialScenario(
  name: string,
  [what, shows]: readonly [what: string, shows: string],
  source: string,
  ...rules: Rule[]
): Scenario {
  return { name, area: 'partial', what, shows, source, rules };
}

/** Exports that lack a part although the ZIP is valid and the status is 200. */
export const partialScenarios: readonly Scenario[] = [
  partialScenario(
    'partial-messages-missing',
    [
      'Messages.csv is missing, and log.txt reports it.',
      'A client never reads log.txt, reports success and advances its watermark: the messages are lost.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-model', files: ['Messages'], logged: true }] },
  ),
  partialScenario(
    'partial-messages-missing-silently',
    [
      'Messages.csv is missing, and no file reports it.',
      'A client does not compare the response with its request.',
    ],
    SILENT,
    { steps: [{ do: 'fail-model', files: ['Messages'], logged: false }] },
  ),
  partialScenario(
    'partial-messages-cut-short',
    [
      'Messages.csv ends after 3 rows, and log.txt reports it.',
      'A client finds the file, reads it to its end, reports success and advances its watermark.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-model', files: ['Messages'], rows: 3, logged: true }] },
  ),
  partialScenario(
    'partial-messages-cut-short-silently',
    [
      'Messages.csv ends after 3 rows, and no file reports it.',
      'A client does not check references: only references to missing messages reveal the loss.',
    ],
    SILENT,
    { steps: [{ do: 'fail-model', files: ['Messages'], rows: 3, logged: false }] },
  ),
  partialScenario(
    'partial-several',
    [
      'Groups.csv is missing, Messages.csv and LikedMessageHistory.csv end after one row, and log.txt names all three.',
      'A client reads only the first failure, and requests one model again instead of three.',
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
      'Every CSV and attachment is missing, and log.txt names each CSV.',
      'A client treats every ZIP that it can open as an export and overwrites a good export with it.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-model', logged: true }] },
  ),
  partialScenario(
    'partial-all-cut-short',
    [
      'Every CSV ends after one row, with no more attachments than rows, and log.txt names the CSVs that had more.',
      'A client finds all the files that it knows and does not check the number of rows.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-model', rows: 1, logged: true }] },
  ),
  partialScenario(
    'partial-once',
    [
      'Messages.csv is missing from the first export, and log.txt reports it; later exports are complete.',
      'A client that advanced its watermark never requests the lost window again.',
    ],
    `${PARTIAL} Observed: public clients advance the watermark after a partial export.`,
    { when: { requests: '1' }, steps: [{ do: 'fail-model', files: ['Messages'], logged: true }] },
  ),
  partialScenario(
    'partial-attachment-missing',
    [
      'The first attachment is missing, and log.txt reports it.',
      'A client fails at the row that names it, or skips it without a message.',
    ],
    PARTIAL,
    { steps: [{ do: 'fail-attachment', nth: 1, logged: true }] },
  ),
  partialScenario(
    'partial-attachment-missing-silently',
    [
      'The first attachment is missing, and no file reports it.',
      'A client does not compare the rows of Files.csv with the members of the ZIP.',
    ],
    SILENT,
    { steps: [{ do: 'fail-attachment', nth: 1, logged: false }] },
  ),
  partialScenario(
    'log-wrong-counts',
    [
      'log.txt states one row more than every CSV has.',
      'A client does not compare the counts with the rows that it stored, and so does not notice lost rows.',
    ],
    'Observed: log.txt counts the rows of each model, and public clients never read it. Assumed: counts that are wrong.',
    { steps: [{ do: 'log', how: 'wrong-counts' }] },
  ),
  partialScenario(
    'log-missing',
    [
      'log.txt is missing.',
      'A client treats a missing log as a log without failures, or fails although all data are present.',
    ],
    'Documented: log.txt is in every export. Assumed: an export without it.',
    { steps: [{ do: 'log', how: 'missing' }] },
  ),
];

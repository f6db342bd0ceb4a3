import type { CheckSpec, Label, Level } from '../model/check.ts';

/** The basis of a check: its rule, the certainty of the rule, and the level. */
interface Ground {
  readonly rule: string;
  readonly label: Label;
  readonly level: Level;
}

/** The checks on a run that gets a sound export: the client reports it as complete and writes all of it. */
export function keepsAll({ rule, label, level }: Ground, why: string): readonly CheckSpec[] {
  return [
    {
      check: 'says-how-it-ended',
      level,
      rule,
      label,
      why: 'Users learn to ignore failures when a client reports a success as a failure.',
    },
    { check: 'keeps-the-export', level, rule, label, why },
  ];
}

/**
 * The checks on a run in which correct clients differ, because one accepts the export and another rejects it:
 * the run ends, and the output matches the reported outcome.
 */
export function eitherWay({ rule, label, level }: Ground, why: string): readonly CheckSpec[] {
  return [
    {
      check: 'ends-in-time',
      level: 'MUST',
      rule,
      label,
      why: 'A client that hangs blocks all later jobs, and nobody is notified.',
    },
    keepsWhatItSays({ rule, label, level }, why),
    keepsASoundExport({ rule, label }),
  ];
}

/** The output matches the reported outcome, whichever that is. */
export function keepsWhatItSays(ground: Ground, why: string): CheckSpec {
  return { check: 'keeps-what-it-says', ...ground, why };
}

/**
 * The honesty of a run for which complete and failed are both correct: complete is right only beside an
 * export that can be read. A ZIP that readers read differently may be kept as it was served.
 */
export function keepsASoundExport({ rule, label }: Omit<Ground, 'level'>): CheckSpec {
  return {
    check: 'keeps-a-sound-export',
    level: 'MUST',
    rule,
    label,
    why: 'Nobody looks again at an export that is reported as complete, until it is needed and cannot be read.',
  };
}

/** The token appears in no output and in no file. */
export const keepsTheToken: CheckSpec = {
  check: 'keeps-the-token-to-itself',
  level: 'MUST',
  rule: 'The token is a secret: it belongs in no output and in no file. Seen broken in public clients: they write it to logs and files.',
  label: 'observed',
  why: 'Anyone who can read the log can export the whole network.',
};

/** The client writes nothing outside the given folders. */
export const staysInside: CheckSpec = {
  check: 'writes-nowhere-else',
  level: 'MUST',
  rule: 'A client writes only into the folders that it was given. Seen broken in public clients: they extract members outside the folder.',
  label: 'observed',
  why: 'A malicious archive can take over the machine that runs the exports.',
};

/** No request reaches beyond the given start or end of the window. */
export function staysWithin(of: string): CheckSpec {
  return {
    check: 'asks-for-no-more',
    of,
    level: 'SHOULD',
    rule: 'since and until are inclusive, until to the second.',
    label: 'observed',
    why: 'A window that is longer than needed costs more, and its rows are exported twice.',
  };
}

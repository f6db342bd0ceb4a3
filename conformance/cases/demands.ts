import type { CheckSpec, Label, Level } from '../model/check.ts';

/** Why a check is there: its rule, how sure that is, and how much it binds. */
interface Ground {
  readonly rule: string;
  readonly label: Label;
  readonly level: Level;
}

/** What is demanded where a sound export comes: that the client says so, and keeps it. */
export function keepsAll({ rule, label, level }: Ground, why: string): readonly CheckSpec[] {
  return [
    {
      check: 'says-how-it-ended',
      level,
      rule,
      label,
      why: 'A client that calls success a failure makes everybody ignore its failures.',
    },
    { check: 'keeps-the-export', level, rule, label, why },
  ];
}

/**
 * What is demanded where clients that are right part ways, one taking the export and one refusing it: an end, and that
 * what lies there is what the client says.
 */
export function eitherWay({ rule, label, level }: Ground, why: string): readonly CheckSpec[] {
  return [
    {
      check: 'ends-in-time',
      level: 'MUST',
      rule,
      label,
      why: 'A client that hangs holds up everything after it, and nobody is told.',
    },
    { check: 'keeps-what-it-says', level, rule, label, why },
  ];
}

/** The token is nowhere to be read. */
export const keepsTheToken: CheckSpec = {
  check: 'keeps-the-token-to-itself',
  level: 'MUST',
  rule: 'Public clients write the token into logs and files.',
  label: 'observed',
  why: 'It opens the whole network to whoever reads the log.',
};

/** Nothing is written beside the given folders. */
export const staysInside: CheckSpec = {
  check: 'writes-nowhere-else',
  level: 'MUST',
  rule: 'Public clients extract members outside of the folder.',
  label: 'observed',
  why: 'A machine that runs exports is taken over by an archive.',
};

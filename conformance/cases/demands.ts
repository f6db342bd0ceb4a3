import type { CheckSpec, Label, Level } from '../model/check.ts';

/** The ground of a check: its rule, how sure the rule is, and the level. */
interface Ground {
  readonly rule: string;
  readonly label: Label;
  readonly level: Level;
}

/** The checks on a run that gets a sound export: the client reports it as complete and keeps all of it. */
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
 * The checks on a run in which correct clients differ, because one takes the export and another refuses it:
 * the run ends, and the output is what the client reports.
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

/** The client writes nothing outside the given folders. */
export const staysInside: CheckSpec = {
  check: 'writes-nowhere-else',
  level: 'MUST',
  rule: 'Public clients extract members outside of the folder.',
  label: 'observed',
  why: 'A machine that runs exports is taken over by an archive.',
};

import type { CheckData, Label } from '../checks/check.ts';
import type { Case, CaseArea, Run } from './case.ts';

/** The usual window of a case. */
export const SINCE = '2024-06-01T00:00:00+00:00';

/** The export of the usual window, in an unusual situation if one is named. */
export function network(run: Partial<Run> & Pick<Run, 'ends'>): Run {
  return { operation: 'network', parameters: { since: SINCE }, ...run };
}

/** What is demanded of every client that could not export everything. */
export function afterFailure(rule: string, label: Label, run?: number): readonly CheckData[] {
  const at = run === undefined ? {} : { run };
  return [
    {
      ...at,
      aspect: 'says-how-it-ended',
      level: 'MUST',
      rule,
      label,
      why: 'A scheduler goes by the exit code: a failure that looks like success is found months later.',
    },
    {
      ...at,
      aspect: 'keeps-no-false-export',
      level: 'MUST',
      rule,
      label,
      why: 'Whoever reads the folder takes what lies there for the whole network.',
    },
    {
      ...at,
      aspect: 'tells-why',
      level: 'SHOULD',
      rule,
      label,
      why: 'Somebody has to find out what to do, at night, from the log.',
    },
    {
      ...at,
      aspect: 'ends-in-time',
      level: 'MUST',
      rule,
      label,
      why: 'A client that hangs holds up everything after it, and nobody is told.',
    },
  ];
}

interface Failing {
  readonly id: string;
  readonly title: string;
  readonly scenario: string;
  readonly rule: string;
  readonly label: Label;
  readonly ends?: Run['ends'];
  /** How often the service may be asked, `1` or `2-6`. */
  readonly asks?: string;
}

/** Cases of an area in which the export fails and the client has to say so. */
export function failures(area: CaseArea, all: readonly Failing[]): readonly Case[] {
  return all.map(({ id, title, scenario, rule, label, ends = ['failed'], asks }) => ({
    id: `${area}.${id}`,
    area,
    title,
    runs: [network({ scenario, ends })],
    checks: [
      ...afterFailure(rule, label),
      ...(asks === undefined
        ? []
        : [
            {
              aspect: 'asks-so-often' as const,
              of: asks,
              level: 'SHOULD' as const,
              rule,
              label,
              why: 'Asking again for what cannot be had costs everybody the rate limit; not asking again for what can, the night.',
            },
          ]),
    ],
  }));
}

import type { Case, CaseArea, Run } from '../model/case.ts';
import type { CheckSpec, Label } from '../model/check.ts';

/** The usual window of a case. */
export const SINCE = '2024-06-01T00:00:00+00:00';

/** The export of the usual window, in an unusual situation if one is named. */
export function network(run: Partial<Run> & Pick<Run, 'ends'>): Run {
  return { operation: 'network', parameters: { since: SINCE }, ...run };
}

/** The checks on every client that could not export everything. */
export function afterFailure(rule: string, label: Label, run?: number): readonly CheckSpec[] {
  const at = run === undefined ? {} : { run };
  return [
    {
      ...at,
      check: 'says-how-it-ended',
      level: 'MUST',
      rule,
      label,
      why: 'A scheduler goes by the exit code: a failure that looks like success is found months later.',
    },
    {
      ...at,
      check: 'keeps-no-false-export',
      level: 'MUST',
      rule,
      label,
      why: 'Whoever reads the folder takes what lies there for the whole network.',
    },
    {
      ...at,
      check: 'tells-why',
      level: 'SHOULD',
      rule,
      label,
      why: 'Somebody has to find out what to do, at night, from the log.',
    },
    {
      ...at,
      check: 'ends-in-time',
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
  /** The scenario. Left out when the request itself cannot be served. */
  readonly scenario?: Run['scenario'];
  readonly rule: string;
  readonly label: Label;
  readonly ends?: Run['ends'];
  /** The number of requests that are allowed, `1` or `2-6`. */
  readonly asks?: string;
  /** The fact that the message has to contain, by its name in the check `tells-of`. */
  readonly tells?: string;
  /** The request, when it is not the usual window. */
  readonly asking?: Pick<Run, 'operation' | 'parameters'>;
  readonly needs?: Case['needs'];
  /** More checks. */
  readonly more?: readonly CheckSpec[];
}

/** Cases of an area in which the export fails and the client has to say so. */
export function failures(area: CaseArea, all: readonly Failing[]): readonly Case[] {
  return all.map(({ id, title, scenario, ends = ['failed'], asking, needs, ...failing }) => ({
    id: `${area}.${id}`,
    area,
    title,
    ...(needs === undefined ? {} : { needs }),
    runs: [network({ ...(scenario === undefined ? {} : { scenario }), ends, ...asking })],
    checks: [
      ...afterFailure(failing.rule, failing.label),
      ...asksSoOften(failing),
      ...tellsOf(failing),
      ...(failing.more ?? []),
    ],
  }));
}

function asksSoOften({ asks, rule, label }: Pick<Failing, 'asks' | 'rule' | 'label'>): readonly CheckSpec[] {
  if (asks === undefined) return [];
  const why =
    'Asking again for what cannot be had costs everybody the rate limit; not asking again for what can, the night.';
  return [{ check: 'asks-so-often', of: asks, level: 'SHOULD', rule, label, why }];
}

function tellsOf({ tells, rule, label }: Pick<Failing, 'tells' | 'rule' | 'label'>): readonly CheckSpec[] {
  if (tells === undefined) return [];
  const why = 'A message that only says that it failed sends whoever reads it to the wrong people.';
  return [{ check: 'tells-of', of: tells, level: 'SHOULD', rule, label, why }];
}

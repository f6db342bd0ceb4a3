import type { Case, CaseArea, Run } from '../model/case.ts';
import type { CheckSpec, Label } from '../model/check.ts';

/** The start of the baseline window. */
export const SINCE = '2024-06-01T00:00:00+00:00';

/** A start in the month before: a client that makes a request for each month makes two. */
export const MONTH_BEFORE = '2024-05-15T00:00:00+00:00';

/** A run that exports the baseline window, in the scenario that is given, if any. */
export function network(run: Partial<Run> & Pick<Run, 'ends'>): Run {
  return { operation: 'network', parameters: { since: SINCE }, ...run };
}

/**
 * A run that succeeds, before one with a fault whose message is judged: what the client prints in both says
 * nothing about the fault. Its window is another one, so that its export has another name.
 */
export function control({ operation = 'network' }: { readonly operation?: Run['operation'] } = {}): Run {
  const parameters = operation === 'user' ? { user: 'active' as const } : { since: LAST_DAY };
  return { operation, parameters, ends: ['complete'] };
}

const LAST_DAY = '2024-06-18T00:00:00+00:00';

/** The checks on a run that could not export everything. */
export function afterFailure(rule: string, label: Label, run?: number): readonly CheckSpec[] {
  const at = run === undefined ? {} : { run };
  return [
    {
      ...at,
      check: 'says-how-it-ended',
      level: 'MUST',
      rule,
      label,
      why: 'A scheduler reads only the exit code: a failure that looks like success is found months later.',
    },
    {
      ...at,
      check: 'keeps-no-false-export',
      level: 'MUST',
      rule,
      label,
      why: 'Readers of the folder take the file for a complete export.',
    },
    {
      ...at,
      check: 'tells-why',
      level: 'SHOULD',
      rule,
      label,
      why: 'The operator has only the log to find out what to do.',
    },
    {
      ...at,
      check: 'ends-in-time',
      level: 'MUST',
      rule,
      label,
      why: 'A client that hangs blocks all later jobs, and nobody is notified.',
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
  /** The request, when it is not the baseline window. */
  readonly asking?: Pick<Run, 'operation' | 'parameters'>;
  readonly needs?: Case['needs'];
  /** More checks. */
  readonly more?: readonly CheckSpec[];
}

/** Cases of an area in which the export fails and the client has to report it. */
export function failures(area: CaseArea, all: readonly Failing[]): readonly Case[] {
  return all.map(({ id, title, scenario, ends = ['failed'], asking, needs, ...failing }) => ({
    id: `${area}.${id}`,
    area,
    title,
    ...(needs === undefined ? {} : { needs }),
    runs: [
      ...(failing.tells === undefined ? [] : [control(asking)]),
      network({ ...(scenario === undefined ? {} : { scenario }), ends, ...asking }),
    ],
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
    'Retries that cannot succeed use up the rate limit; a missing retry that could succeed loses the export.';
  return [{ check: 'asks-so-often', of: asks, level: 'SHOULD', rule, label, why }];
}

function tellsOf({ tells, rule, label }: Pick<Failing, 'tells' | 'rule' | 'label'>): readonly CheckSpec[] {
  if (tells === undefined) return [];
  const why = 'A message without the cause sends its reader to the wrong people.';
  return [{ check: 'tells-of', of: tells, level: 'SHOULD', rule, label, why }];
}

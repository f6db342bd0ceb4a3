import type { Label, Level } from './check.ts';
import type { Operation } from './client-description.ts';
import type { Feature } from './feature.ts';
import { type FeatureReach, type RequirementResult, reachOf, requirementProblems } from './reach.ts';
import type { ClientSetup, Machine, SelectionResult } from './setup.ts';

/** The verdicts of a check, the worst last. */
export const verdicts = ['passed', 'unsupported', 'untested', 'failed'] as const;
export type Verdict = (typeof verdicts)[number];

/** The entry in a list of known failures that keeps a failed check from failing the run. */
export interface KnownFailure {
  /** `failures` fail every time, `flaky` ones sometimes. */
  readonly list: 'failures' | 'flaky';
  readonly reason: string;
  readonly link?: string;
}

/** The result of a check. */
export interface CheckResult {
  /** A stable id, for example `download.cut-mid-member-chunked/says-how-it-ended`. */
  readonly id: string;
  readonly level: Level;
  /** The demand, as a sentence. */
  readonly demand: string;
  readonly rule: string;
  readonly label: Label;
  readonly why: string;
  /** The worst verdict when the case was repeated. */
  readonly verdict: Verdict;
  /** The expectation and the observation; for a check that was not judged, the reason. */
  readonly expected: string;
  readonly seen: string;
  /** The number of occurrences of each verdict, when the case was repeated. */
  readonly tally?: Readonly<Partial<Record<Verdict, number>>>;
  /** The entry of the list of known failures; present when the check failed and the list has it. */
  readonly known?: KnownFailure;
}

/** The place of a member in the archive without a scenario. */
export interface MemberPlace {
  readonly name: string;
  /** The offset of its local header, bytes. `to` is the offset of the first byte after its data. */
  readonly from: number;
  readonly to: number;
}

/** The archive that a run requested, without a scenario. */
export interface ArchivePlace {
  readonly bytes: number;
  readonly members: readonly MemberPlace[];
}

/** A request of a run and its result; nothing in it depends on the machine or on the time. */
export interface ExchangeResult {
  readonly method: string;
  /** The request target; placeholders such as `{base_url}` replace the parts that differ in each run. */
  readonly target: string;
  /** The status; null when there was no response. */
  readonly status: number | null;
  /**
   * The steps of the scenario that took effect, each as the predicate of a sentence, with the number of body
   * bytes before it. A step that ends the body there has `endsBody`.
   */
  readonly steps: readonly {
    readonly text: string;
    readonly byte: number | null;
    readonly endsBody?: true;
  }[];
}

/** One run of the client. */
export interface RunResult {
  readonly operation: Operation;
  /** The parameters by the names of the placeholders, without folders, base URL and token. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The server's clock, ISO 8601. */
  readonly now: string;
  /** The name of the scenario; null when there is none. */
  readonly scenario: string | null;
  /** The end of the run, in words. */
  readonly ended: string;
  /** The end of the printed text, at most 2,000 characters of each stream. */
  readonly stdout: string;
  readonly stderr: string;
  readonly exchanges: readonly ExchangeResult[];
  /** The expected archive; null when there is none, or when it is too large to be read. */
  readonly archive: ArchivePlace | null;
  /** The files in the output folder after the run. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** The result of a case. */
export interface CaseResult {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  /** The features that a client needs for the case. */
  readonly needs: readonly Feature[];
  readonly checks: readonly CheckResult[];
  /** Empty when the client lacks what the case needs. */
  readonly runs: readonly RunResult[];
  /**
   * The duration of the whole case, milliseconds. `clientMs` is the part of the client's runs, and of the
   * waits between them.
   */
  readonly ms: number;
  readonly clientMs: number;
}

/** The outcome of a run of the kit: `incomplete` when a check is untested or none passed. */
export type Conclusion = 'passed' | 'failed' | 'incomplete';

/** One part of all cases, so that several machines can share the work. */
export interface Shard {
  /** The number of the shard, from 1. */
  readonly index: number;
  readonly of: number;
}

/** The result of applying a list of known failures. */
export interface BaselineResult {
  /** The errors in the list, a sentence each; any of them fails the run. */
  readonly problems: readonly string[];
}

/** The report of a run of the kit. */
export interface ConformanceReport {
  readonly version: 1;
  /** The version of the kit. */
  readonly kit: string;
  readonly client: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly ms: number;
  /** The shard; present when only a part of the cases was run. */
  readonly shard?: Shard;
  readonly setup: ClientSetup;
  /** The machine; of merged reports, every different one. */
  readonly machines: readonly Machine[];
  readonly selection: SelectionResult;
  readonly outcome: Conclusion;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** The part of the API that was judged, feature by feature. */
  readonly reach: readonly FeatureReach[];
  /** Present when features are required. */
  readonly required?: RequirementResult;
  readonly baseline?: BaselineResult;
  readonly cases: readonly CaseResult[];
}

/** The facts about a run of the kit, without its cases. */
export type ReportHead = Pick<
  ConformanceReport,
  'kit' | 'client' | 'startedAt' | 'ms' | 'shard' | 'setup' | 'machines' | 'selection' | 'baseline'
> & { readonly requires?: readonly Feature[] };

/**
 * The report of these cases. The outcome is `failed` when a check of level MUST fails and is not a known
 * failure, when the list of known failures is out of date, or when a required feature was not judged. Without
 * a passed check it is never `passed`.
 */
export function reportOf(head: ReportHead, cases: readonly CaseResult[]): ConformanceReport {
  const checks = cases.flatMap((one) => one.checks);
  const count = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length;
  const counts = {
    passed: count('passed'),
    unsupported: count('unsupported'),
    untested: count('untested'),
    failed: count('failed'),
  };
  const { kit, client, startedAt, ms, shard, setup, machines, selection, baseline } = head;
  const reach = reachOf(cases);
  const required = head.requires && {
    features: head.requires,
    problems: requirementProblems(head.requires, reach, shard !== undefined),
  };
  const problems = [...(baseline?.problems ?? []), ...(required?.problems ?? [])];
  return {
    version: 1,
    kit,
    client,
    startedAt,
    ms,
    ...(shard === undefined ? {} : { shard }),
    setup,
    machines,
    selection,
    outcome: problems.length > 0 ? 'failed' : conclusionOf(checks, counts, shard),
    counts,
    reach,
    ...(required === undefined ? {} : { required }),
    ...(baseline === undefined ? {} : { baseline }),
    cases,
  };
}

function conclusionOf(
  checks: readonly CheckResult[],
  counts: ConformanceReport['counts'],
  shard: Shard | undefined,
): Conclusion {
  const fails = ({ level, verdict, known }: CheckResult) =>
    level === 'MUST' && verdict === 'failed' && known === undefined;
  if (checks.some(fails)) return 'failed';
  // A shard may be empty: the other shards have the cases.
  if (shard !== undefined && checks.length === 0) return 'passed';
  return counts.untested > 0 || counts.passed === 0 ? 'incomplete' : 'passed';
}

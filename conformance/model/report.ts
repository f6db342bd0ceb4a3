import type { Label, Level } from './check.ts';
import type { Operation } from './client-description.ts';

/** The verdicts of a check, the worst last. */
export const verdicts = ['passed', 'unsupported', 'untested', 'failed'] as const;
export type Verdict = (typeof verdicts)[number];

/** The entry in a list of known failures that keeps a failed check from failing the run. */
export interface KnownFailure {
  /** `failures` fail every time, `flaky` ones now and then. */
  readonly list: 'failures' | 'flaky';
  readonly reason: string;
  readonly link?: string;
}

/** The result of a check. */
export interface CheckResult {
  /** Stable: `download.cut-mid-member-chunked/says-how-it-ended`. */
  readonly id: string;
  readonly level: Level;
  /** The demand, as a sentence. */
  readonly demand: string;
  readonly rule: string;
  readonly label: Label;
  readonly why: string;
  /** The worst of them when the case was repeated. */
  readonly verdict: Verdict;
  /** The expectation and the observation; for a check that was not judged, the reason. */
  readonly expected: string;
  readonly seen: string;
  /** The number of times that each verdict came, when the case was repeated. */
  readonly tally?: Readonly<Partial<Record<Verdict, number>>>;
  /** There when a list of known failures has it, and it failed. */
  readonly known?: KnownFailure;
}

/** A member of the archive as it would be without a scenario. */
export interface MemberPlace {
  readonly name: string;
  /** Bytes from the beginning of the archive: of its local header, and of the first byte after its data. */
  readonly from: number;
  readonly to: number;
}

/** The archive that a run asked for, as it would be without a scenario. */
export interface ArchivePlace {
  readonly bytes: number;
  readonly members: readonly MemberPlace[];
}

/** A request of a run and what became of it; nothing of it depends on the machine or on the hour. */
export interface ExchangeResult {
  readonly method: string;
  /** `{base_url}` and the like stand for what is different every time. */
  readonly target: string;
  /** null when there was no answer. */
  readonly status: number | null;
  /**
   * The steps of the scenario that happened, each as the predicate of a sentence, with the number of bytes of
   * the body before it.
   */
  readonly steps: readonly { readonly text: string; readonly byte: number | null }[];
}

/** One run of the client. */
export interface RunResult {
  readonly operation: Operation;
  /** The parameters by the names of the placeholders, without folders, address and token. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The server's clock, ISO 8601. */
  readonly now: string;
  /** Name of the scenario; null for a server that does as it should. */
  readonly scenario: string | null;
  /** The end of the run, in words. */
  readonly ended: string;
  /** The last that it printed, at most 2,000 characters of each. */
  readonly stdout: string;
  readonly stderr: string;
  readonly exchanges: readonly ExchangeResult[];
  /** null when there is no such export, or it is too large to be looked at. */
  readonly archive: ArchivePlace | null;
  /** The files in the output folder afterwards. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** The result of a case. */
export interface CaseResult {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly checks: readonly CheckResult[];
  /** Empty when the client lacks what the case needs. */
  readonly runs: readonly RunResult[];
  /** Milliseconds of the whole case, and of the client's runs in it. */
  readonly ms: number;
  readonly clientMs: number;
}

/** The result of a run of the kit: every MUST passed; one failed; one could not be tested. */
export type Conclusion = 'passed' | 'failed' | 'incomplete';

/** A part of all cases, so that several machines can share them. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** The result of applying a list of known failures. */
export interface BaselineResult {
  /** The faults of the list, a sentence each; any of them fails the run. */
  readonly problems: readonly string[];
}

/** Everything that is known after a run of the kit. */
export interface ConformanceReport {
  readonly version: 1;
  /** The kit's own version. */
  readonly kit: string;
  readonly client: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly ms: number;
  /** There when only a part of the cases was run. */
  readonly shard?: Shard;
  readonly outcome: Conclusion;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly baseline?: BaselineResult;
  readonly cases: readonly CaseResult[];
}

/** The facts about a run of the kit, without its cases. */
export type ReportHead = Pick<
  ConformanceReport,
  'kit' | 'client' | 'startedAt' | 'ms' | 'shard' | 'baseline'
>;

/**
 * The report of these cases. Only a check of level MUST that fails and is not known makes the client fail,
 * and so does a list of known failures that is not true any more; nothing is passed by a client that passes
 * nothing.
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
  const { kit, client, startedAt, ms, shard, baseline } = head;
  return {
    version: 1,
    kit,
    client,
    startedAt,
    ms,
    ...(shard === undefined ? {} : { shard }),
    outcome: conclusionOf(checks, counts, head),
    counts,
    ...(baseline === undefined ? {} : { baseline }),
    cases,
  };
}

function conclusionOf(
  checks: readonly CheckResult[],
  counts: ConformanceReport['counts'],
  { baseline, shard }: ReportHead,
): Conclusion {
  const fails = ({ level, verdict, known }: CheckResult) =>
    level === 'MUST' && verdict === 'failed' && known === undefined;
  if (checks.some(fails) || (baseline?.problems.length ?? 0) > 0) return 'failed';
  // A shard may have got no case; the others have them all.
  if (shard !== undefined && checks.length === 0) return 'passed';
  return counts.untested > 0 || counts.passed === 0 ? 'incomplete' : 'passed';
}

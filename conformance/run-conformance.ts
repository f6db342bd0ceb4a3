import { nearest } from '../schemas/index.ts';
import { startServer } from '../server/index.ts';
import { callable } from './calling/callable.ts';
import { type Case, caseAreas } from './cases/case.ts';
import { cases as allCases } from './cases/index.ts';
import type { CheckData, Judgement } from './checks/check.ts';
import { checkId, demandOf, judge } from './checks/judge.ts';
import type { NoCall } from './clients/command.ts';
import type { ClientDescription } from './clients/description.ts';
import type { FunctionClient } from './clients/function-client.ts';
import { kitVersion } from './kit-version.ts';
import { type CaseResult, type CheckResult, type ConformanceReport, reportOf } from './reports/report.ts';
import type { CaseSeen } from './running/observation.ts';
import { type Kit, runCase } from './running/run-case.ts';
import { runResultOf } from './running/run-result.ts';

/** How the kit is run. */
export interface ConformanceOptions {
  /** A program, as `client.json` describes it, or a function. */
  readonly client: ClientDescription | FunctionClient;
  /** Ids of cases, or areas; all when left out. */
  readonly only?: readonly string[] | undefined;
  /** Cases at the same time. Default 8: most of a case is waiting. */
  readonly parallel?: number | undefined;
  /** Ends the run and every client. */
  readonly signal?: AbortSignal;
  /** Told after every case. */
  readonly onCase?: (result: CaseResult) => void;
}

/** Takes a client through the cases and says what it gets right and wrong. Rejects with a RangeError for a pattern that fits no case, and with a `ClientDescriptionError` for a client that cannot be started. */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const startedAt = new Date();
  const { parallel = 8, signal = new AbortController().signal, onCase = () => {} } = options;
  const chosen = chosenCases(options.only ?? []);
  const { client, ...made } = await callable(options.client);
  await using caller = made.caller;
  await using server = await startServer({ size: 'tiny' });
  const kit: Kit = { server, client, caller, signal };
  const results = new Map<string, CaseResult>();
  // Those of many runs first, so that none of them is left alone at the end.
  const waiting = chosen.toSorted((a, b) => b.runs.length - a.runs.length);
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      signal.throwIfAborted();
      const result = await resultOf(one, kit);
      results.set(one.id, result);
      onCase(result);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return reportOf(
    {
      kit: kitVersion(),
      client: client.name,
      startedAt: startedAt.toISOString(),
      ms: Date.now() - startedAt.getTime(),
    },
    chosen.flatMap(({ id }) => results.get(id) ?? []),
  );
}

function chosenCases(only: readonly string[]): readonly Case[] {
  for (const pattern of only) {
    if (allCases.some((one) => fits(one, pattern))) continue;
    const near = nearest(pattern, [...caseAreas, ...allCases.map(({ id }) => id)]);
    const advice = near === undefined ? `one of ${caseAreas.join(', ')}, or an id` : `did you mean ${near}?`;
    throw new RangeError(`expected the id or the area of a case, got '${pattern}': ${advice}`);
  }
  return only.length === 0 ? allCases : allCases.filter((one) => only.some((pattern) => fits(one, pattern)));
}

function fits({ id, area }: Case, pattern: string): boolean {
  return id === pattern || area === pattern;
}

async function resultOf(one: Case, kit: Kit): Promise<CaseResult> {
  const begun = performance.now();
  const { id, area, title } = one;
  return runCase(one, kit, async (seen) => {
    const runs = 'lacks' in seen ? [] : seen.runs;
    return {
      id,
      area,
      title,
      checks: one.checks.map((check) => checkResult(one, check, judged(check, seen))),
      runs: runs.map(runResultOf),
      ms: performance.now() - begun,
      clientMs: runs.reduce((sum, { process }) => sum + process.ms, 0),
    };
  });
}

function judged(check: CheckData, seen: CaseSeen | NoCall): Judgement {
  return 'lacks' in seen
    ? { verdict: 'unsupported', why: `The client has no way to be asked for ${seen.lacks}.` }
    : judge(check, seen);
}

function checkResult(one: Case, check: CheckData, judgement: Judgement): CheckResult {
  const { level, rule, label, why } = check;
  const said = 'why' in judgement ? { expected: 'to be tested', seen: judgement.why } : judgement;
  return {
    id: checkId(one, check),
    level,
    demand: demandOf(check),
    rule,
    label,
    why,
    verdict: judgement.verdict,
    expected: said.expected,
    seen: said.seen,
  };
}

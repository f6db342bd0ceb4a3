import { nearest } from '../schemas/index.ts';
import { startServer } from '../server/index.ts';
import { type Case, caseAreas } from './cases/case.ts';
import { cases as allCases } from './cases/index.ts';
import type { CheckData, Judgement } from './checks/check.ts';
import { checkId, demandOf, judge } from './checks/judge.ts';
import type { NoCall } from './clients/command.ts';
import type { ClientDescription } from './clients/description.ts';
import { ClientDescriptionError } from './clients/read.ts';
import { type CaseResult, type CheckResult, type ConformanceReport, reportOf } from './reports/report.ts';
import { whyNotRunnable } from './running/find-program.ts';
import type { CaseSeen } from './running/observation.ts';
import { runCase } from './running/run-case.ts';

/** How the kit is run. */
export interface ConformanceOptions {
  readonly client: ClientDescription;
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
  const { client, parallel = 8, signal = new AbortController().signal, onCase = () => {} } = options;
  const chosen = chosenCases(options.only ?? []);
  await expectRunnable(client);
  await using server = await startServer({ size: 'tiny' });
  const results = new Map<string, CaseResult>();
  const waiting = [...chosen];
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      signal.throwIfAborted();
      const begun = performance.now();
      const seen = await runCase(one, { server, client, signal });
      const result = resultOf(one, seen, performance.now() - begun);
      results.set(one.id, result);
      onCase(result);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return reportOf(
    client.name,
    chosen.flatMap(({ id }) => results.get(id) ?? []),
  );
}

async function expectRunnable({ commands }: ClientDescription): Promise<void> {
  for (const [program = ''] of Object.values(commands)) {
    const why = await whyNotRunnable(program);
    if (why !== undefined)
      throw new ClientDescriptionError(`expected a program that can be run, got ${why}.`);
  }
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

function resultOf(one: Case, seen: CaseSeen | NoCall, ms: number): CaseResult {
  const judged = (check: CheckData): Judgement =>
    'lacks' in seen
      ? { verdict: 'unsupported', why: `The client has no way to be asked for ${seen.lacks}.` }
      : judge(check, seen);
  const { id, area, title } = one;
  const clientMs = 'lacks' in seen ? 0 : seen.runs.reduce((sum, { process }) => sum + process.ms, 0);
  return {
    id,
    area,
    title,
    ms,
    clientMs,
    checks: one.checks.map((check) => checkResult(one, check, judged(check))),
  };
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

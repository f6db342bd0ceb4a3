import { isMap, isSeq, type YAMLSeq } from 'yaml';
import type { CheckResult, ConformanceReport } from '../model/report.ts';
import { checksThere } from './apply.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';
import { openBaseline } from './read.ts';

/** A list of known failures that is updated from a report. */
export interface UpdatedBaseline {
  /** YAML: the remaining entries keep their comments, reasons and links. */
  readonly text: string;
  readonly baseline: Baseline;
  /** The changes, one line each: `+ failures request.since/…` or `- …`. */
  readonly changes: readonly string[];
}

const BEGINNING = `# Checks that this client is known to fail. An entry that no longer fails, or fits no check, fails the run.
# failures: fail every time. flaky: fail now and then. Each has a check and a reason, and may have a link and a day (until).
failures: []
`;
const NEW_REASON = 'to be looked at';

/**
 * Updates a list from a report. Removes the entries that pass and those that match no check. Adds the checks
 * that fail the run, as flaky if they also passed in a repeated run.
 *
 * @param text The list; undefined for a new one.
 * @throws {BaselineError} The list is invalid.
 */
export function updateBaseline(
  text: string | undefined,
  file: string,
  report: ConformanceReport,
): UpdatedBaseline {
  const { document, baseline } = openBaseline(text ?? BEGINNING, file);
  if (!isMap(document.contents)) document.contents = document.createNode({}) as typeof document.contents;
  const results = new Map(report.cases.flatMap(({ checks }) => checks.map((check) => [check.id, check])));
  const there = checksThere();
  const removed = baseline.entries.filter((entry) => !stays(entry, results.get(entry.check), there));
  const listed = new Set(baseline.entries.map(({ check }) => check));
  const added = [...results.values()].filter(
    ({ id, level, verdict }) => level === 'MUST' && verdict === 'failed' && !listed.has(id),
  );
  for (const list of ['failures', 'flaky'] as const) {
    const gone = new Set(removed.filter((entry) => entry.list === list).map(({ check }) => check));
    const fresh = added.filter((check) => listFor(check) === list);
    if (gone.size === 0 && fresh.length === 0) continue;
    const sequence = sequenceOf(document.get(list), () => {
      document.set(list, document.createNode([]));
      return document.get(list);
    });
    sequence.items = sequence.items.filter((item) => !(isMap(item) && gone.has(String(item.get('check')))));
    for (const { id } of fresh) sequence.add(document.createNode({ check: id, reason: NEW_REASON }));
    sequence.flow = sequence.items.length === 0;
  }
  const written = document.toString({ lineWidth: 0 });
  return {
    text: written,
    baseline: openBaseline(written, file).baseline,
    changes: [
      ...removed.map(({ list, check }) => `- ${list} ${check}`),
      ...added.map((check) => `+ ${listFor(check)} ${check.id}`),
    ],
  };
}

function stays(
  { list, check }: BaselineEntry,
  result: CheckResult | undefined,
  there: ReadonlySet<string>,
): boolean {
  return there.has(check) && !(list === 'failures' && result?.verdict === 'passed');
}

function listFor({ tally }: CheckResult): BaselineEntry['list'] {
  return (tally?.passed ?? 0) > 0 ? 'flaky' : 'failures';
}

function sequenceOf(there: unknown, make: () => unknown): YAMLSeq {
  const sequence = isSeq(there) ? there : make();
  if (isSeq(sequence)) return sequence;
  throw new TypeError('expected a list, got none.');
}

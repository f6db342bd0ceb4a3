import { cases as catalogue } from '../cases/index.ts';
import { type CaseResult, type ConformanceReport, reportOf } from '../model/report.ts';
import type { SelectionResult } from '../model/setup.ts';
import { inLine } from '../util/escape.ts';
import { firstFew } from '../util/first-few.ts';
import { ReportError } from './read.ts';

/**
 * Merges reports of one client by one version of the kit: all shards of a run, or runs of different cases.
 * The start is the earliest one; the time is the sum.
 *
 * @throws {ReportError} The reports do not belong together, a case is in two of them, or a shard is missing.
 */
export function mergeReports(reports: readonly ConformanceReport[]): ConformanceReport {
  const [first] = reports;
  if (first === undefined) throw new ReportError('expected at least one report, got none.');
  expectSame(reports, 'client', 'the same client');
  expectSame(reports, 'kit', 'the same version of the kit');
  expectAllShards(reports);
  const cases = reports.flatMap((report) => report.cases);
  expectEachOnce(cases);
  const { client, kit, setup } = first;
  const required = reports.flatMap((report) => report.required?.features ?? []);
  const problems = reports.flatMap(({ baseline }) => baseline?.problems ?? []);
  const baseline = reports.some((report) => report.baseline !== undefined)
    ? { baseline: { problems: [...new Set(problems)] } }
    : {};
  const startedAt = reports
    .map((report) => report.startedAt)
    .reduce((least, one) => (Date.parse(one) < Date.parse(least) ? one : least));
  const ms = reports.reduce((sum, report) => sum + report.ms, 0);
  return reportOf(
    {
      client,
      kit,
      startedAt,
      ms,
      setup,
      machines: different(reports.flatMap(({ machines }) => machines)),
      selection: mergedSelection(reports.map(({ selection }) => selection)),
      ...(required.length === 0 ? {} : { requires: [...new Set(required)] }),
      ...baseline,
    },
    inOrder(cases),
  );
}

/** The different values, in their order. */
function different<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The selection that has everything that one of these has. A part that was not given selects everything. */
function mergedSelection(all: readonly SelectionResult[]): SelectionResult {
  const [first, ...others] = different(all);
  if (first === undefined) throw new TypeError('expected a selection, got none.');
  return others.reduce((sum, { only, skip, levels }) => {
    const skipped = sum.skip?.filter((pattern) => skip?.includes(pattern)) ?? [];
    return {
      ...(sum.only && only ? { only: different([...sum.only, ...only]) } : {}),
      ...(skipped.length > 0 ? { skip: skipped } : {}),
      ...(sum.levels && levels ? { levels: different([...sum.levels, ...levels]) } : {}),
      catalogue: sum.catalogue,
    };
  }, first);
}

function expectSame(reports: readonly ConformanceReport[], name: 'client' | 'kit', what: string): void {
  const values = [...new Set(reports.map((report) => report[name]))];
  if (values.length <= 1) return;
  const got = values.map((value) => `'${inLine(value)}'`).join(' and ');
  throw new ReportError(`expected reports of ${what}, got ${got}: merge only reports that belong together.`);
}

function expectAllShards(reports: readonly ConformanceReport[]): void {
  const shards = reports.flatMap(({ shard }) => shard ?? []);
  const [first] = shards;
  if (first === undefined) return;
  const { of } = first;
  if (shards.length < reports.length || shards.some((shard) => shard.of !== of)) {
    const got = reports.map(({ shard }) =>
      shard === undefined ? 'a whole run' : `${shard.index}/${shard.of}`,
    );
    throw new ReportError(
      `expected shards of one run, got ${got.join(', ')}: merge only reports that belong together.`,
    );
  }
  const all = Array.from({ length: of }, (_, at) => at + 1);
  const times = (index: number) => shards.filter((shard) => shard.index === index).length;
  const missing = all.filter((index) => times(index) === 0);
  const twice = all.filter((index) => times(index) > 1);
  if (missing.length > 0) {
    throw new ReportError(
      `expected shards 1 to ${of}, got none for ${missing.length === 1 ? 'shard' : 'shards'} ${missing.join(', ')}: add ${missing.length === 1 ? 'its report' : 'their reports'}.`,
    );
  }
  if (twice.length > 0) {
    throw new ReportError(
      `expected every shard once, got ${twice.join(', ')} several times: keep one report of each.`,
    );
  }
}

function expectEachOnce(cases: readonly CaseResult[]): void {
  const ids = cases.map(({ id }) => id);
  const twice = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
  if (twice.length === 0) return;
  const named = firstFew(twice.map(inLine), 5).join(', ');
  throw new ReportError(
    `expected every case in one report only, got ${named} in several: leave out all but one.`,
  );
}

/** In the order of the catalogue; cases that it does not have come last. */
function inOrder(cases: readonly CaseResult[]): readonly CaseResult[] {
  const place = new Map(catalogue.map(({ id }, at) => [id, at]));
  const placeOf = ({ id }: CaseResult) => place.get(id) ?? catalogue.length;
  return cases.toSorted((a, b) => placeOf(a) - placeOf(b));
}

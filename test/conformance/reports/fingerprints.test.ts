import { createHash } from 'node:crypto';
import t from 'tap';
import { checkId } from '../../../conformance/cases/ids.ts';
import { cases } from '../../../conformance/cases/index.ts';
import { demandOf } from '../../../conformance/checks/judge.ts';
import { resemblances } from '../../../conformance/fingerprints/resemblance.ts';
import { shippedTable } from '../../../conformance/fingerprints/shipped-table.ts';
import { featuresOf } from '../../../conformance/model/feature.ts';
import type { CaseResult, ConformanceReport } from '../../../conformance/model/report.ts';
import { reportOf } from '../../../conformance/model/report.ts';
import { mutantNamed } from '../../../conformance/mutants/index.ts';
import { functionOf } from '../../../conformance/mutation/clients.ts';
import { findingsOf } from '../../../conformance/reports/findings.ts';
import { renderReport } from '../../../conformance/reports/formats.ts';
import { runConformance } from '../../../conformance/run-conformance.ts';
import { cutRun, head } from '../../helpers/reports/fixtures.ts';

const table = shippedTable();
const mutants = table.mutants.filter(({ idle }) => !idle);
const allChecks = Object.keys(table.checks);

/** Tells whether a case is in a part of all cases; `seed` chooses another part of the same size. */
function isInPart(id: string, share: number, seed: number): boolean {
  const digest = createHash('sha256')
    .update(`${seed} ${id.split('/')[0]}`)
    .digest();
  return digest.readUInt32BE() / 2 ** 32 < share;
}

/** The checks that each mutant fails, by its name. */
const failedBy = new Map<string, string[]>();
for (const [id, names] of Object.entries(table.checks)) {
  for (const name of names) failedBy.set(name, [...(failedBy.get(name) ?? []), id]);
}

/** Names every mutant by its failures in a part of the cases, and counts the results. */
function namedIn(share: number) {
  const counts = { all: 0, named: 0, oneOfTwo: 0, none: 0, wrong: 0, more: 0 };
  for (let seed = 0; seed < 3; seed++) {
    const judged = new Set(allChecks.filter((id) => isInPart(id, share, seed)));
    for (const { name } of mutants) {
      const failed = new Set(failedBy.get(name)?.filter((id) => judged.has(id)));
      if (failed.size === 0) continue;
      counts.all += 1;
      const [first, ...others] = resemblances({ failed, judged }, table);
      const names = first?.mutants.map((one) => one.name) ?? [];
      if (names.length === 0) counts.none += 1;
      else if (!names.includes(name)) counts.wrong += 1;
      else if (names.length > 1) counts.oneOfTwo += 1;
      else counts.named += 1;
      if (others.length > 0) counts.more += 1;
    }
  }
  return counts;
}

for (const [share, least] of [
  [0.25, 0.7],
  [0.5, 0.75],
  [0.75, 0.78],
] as const) {
  t.test(
    `by ${share * 100} % of the cases, at least ${least * 100} % of the mutants are named, none wrongly`,
    async (t) => {
      const { all, named, wrong, more } = namedIn(share);
      t.ok(all > mutants.length, `${all} mutants with a failure`);
      t.equal(wrong, 0);
      t.ok(named >= least * all, `${named} of ${all}`);
      t.ok(more <= 0.02 * all, `${more} have a second name`);
    },
  );
}

t.test('a client without failures, and one that fails everything, look like no mutant', async (t) => {
  const judged = new Set(allChecks);
  t.same(resemblances({ failed: new Set(), judged }, table), []);
  t.same(resemblances({ failed: judged, judged }, table), []);
  t.same(resemblances({ failed: judged, judged }, { version: 2, mutants: [], checks: {} }), []);
});

t.test('two faults in one client are both named', async (t) => {
  const pairs = [
    ['one-shot', 'never-reads'],
    ['impatient', 'query-token'],
    ['csv-only', 'silent'],
  ];
  for (const pair of pairs) {
    const failed = new Set(allChecks.filter((id) => pair.some((name) => table.checks[id]?.includes(name))));
    const found = resemblances({ failed, judged: new Set(allChecks) }, table);
    t.same(found.flatMap((one) => one.mutants.map(({ name }) => name)).sort(), pair.toSorted(), pair.join());
  }
});

/** The results of a client that passes everything. */
const allPassed = cases.map((one): CaseResult => {
  const checks = one.checks.map((spec) => {
    const { level, rule, label, why } = spec;
    const texts = { expected: 'an exit code that means failed', seen: 'exit code 0, which means complete' };
    const verdict = 'passed' as const;
    return { id: checkId(one, spec), level, rule, label, why, demand: demandOf(spec), verdict, ...texts };
  });
  const { id, area, title } = one;
  const runs = [cutRun({ scenario: 'any' })];
  return { id, area, title, needs: featuresOf(one), checks, runs, ms: 1, clientMs: 1 };
});

/** The report of a client that fails what these mutants fail. */
function reportLike(...names: readonly string[]): ConformanceReport {
  const failed = new Set(names.flatMap((name) => failedBy.get(name) ?? []));
  const results = allPassed.map(
    (one): CaseResult => ({
      ...one,
      checks: one.checks.map((check) => (failed.has(check.id) ? { ...check, verdict: 'failed' } : check)),
    }),
  );
  return reportOf({ ...head, selection: { catalogue: { cases: cases.length, checks: 800 } } }, results);
}

t.test('the text of every mutant is under 40 lines', async (t) => {
  const lengths = mutants.map(({ name }) => {
    const lines = renderReport('text', reportLike(name)).split('\n').length - 1;
    return { name, lines };
  });
  t.same(
    lengths.filter(({ lines }) => lines >= 40),
    [],
  );
});

t.test('the text of a small client with one more fault is under 40 lines, and names the fault', async (t) => {
  // A client of thirty lines reads no log.txt, and its HTTP library follows redirects with the token.
  const small = ['never-reads', 'forwarder'];
  for (const name of ['never-opens', 'impatient', 'one-shot', 'option-loser', 'stormer', 'csv-only']) {
    const report = reportLike(...small, name);
    t.ok(renderReport('text', report).split('\n').length <= 40, name);
    const does = mutantNamed(name).does.toLowerCase().replace(/\.$/, '');
    t.match(findingsOf(report).looksLike.join('; ').toLowerCase(), does);
  }
});

t.test(
  'a mutant that really runs through a few areas is named, as a whole and at its finding',
  { timeout: 120_000 },
  async (t) => {
    const runs = [
      { name: 'option-loser', only: ['request'] },
      { name: 'never-reads', only: ['partial', 'attachments'] },
    ];
    for (const { name, only } of runs) {
      const client = functionOf(mutantNamed(name));
      const report = await runConformance({ client, only, preflight: false });
      const { looksLike, list } = findingsOf(report);
      const does = mutantNamed(name).does.toLowerCase().replace(/\.$/, '');
      t.match(looksLike[0]?.toLowerCase(), does);
      t.match(list[0]?.looksLike?.toLowerCase(), does);
      t.ok(renderReport('text', report).split('\n').length <= 40, name);
    }
  },
);

import t from 'tap';
import { checks } from '../../../conformance/checks/all-checks.ts';
import { cumulativeDiff } from '../../../conformance/compare/across-runs.ts';
import { type ConformanceReport, clientOfCommand, runConformance } from '../../../conformance/index.ts';
import type { CheckName, CheckSpec } from '../../../conformance/model/check.ts';
import { playedScenario } from '../../../conformance/run/played-scenario.ts';
import type { Sandbox } from '../../../conformance/sandbox/sandbox.ts';
import { referenceWith } from '../../helpers/reference-client/as-function.ts';
import {
  at,
  type HandRun,
  keptRun,
  seenOf,
  truthRun,
  windowTable,
} from '../../helpers/sequences/handmade.ts';
import { sequenceMutants } from '../../helpers/sequences/mutants.ts';

function verdictOf(name: CheckName, runs: readonly HandRun[]): string {
  const seen = seenOf(runs);
  const last = seen.runs.at(-1);
  if (last === undefined) throw new Error('expected a run, got none');
  const judgement = checks[name].judge(last, {} as CheckSpec, seen);
  return 'seen' in judgement ? `${judgement.verdict}: ${judgement.seen}` : judgement.why;
}

t.test('the windows of all complete runs are judged together', (t) => {
  for (const [what, check, runs, text] of windowTable)
    t.match(verdictOf(check, runs), text, `${check}: ${what}`);
  t.end();
});

t.test('the rows of all exports are compared together', (t) => {
  const [one, two, edited] = [
    ['1', 'a', at(1)],
    ['2', 'b', at(1)],
    ['1', 'a2', at(2)],
  ] as const;
  const expected = [truthRun(1, [one, two]), truthRun(2, [edited])];
  const named = (rows: readonly { readonly row: string; readonly runs: readonly number[] }[]) =>
    rows.map(({ row, runs }) => `${row}@${runs.join('+')}`);
  const table = [
    { what: 'all', kept: [keptRun(1, 'a.zip', [one, two]), keptRun(2, 'b.zip', [edited])] },
    {
      what: 'a file that is overwritten',
      kept: [keptRun(1, 'a.zip', [one, two]), keptRun(2, 'a.zip', [edited])],
    },
    { what: 'a file that grows', kept: [keptRun(1, '', [one, two]), keptRun(2, '', [one, two, edited])] },
    { what: 'the other order', kept: [keptRun(2, 'b.zip', [edited, two, one])] },
    { what: 'a missing window', kept: [keptRun(1, 'a.zip', [one, two])], lost: ['1@2'] },
    { what: 'a store that keeps the latest version', kept: [keptRun(2, '', [two, edited])] },
    { what: 'a store that keeps the first version', kept: [keptRun(2, '', [one, two])], lost: ['1@2'] },
    {
      what: 'a row twice',
      kept: [keptRun(1, 'a.zip', [one, two]), keptRun(2, 'b.zip', [two, edited])],
      duplicated: ['2@1+2'],
    },
    {
      what: 'a row twice in a file that grows',
      kept: [keptRun(1, '', [one, two]), keptRun(2, '', [one, two, two, edited])],
      duplicated: ['2@1+2'],
    },
    {
      what: 'a changed row is not lost',
      kept: [keptRun(1, 'a.zip', [one, ['2', 'B', at(1)]]), keptRun(2, 'b.zip', [edited])],
    },
    {
      what: 'a changed row may be duplicated',
      kept: [keptRun(1, 'a.zip', [one, ['2', 'B', at(1)]]), keptRun(2, 'b.zip', [['2', 'B', at(1)], edited])],
      duplicated: ['2@1+2'],
    },
    {
      what: 'other columns in another order',
      kept: [
        keptRun(
          1,
          'a.json',
          [one, two, edited].map(([id, body]) => [body, id]),
          { table: 'messages', header: ['body', 'id'] },
        ),
      ],
    },
  ];
  for (const { what, kept, lost = [], duplicated = [] } of table) {
    const found = cumulativeDiff(expected, kept);
    t.same(
      { count: found.count, lost: named(found.lost), duplicated: named(found.duplicated) },
      { count: 3, lost, duplicated },
      what,
    );
  }
  const twice = [truthRun(1, [one, two]), truthRun(2, [one])];
  const once = cumulativeDiff(twice, [keptRun(2, '', [one, two])]);
  t.same([once.count, once.lost, once.duplicated], [3, [], []], 'a row of two runs that a store keeps once');
  const gone = cumulativeDiff(twice, [keptRun(2, '', [two])]);
  t.same(named(gone.lost), ['1@1', '1@2'], 'a row of two runs that is nowhere');
  const always = cumulativeDiff([truthRun(1, [one], 'Admins'), truthRun(2, [one], 'Admins')], []);
  t.same(always, { count: 0, lost: [], duplicated: [] }, 'the current state is in no window');
  const attachments = new Map([['files/1.png', 'digest']]);
  const files = cumulativeDiff([{ run: 1, tables: new Map(), attachments }], []);
  t.same([files.count, named(files.lost)], [1, ['files/1.png@1']], 'an attachment');
  t.end();
});

/** The checks that did not pass, without the id of their case, and the observation of each. */
function notPassed({ cases }: ConformanceReport): ReadonlyMap<string, string> {
  const all = cases.flatMap(({ id, checks }) => checks.map((check) => ({ ...check, of: id })));
  const rest = all.filter(({ verdict }) => verdict !== 'passed');
  return new Map(rest.map(({ id, of, seen }) => [id.slice(of.length + 1), seen]));
}

t.test('the reference client is right over several runs', async (t) => {
  const only = ['sequences.until-midnight', 'windows.ends-within-a-second', 'windows.empty'];
  t.same([...notPassed(await runConformance({ client: referenceWith({}), only }))], []);
});

t.test('each sequence mutant fails the checks that are for its mistake', async (t) => {
  const shown = ['log-ignorer', 'second-later', 'second-again', 'empty-moves-nothing', 'clears-up'];
  for (const name of shown) {
    const { parts = {}, shownBy = '', fails = [] } = sequenceMutants.find((one) => one.name === name) ?? {};
    const failed = notPassed(await runConformance({ client: referenceWith(parts), only: [shownBy] }));
    t.same([...failed.keys()].sort(), [...fails].sort(), `${name}: ${[...failed].join('; ')}`);
    const lost = failed.get('keeps-every-row');
    const isDropped = name === 'clears-up';
    if (lost !== undefined) t.equal(lost.includes('although the responses held them'), isDropped, lost);
  }
});

t.test('{now} is the time of the first response, whatever a scenario does to later ones', async (t) => {
  const offsetOf = async (requests?: string) => {
    const when = requests === undefined ? {} : { when: { requests } };
    const scenario = { name: 'moved', rules: [{ ...when, steps: [{ do: 'clock', offsetMs: 1000 }] }] };
    const run = { operation: 'network', parameters: {}, ends: ['complete'], scenario } as never;
    return (await playedScenario(run, { root: '/' } as Sandbox)).offsetMs;
  };
  t.equal(await offsetOf(), 1000);
  t.equal(await offsetOf('1-2'), 1000);
  t.equal(await offsetOf('2-'), 0);
});

t.test('a killed client that writes under the final name fails', async (t) => {
  const streaming = `
    import { createWriteStream } from 'node:fs';
    const [url, token, since, out] = process.argv.slice(1);
    const answer = await fetch(url + '/api/v1/export?since=' + encodeURIComponent(since), { headers: { authorization: 'Bearer ' + token } });
    const file = createWriteStream(out + '/export.zip');
    for await (const part of answer.body) file.write(part);
    file.end();
  `;
  const values = ['{base_url}', '{token}', '{since}', '{out_dir}'];
  const client = clientOfCommand([process.execPath, '--input-type=module', '-e', streaming, ...values]);
  const failed = notPassed(await runConformance({ client, only: ['windows.killed-in-the-same-window'] }));
  t.same([...failed.keys()], ['keeps-no-false-export@2', 'keeps-the-earlier-export@2']);
});

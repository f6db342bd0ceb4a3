import t from 'tap';
import { explain, listCases } from '../../../conformance/index.ts';
import { run } from '../../helpers/run-cli.ts';

const CHECK = 'errors.status-500/says-how-it-ended';

t.test('explain says all about a check', async (t) => {
  const { code, stdout } = await run(t, ['explain', CHECK]);
  t.equal(code, 0);
  for (const text of [
    `${CHECK}  MUST\nThe exit code reports the outcome.`,
    /\nRule {8}\S.*\((documented|observed|assumed)\)/,
    /\nWhy {9}A scheduler reads only the exit code/,
    /\nCase {8}A 500 with a JSON body is reported as a failure\./,
    /\nRun 2 {7}The client exports the network [\s\S]*?On\s+every\s+request,\s+the\s+server\s/,
    /\nPassed by {3}the reference client\n/,
    /\nFailed by {3}[a-z-]+: [A-Z]/,
    `\nengage-export test --only ${CHECK} -- CLIENT ARGUMENTS\n`,
  ]) {
    t.match(stdout, text);
  }
  t.ok(stdout.split('\n').every((line) => line.length <= 100));
});

t.test('explain fits a narrow terminal', async (t) => {
  const [wide, narrow] = await Promise.all([explain(CHECK), explain(CHECK, 50)]);
  const rule = narrow.slice(narrow.indexOf('\nRule'), narrow.indexOf('\nPassed by'));
  const lines = rule.trim().split('\n');
  t.ok(lines.length > 6 && lines.every((line) => line.length <= 50));
  t.ok(
    lines.every((line) => /^(?:[A-Z][a-z]+ +| {12})\S/.test(line)),
    'the left column holds only names',
  );
  t.equal(narrow.replaceAll(/\s+/g, ' '), wide.replaceAll(/\s+/g, ' '));
});

t.test('explain lists the checks of a case and the cases of an area', async (t) => {
  const one = await run(t, ['explain', 'windows.two-days']);
  t.equal(one.code, 0);
  t.match(one.stdout, /^windows\.two-days\nThe second window starts where the first one ended\.\n/);
  t.match(one.stdout, /windows\.two-days\/goes-on-where-it-ended +MUST +failed by [1-9]\d* mutants?\b/);
  const area = await run(t, ['explain', 'windows']);
  t.match(area.stdout, /^windows: \d+ cases, \d+ checks, failed by [1-9]\d* mutants\n/);
  t.match(area.stdout, /\n {2}windows\.two-days +The second window starts/);
});

t.test('explain knows what may have been meant', async (t) => {
  for (const [args, said] of [
    [['explain', 'errors.status-50/says-how-it-ended'], `did you mean ${CHECK}?`],
    [['explain', 'window'], 'did you mean windows?'],
    [['explain'], 'expected the id of a check'],
    [['explain', 'errors', 'rows'], "got the word 'rows' too"],
  ] as const) {
    const { code, stderr } = await run(t, args);
    t.equal(code, 2, args.join(' '));
    t.match(stderr, said);
  }
});

t.test('the course of a case counts its runs from 1 and names each once', async (t) => {
  for (const { id, runs } of listCases()) {
    const text = await explain(id, 1000);
    const ranges = [...text.matchAll(/^Runs? (\d+)(?:-(\d+))? /gm)];
    let next = 1;
    for (const [, from, to = from] of ranges) {
      t.equal(Number(from), next, `${id}: run ${from}`);
      next = Number(to) + 1;
    }
    t.equal(ranges.length === 0 ? 2 : next, runs + 1, `${id}: ${runs} runs`);
    t.notMatch(text, /outcome is \.|\bundefined\b|\(\)|, [.,]|: \.| {2,}(?:the|none)\.$/m, id);
  }
});

t.test('the course of a case says when each run is, and what the kit and the machine do', async (t) => {
  const killed = await explain('windows.killed-at-60-percent', 1000);
  t.match(killed, /^Run 1 +The client makes its first export of the network since 2024-06-01T/m);
  t.match(
    killed,
    /^Run 2 +10 days later, the client exports the network from the end of its last complete export\. On every request, the server stalls for 20 s at .* The kit kills the client during the stall\. No outcome is demanded of this run\.$/m,
  );
  const texts: readonly (readonly [id: string, text: RegExp])[] = [
    ['windows.clock-set-back', /After the clock was set back by 3 hours, the client/],
    ['windows.exports-taken-away', /Before the run, the kit empties the output folder\./],
    ['windows.refused-connection', /Nothing listens at the base URL\./],
    ['request.since-in-kolkata', /The environment has TZ=Asia\/Kolkata\./],
    ['request.suspended-user', /^Course +The client exports a suspended user\./m],
    ['sequences.forty-days', /^Runs 5-8 +As in run 2\.$/m],
    ['sequences.forty-days', /^Run 24 +24 hours and 10 minutes later, /m],
  ];
  for (const [id, text] of texts) t.match(await explain(id, 1000), text, id);
  t.match(await explain('windows.failed-night/keeps-every-row', 1000), /All runs are judged together\./);
  t.match(await explain('windows.failed-night/goes-on-where-it-ended', 1000), /Run 3 is judged\./);
});

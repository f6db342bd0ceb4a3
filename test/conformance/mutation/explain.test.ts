import t from 'tap';
import { explain } from '../../../conformance/index.ts';
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
    /\nRun 2 {7}An export of the network [\s\S]*?On\s+every\s+request: /,
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
  t.match(one.stdout, /windows\.two-days\/goes-on-where-it-ended +MUST +failed by [1-9]\d* mutants/);
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

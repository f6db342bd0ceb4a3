import t from 'tap';
import { cases as allCases } from '../../../conformance/cases/index.ts';
import { readClient } from '../../../conformance/client/read.ts';
import { type Feature, features, featuresOf } from '../../../conformance/model/feature.ts';
import { renderReport } from '../../../conformance/reports/formats.ts';
import { mergeReports } from '../../../conformance/reports/merge.ts';
import { verdictText } from '../../../conformance/reports/verdict.ts';
import { setupOf } from '../../../conformance/run/setup.ts';
import { runConformance } from '../../../conformance/run-conformance.ts';
import { requiredFeatures } from '../../../conformance/selection/require.ts';
import { caseOf, checkOf, head, reportWith } from '../../helpers/reports/fixtures.ts';
import { formErrors, readXml } from '../../helpers/reports/read.ts';

const whole = { ...head, selection: { catalogue: { cases: 4, checks: 4 } } };
const network = caseOf('request.since', [checkOf('a')]);
const noUser = caseOf(
  'request.user',
  [checkOf('a', { verdict: 'unsupported', seen: 'The client does not support user.' })],
  { needs: ['user'] },
);
const user = { ...noUser, checks: [checkOf('request.user/a')] };
const files = caseOf('files.export', [checkOf('files.export/a')], { needs: ['files'] });
const resumed = caseOf('windows.resume', [checkOf('a')], { needs: ['resume'] });

t.test('every feature is needed by a case of the catalogue', async (t) => {
  const needed = new Set(allCases.flatMap(featuresOf));
  t.same(
    features.filter((name) => !needed.has(name)),
    [],
  );
});

t.test('a verdict says how far it reaches, in every view', async (t) => {
  t.equal(verdictText(reportWith([network, user, resumed, files], whole)), 'passed, all 4 cases');
  const part = reportWith([network, noUser, resumed, files], whole);
  const text = 'passed, 3 of 4 cases, no user export';
  t.equal(verdictText(part), text);
  t.match(renderReport('text', part), new RegExp(`^my-client: ${text}\n`));
  t.equal(
    renderReport('tap', part).split('\n')[1],
    `# my-client: ${text}, judged by engage-export-kit 0.1.0`,
  );
  t.match(renderReport('markdown', part), '## my-client: ✅ passed, 3 of 4 cases, no user export\n');
  t.match(renderReport('html', part), '<strong>Passed</strong> <span>3 of 4 cases, no user export</span>');
  t.match(renderReport('junit', part), `<property name="verdict" value="${text}"/>`);
  t.match(renderReport('badge', part), `<title>engage export: ${text}, 3 of 4 checks passed</title>`);
  const options = features.slice(4).map((name) => ({ ...noUser, id: `request.${name}`, needs: [name] }));
  t.match(
    verdictText(reportWith([network, ...options], whole)),
    /no user export, no files export, 0 of 6 options$/,
  );
});

t.test('a required feature of which nothing was judged fails the run', async (t) => {
  const report = reportWith([network, noUser], { ...whole, requires: ['network', 'resume', 'user'] });
  t.equal(report.outcome, 'failed');
  const problems = [
    'The run requires resume, but no selected case needs it: select its cases too.',
    'The run requires user, but judged none of its 1 cases. The client does not support user.',
  ];
  t.same(report.required, { features: ['network', 'resume', 'user'], problems });
  for (const format of ['text', 'html', 'markdown', 'github', 'tap'] as const)
    t.match(renderReport(format, report), 'The run requires user, but judged none of its 1 cases', format);
  t.match(readXml(renderReport('junit', report)).testsuites, { '@failures': '2' });
  t.equal(reportWith([network, user], { ...whole, requires: ['network', 'user'] }).outcome, 'passed');
});

t.test('a shard may leave a required feature out, and all shards together may not', async (t) => {
  const shard = (index: number, one: typeof network) =>
    reportWith([one], { ...whole, shard: { index, of: 2 }, requires: ['network', 'user'] });
  t.same([shard(1, network).outcome, shard(2, user).outcome], ['passed', 'passed']);
  t.equal(mergeReports([shard(1, network), shard(2, user)]).outcome, 'passed');
  const merged = mergeReports([shard(1, network), shard(2, { ...network, id: 'request.until' })]);
  t.equal(merged.outcome, 'failed');
  t.match(merged.required?.problems, [/requires user, but no selected case needs it/]);
});

t.test('unknown features are refused with the nearest one', async (t) => {
  t.same(requiredFeatures(['user', 'network', 'user']), ['network', 'user']);
  const table: [names: string[], message: RegExp][] = [
    [['usr'], /got 'usr': did you mean user\?$/],
    [['users'], /got 'users': did you mean user\?$/],
    [['colour'], /got 'colour': expected one of network, resume, user, files, until,/],
    [[''], /expected the name of a feature, got '': expected one of/],
    [[], /expected at least one of network, .*, got none\.$/],
  ];
  for (const [names, message] of table)
    t.throws(() => requiredFeatures(names), { name: 'SelectionError', part: 'require', message });
  const run = runConformance({
    client: { name: 'x', run: async () => 'failed' },
    require: ['usr' as Feature],
  });
  await t.rejects(run, { name: 'SelectionError', message: /did you mean user\?$/ });
});

t.test('merged reports keep every machine, and the selection that covers all', async (t) => {
  const machine = { node: 'v22.1.0', platform: 'win32', release: '10', arch: 'x64' };
  const one = reportWith([network], {
    selection: { ...whole.selection, only: ['request'], skip: ['a', 'b'] },
  });
  const two = reportWith([resumed], {
    machines: [machine],
    selection: { ...whole.selection, only: ['windows'], skip: ['b'], levels: ['MUST'] },
  });
  const { machines, selection } = mergeReports([one, two]);
  t.same(machines, [...head.machines, machine]);
  t.same(selection, { only: ['request', 'windows'], skip: ['b'], catalogue: { cases: 4, checks: 4 } });
  t.same(mergeReports([reportWith([network]), reportWith([resumed])]).machines, head.machines);
});

t.test('the setup in a report holds no secret and no value of the environment', async (t) => {
  const secret = 's3cr3t-value-of-a-test';
  process.env.KIT_TEST_API_KEY = secret;
  t.teardown(() => delete process.env.KIT_TEST_API_KEY);
  const client = readClient({
    name: 'x',
    commands: { network: ['node', 'x.js', '--token', 'abc-def-123', `--header=${secret}`, '{token}'] },
    env: { MODE: 'value-of-mode', API_TOKEN: '{token}', OWN_TOKEN: 'own-token-value' },
  });
  const setup = setupOf(client, ['--', 'node', '--key', secret, 'own-token-value']);
  const text = JSON.stringify(setup);
  for (const hidden of [secret, 'abc-def-123', 'value-of-mode', 'own-token-value'])
    t.notMatch(text, hidden, hidden);
  t.same(setup.variables, ['API_TOKEN', 'MODE', 'OWN_TOKEN']);
  t.match(setup.commands.network, ['node', 'x.js', '--token', 'REDACTED', '--header=$KIT_TEST_API_KEY']);
  t.equal(setup.commands.network?.at(-1), '{token}', 'a placeholder is no secret');
});

t.test('the badge is a picture of the outcome', async (t) => {
  const empty = reportWith([
    caseOf('request.until', [checkOf('a', { verdict: 'unsupported', seen: 'No until.' })]),
  ]);
  const passing = reportWith([caseOf('download.sound', [checkOf('a'), checkOf('b')])]);
  const badges = [reportWith(), passing, empty].map((one) => renderReport('badge', one));
  t.same(await formErrors(badges), []);
  const reach = 'of 200 cases, no resumed export, no user export, no files export';
  const texts = [
    `failed, 3 ${reach}, 2 of 8 checks passed`,
    `passed, 1 ${reach}, 2 of 2 checks passed`,
    'incomplete, 0 of 200 cases, no network export, no resumed export, no user export, no files export, 0 of 1 checks passed',
  ];
  for (const [at, said] of texts.entries())
    t.equal(readXml(badges[at] ?? '').svg.title, `engage export: ${said}`);
});

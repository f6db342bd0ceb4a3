import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateAction } from '@action-validator/core';
import { XMLParser } from 'fast-xml-parser';
import t, { type Test } from 'tap';
import { parse, parseAllDocuments } from 'yaml';
import { flags } from '../../cli/test.ts';
import { runLines, type ShellResult, textIn } from '../helpers/integrations/pipeline.ts';
import { folder } from '../helpers/run-cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const skip = process.platform === 'win32' && 'the lines are those of a POSIX shell';
const CLIENT = join(ROOT, 'examples/node/client.js');
const PASSING = `node '${CLIENT}' --base-url {base_url} --since {since} --out {out_dir}`;

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const actionText = readFileSync(join(ROOT, 'action.yml'), 'utf8');
const action: Action = parse(actionText);

/** The shell of GitHub for `shell: bash`. */
const GITHUB_BASH = ['bash', '--noprofile', '--norc', '-eo', 'pipefail'];

/** Runs the steps of the action that are lines of a shell, until one fails. */
async function act(t: Test, given: Readonly<Record<string, string>>) {
  const cwd = await folder(t);
  mkdirSync(join(cwd, 'project'));
  const contexts: Record<string, string> = { 'github.action_path': ROOT };
  for (const [name, { default: value }] of Object.entries(action.inputs))
    contexts[`inputs.${name}`] = given[name] ?? value;
  const filled = (text: string): string =>
    text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
      if (contexts[name] === undefined) throw new Error(`expected a known context, got ${name}`);
      return contexts[name];
    });
  let ended: ShellResult | undefined;
  for (const { run, shell, env = {}, 'working-directory': folder = '.' } of action.runs.steps) {
    if (run === undefined) continue;
    t.equal(shell, 'bash');
    t.notMatch(run, /\$\{\{/, 'no input becomes a part of the script');
    const variables = Object.entries(env).map(([name, value]) => [name, filled(value)]);
    const own = {
      ...Object.fromEntries(variables),
      GITHUB_OUTPUT: join(cwd, 'output.txt'),
      GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'),
    };
    // The installation runs in the folder of the action, which stays as it is here.
    t.ok(['.', ROOT].includes(filled(folder)));
    ended = await runLines(run, { cwd: join(cwd, 'project'), env: own, shell: GITHUB_BASH });
    if (ended.code !== 0) break;
  }
  return {
    ended: ended as ShellResult,
    cwd: join(cwd, 'project'),
    summary: await textIn(cwd, 'summary.md'),
    output: await textIn(cwd, 'output.txt'),
  };
}

t.test('the action fits its schema', async (t) => {
  t.strictSame(validateAction(actionText).errors, []);
  t.ok(validateAction('name: x\n').errors.length > 0, 'the schema refuses something');
  const used = [...actionText.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name ?? '');
  t.strictSame([...new Set(used)].sort(), Object.keys(action.inputs).sort(), 'every input is used');
  for (const { value } of Object.values(action.outputs))
    t.match(value, /^\$\{\{ steps\.test\.outputs\.[\w-]+ \}\}$/);
});

t.test('the action passes a client, with a summary and reports', { skip }, async (t) => {
  const { ended, cwd, summary, output } = await act(t, {
    command: PASSING,
    only: 'request.since\naccess.expired\n',
  });
  t.equal(ended.code, 0, ended.stderr);
  t.equal(await textIn(cwd, 'npm.txt'), 'ci --no-audit --no-fund\n');
  t.match(summary, /passed, 2 of \d+ cases/);
  t.equal(output, `reports=${join(cwd, 'engage-export')}\nexit-code=0\n`);
  const report = JSON.parse(await textIn(cwd, 'engage-export/report.json'));
  t.equal(report.outcome, 'passed');
  t.ok(new XMLParser().parse(await textIn(cwd, 'engage-export/junit.xml')).testsuites);
  t.match(await textIn(cwd, 'engage-export/report.html'), /^<!doctype html>/i);
});

t.test('the action fails for a client that fails, with annotations and a summary', { skip }, async (t) => {
  const hostile = '$(touch hacked)`touch hacked`';
  const { ended, cwd, summary, output } = await act(t, {
    command: `node '${join(ROOT, 'test/helpers/clients/naive.js')}' {base_url} {token} {since} {out_dir}`,
    only: 'errors.status-500',
    skip: '',
    level: 'MUST',
    reports: `reports ${hostile}`,
  });
  t.equal(ended.code, 1, ended.stderr);
  t.match(ended.stdout, /^::error /m);
  t.match(summary, /failed/);
  t.match(output, /exit-code=1\n/);
  t.equal(await textIn(cwd, 'hacked'), '');
  t.ok(await textIn(cwd, `reports ${hostile}/report.json`));
});

t.test('a wrong input of the action is a usage error', { skip }, async (t) => {
  const { ended, output } = await act(t, { client: 'none.json' });
  t.equal(ended.code, 2);
  t.match(ended.stderr, /--client: .*none\.json/);
  t.match(output, /exit-code=2\n/);
});

interface Job {
  readonly script: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly artifacts: { readonly when: string; readonly reports: { readonly junit: string } };
}

t.test('the job of the GitLab template writes the reports that it names', { skip }, async (t) => {
  const text = readFileSync(join(ROOT, 'templates/engage-export.yml'), 'utf8');
  const [spec, jobs, ...more] = parseAllDocuments(text).map((one) => one.toJS());
  t.equal(more.length, 0);
  const inputs: Readonly<Record<string, { readonly default: string }>> = spec.spec.inputs;
  const given = { ...Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, one.default])) };
  given.flags = '--only request.since --level MUST';
  const used = [...text.matchAll(/\$\[\[ inputs\.(\w+) \]\]/g)].map(([, name]) => name ?? '');
  t.strictSame([...new Set(used)].sort(), Object.keys(inputs).sort(), 'every input is used');
  const filled = JSON.parse(
    JSON.stringify(jobs).replace(/\$\[\[ inputs\.(\w+) \]\]/g, (_, name: string) => given[name] ?? ''),
  ) as Readonly<Record<string, Job>>;
  const job = filled['engage-export'];
  if (job === undefined) return t.fail('expected a job with the default name');
  const cwd = await folder(t);
  writeFileSync(
    join(cwd, 'client.json'),
    JSON.stringify({ name: 'mine', commands: { network: ['sh', '-c', PASSING] } }),
  );
  const env = { ...job.variables };
  const ended = await runLines(job.script.join('\n'), { cwd, env, shell: ['bash', '-eo', 'pipefail'] });
  t.equal(ended.code, 0, ended.stderr);
  t.equal(await textIn(cwd, 'npm.txt'), 'install --no-save --no-audit --no-fund engage-export-kit\n');
  t.equal(job.artifacts.when, 'always');
  t.ok(new XMLParser().parse(await textIn(cwd, job.artifacts.reports.junit)).testsuites);
});

t.test('the pipelines use flags that exist', async (t) => {
  const template = readFileSync(join(ROOT, 'templates/engage-export.yml'), 'utf8');
  const lines = [...actionText.matchAll(/args\+?=\(([^)]*)\)/g)].map(([, words]) => words);
  const used = [...lines, ...(template.match(/engage-export test .*/g) ?? [])]
    .join(' ')
    .match(/--[a-z-]{2,}/g);
  const wrong = (used ?? []).filter((flag) => !(flag.slice(2) in flags));
  t.ok((used ?? []).length > 8);
  t.strictSame(wrong, []);
});

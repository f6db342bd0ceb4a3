import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { commands } from '../../cli/commands.ts';
import { run as complete, scripts } from '../../cli/completions.ts';
import { run as report } from '../../cli/report.ts';
import { run as serve } from '../../cli/serve.ts';
import { run as testClient } from '../../cli/test.ts';
import { listCases } from '../../conformance/index.ts';
import { completedCommands } from '../../docs/completions/table.ts';
import { scenarioNames } from '../../server/scenarios/names.ts';
import { folder, run } from '../helpers/run-cli.ts';
import { completionsOf, installProgram, lackingShell, type Shell } from '../helpers/shells.ts';
import { productImports } from '../lint/imports.ts';

const ROOT = join(import.meta.dirname, '../..');
const rateLimits = scenarioNames.filter((name) => name.startsWith('rate-limited'));
const errors = listCases().flatMap(({ id }) => (id.startsWith('errors.status-') ? [id] : []));
const CUT = 'download.cut-mid-member-chunked/';
const cutChecks = listCases({ only: [CUT.slice(0, -1)] }).flatMap(({ checks }) => checks.map(({ id }) => id));

/** Lines, and the words that every shell completes at their ends. */
const completed: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['s', ['scenarios', 'serve']],
  ['serve --si', ['--size']],
  ['serve --size ', ['huge', 'large', 'medium', 'small', 'tiny']],
  ['run --scenario rate-limited', rateLimits],
  ['scenarios rate-limited', rateLimits],
  [`explain ${CUT}`, cutChecks],
  ['test --client client.json --rerun errors.status-', errors],
  ['test --evidence ex', ['exports']],
  ['check ex', ['export two.zip', 'exports']],
  ['test --client client.json -- ./cl', ['client.sh']],
  ['completions ', ['bash', 'fish', 'zsh']],
];

/** Lines with a character at which readline breaks words, and what bash completes. */
const afterBreaks: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['serve --size=t', ['tiny']],
  ['serve --assume include-default=', ['all', 'csv']],
  ['explain errors.status-500/tells-of:', ['server-error']],
];

for (const shell of Object.keys(scripts) as Shell[]) {
  t.test(`${shell} completes commands, flags and values`, { skip: lackingShell(shell) }, async (t) => {
    const cwd = await folder(t);
    await installProgram(cwd);
    await mkdir(join(cwd, 'exports'));
    for (const name of ['export two.zip', 'client.sh']) await writeFile(join(cwd, name), '');
    for (const [line, words] of [...completed, ...(shell === 'bash' ? afterBreaks : [])]) {
      const found = await completionsOf(shell, `engage-export ${line}`, cwd);
      const plain = found.map((word) => word.replace(/^\.\/|\/$/g, ''));
      t.strictSame(plain, [...words].sort(), `${shell}: ${line}`);
    }
    const all = await completionsOf(shell, 'engage-export ', cwd);
    t.strictSame(
      Object.keys(commands).filter((name) => !all.includes(name)),
      [],
    );
  });
}

t.test('the flags in the script of bash are those of every command', async (t) => {
  const script = await readFile(join(ROOT, 'completions', scripts.bash), 'utf8');
  for (const { name, flags } of await completedCommands()) {
    const [, line = ''] = new RegExp(`^ {4}${name}\\) echo '(.*)' ;;$`, 'm').exec(script) ?? [];
    t.strictSame(
      line.split(' ').filter((form) => form.startsWith('--')),
      flags.map((flag) => `--${flag.name}`),
      name,
    );
  }
});

t.test('the values that are completed are those that a command expects', async (t) => {
  const commandOf = { serve, test: testClient, report } as const;
  const others = { serve: [], test: ['--', 'true'], report: ['report.json'] } as const;
  let count = 0;
  for (const { name, flags } of await completedCommands()) {
    if (!(name in commandOf)) continue;
    const known = name as keyof typeof commandOf;
    for (const { name: flag, value } of flags) {
      if (value.kind !== 'list') continue;
      const wrong = commandOf[known]([`--${flag}`, 'zzz', ...others[known]]);
      const message = await wrong.then(String, (error: Error) => error.message);
      const missing = value.words.filter((word) => !message.includes(word));
      t.strictSame(missing, [], `${name} --${flag}: ${message}`);
      count++;
    }
  }
  t.ok(count >= 8);
});

t.test('completions prints the scripts and the words, and refuses the rest', async (t) => {
  for (const [shell, file] of Object.entries(scripts)) {
    const printed = await run(t, ['completions', shell]);
    t.equal(printed.stdout, await readFile(join(ROOT, 'completions', file), 'utf8'), shell);
  }
  t.equal((await run(t, ['completions', '--words', 'scenario'])).stdout, `${scenarioNames.join('\n')}\n`);
  await t.rejects(complete([]), { message: 'expected one of bash, zsh, fish, got nothing.' });
  await t.rejects(complete(['tcsh']), { message: "expected one of bash, zsh, fish, got 'tcsh'." });
  await t.rejects(
    complete(['--words', 'word']),
    /--words: expected one of scenario, case, check, assumption/,
  );
  await t.rejects(complete(['bash', 'zsh']), /expected one SHELL .* got the word 'zsh' too/);
});

t.test('the words of a completion load neither the server nor the kit', async (t) => {
  const imports = productImports();
  const later = imports.flatMap(({ from, to, loads }) =>
    from === 'cli/completions.ts' && loads === 'later' ? [to] : [],
  );
  const loaded = new Set(later);
  for (const file of loaded)
    for (const { from, to, loads } of imports) if (from === file && loads === 'with') loaded.add(to);
  t.ok(later.length >= 3);
  t.strictSame(
    [...loaded].filter(
      (file) => !/^(?:schemas|conformance\/(?:cases|model)|server\/scenarios\/names)/.test(file),
    ),
    [],
  );
});

const noGroff = spawnSync('groff', ['--version'], { stdio: 'ignore' }).status !== 0;
t.test('the manual page has no fault', { skip: noGroff && 'groff is not installed' }, async (t) => {
  const page = join(ROOT, 'man/engage-export.1');
  const { stdout, stderr } = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-P-cbou', page], {
    encoding: 'utf8',
  });
  t.equal(stderr, '');
  for (const { name, flags } of await completedCommands())
    for (const flag of flags) t.ok(stdout.includes(`--${flag.name}`), `${name} --${flag.name}`);
  t.match(stdout, /--help/);
});

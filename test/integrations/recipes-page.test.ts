import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { recipes } from '../../docs/recipes-page.ts';
import { folder } from '../helpers/run-cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILES = join(ROOT, 'examples/test-runners');
/** The console launcher of JUnit, as Debian installs it. */
const JUNIT = process.env.JUNIT ?? '/usr/share/java/junit-platform-console-standalone.jar';
const skip = process.platform === 'win32' && 'the lines are those of a POSIX shell';

/** Tells whether a command of a shell succeeds. */
function works(line: string): boolean {
  return spawnSync('sh', ['-c', line], { stdio: 'ignore' }).status === 0;
}

/** The recipes that are run here, the reason to skip them, and what their runners print at the end. */
const run: Readonly<Record<string, readonly [lacking: string | false, passed: RegExp]>> = {
  'node:test': [false, /^# pass 2\n# fail 0$/m],
  pytest: [!works('python3 -m pytest --version') && 'pytest is not installed', /2 passed/],
  JUnit: [
    !(existsSync(JUNIT) && works('javac -version')) && 'a JDK or JUnit 5 is not installed',
    /2 tests successful/,
  ],
};

for (const { title, commands } of recipes.filter((one) => one.title in run)) {
  const [lacking, passed] = run[title] ?? [false, /^$/];
  t.test(`the recipe for ${title} runs`, { skip: skip || lacking }, async (t) => {
    const cwd = await folder(t);
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(ROOT, join(cwd, 'node_modules/engage-export-kit'));
    cpSync(FILES, cwd, { recursive: true });
    const env = { ...process.env, JUNIT, PYTHONDONTWRITEBYTECODE: '1', NODE_TEST_CONTEXT: undefined };
    const ended = spawnSync('sh', ['-e', '-c', commands.join('\n')], { cwd, env, encoding: 'utf8' });
    t.equal(ended.status, 0, ended.stdout + ended.stderr);
    t.match(ended.stdout, passed);
  });
}

t.test('every recipe that is not run here says so, and every file belongs to a recipe', async (t) => {
  for (const { title, tested } of recipes)
    t.match(tested, title in run ? /A test of the kit/ : /CI of the kit|Not run here/, title);
  const files = readdirSync(FILES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FILES.length + 1));
  const listed = ['download.mjs', ...recipes.flatMap((one) => one.files)];
  t.strictSame(files.sort(), [...listed].sort());
});

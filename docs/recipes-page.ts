import { readFileSync } from 'node:fs';

/** A recipe: a test runner, its files, and the commands. */
export interface Recipe {
  readonly title: string;
  /** The files below `examples/test-runners`, in the order of the page. */
  readonly files: readonly string[];
  /** The lines that run it in a folder with the files. */
  readonly commands: readonly string[];
  /** A sentence about where the recipe is run. */
  readonly tested: string;
  readonly note?: string;
}

const MAIN = 'A test of the kit runs it';
const CONSUMERS = 'The CI of the kit runs it with the packed package.';

/** The recipes, in the order of the page. */
export const recipes: readonly Recipe[] = [
  {
    title: 'node:test',
    files: ['node-test.mjs'],
    commands: ['node --test node-test.mjs'],
    tested: `${MAIN}.`,
  },
  {
    title: 'vitest',
    files: ['vitest.test.mjs'],
    commands: ['npx vitest run vitest.test.mjs'],
    tested: CONSUMERS,
  },
  {
    title: 'jest',
    files: ['jest.test.mjs'],
    commands: ['NODE_OPTIONS=--experimental-vm-modules npx jest jest.test.mjs'],
    tested: CONSUMERS,
    note: 'The kit is an ES module, which jest loads only with this option.',
  },
  {
    title: 'tap',
    files: ['tap.mjs'],
    commands: ['npx tap run --disable-coverage tap.mjs'],
    tested: CONSUMERS,
  },
  {
    title: 'Playwright',
    files: ['playwright.config.mjs', 'playwright.mjs'],
    commands: ['npx playwright test --config playwright.config.mjs'],
    tested: CONSUMERS,
    note: 'This test needs no browser. For a test with one, let the application under test send its requests to `session.base_url`.',
  },
  {
    title: 'pytest',
    files: ['pytest/conftest.py', 'pytest/test_download.py'],
    commands: ['python3 -m pytest -q pytest'],
    tested: `${MAIN} where pytest is installed.`,
  },
  {
    title: 'JUnit',
    files: ['junit/ExportMock.java', 'junit/DownloadTest.java'],
    commands: [
      'javac -d classes -cp "$JUNIT" junit/*.java',
      'java -jar "$JUNIT" -cp classes --scan-classpath',
    ],
    tested: `${MAIN} where a JDK and the console launcher of JUnit 5 are installed (package \`junit5\` of Debian).`,
    note: '`JUNIT` is the path of `junit-platform-console-standalone.jar`. With Maven or Gradle, put both files below `src/test/java`.',
  },
  {
    title: '.NET',
    files: ['dotnet/DownloadTests.cs'],
    commands: ['dotnet test'],
    tested: 'Not run here: no .NET was at hand. It needs .NET 8 and a test project of xUnit.',
  },
];

const FOLDER = new URL('../examples/test-runners/', import.meta.url);

/** Returns the page with the recipes for test runners. */
export function recipesPage(): string {
  return [
    '# Recipes for test runners',
    '',
    'How to start a mock for a test suite, and test one client against it. The files are in [examples/test-runners](../examples/test-runners); this page is derived from them. Every recipe starts one server for the run and gives each test a session of its own, with a scenario, a clock and a journal.',
    '',
    '```sh',
    'npm install --save-dev engage-export-kit',
    '```',
    '',
    'The recipes in JavaScript use the library and share this client:',
    '',
    ...fileLines('download.mjs'),
    'The others start `engage-export serve --port 0`, read the address from its first line, and make sessions with `POST /__admin/sessions` ([control.md](control.md)). They start the program with `node`, not with `npx`: `npx` does not pass signals on everywhere.',
    '',
    'The conformance suite itself is one more command of a pipeline, and its JUnit report has a test for each check: [judging.md](judging.md).',
    '',
    ...recipes.flatMap(section),
  ].join('\n');
}

function section({ title, files, commands, tested, note }: Recipe): readonly string[] {
  return [
    `## ${title}`,
    '',
    ...files.flatMap(fileLines),
    '```sh',
    ...commands,
    '```',
    '',
    note === undefined ? tested : `${note} ${tested}`,
    '',
  ];
}

const languages: Readonly<Record<string, string>> = { mjs: 'js', py: 'python', java: 'java', cs: 'csharp' };

function fileLines(name: string): readonly string[] {
  const text = readFileSync(new URL(name, FOLDER), 'utf8').trimEnd();
  const language = languages[name.slice(name.lastIndexOf('.') + 1)] ?? '';
  return [`\`${name}\`:`, '', `\`\`\`${language}`, text, '```', ''];
}

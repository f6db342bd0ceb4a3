import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import {
  type ClientDescription,
  clientOfCommand,
  readClient,
  runConformance,
} from '../../conformance/index.ts';
import { startServer } from '../../server/index.ts';
import { type FilesRun, runFilesExample } from '../helpers/files-example.ts';
import { tiny } from '../helpers/serve.ts';

/** The commands that show whether the programs are installed, and cases. Java is slow to start. */
const examples = {
  node: { needs: ['node --version'], cases: ['request.models', 'archive.zip64', 'windows.two-days'] },
  python: { needs: ['python3 --version'], cases: ['archive.no-descriptors', 'partial.model-missing'] },
  java: { needs: ['java -version'], cases: ['archive.wrong-crc'] },
  shell: {
    needs: ['curl --version', 'unzip -v'],
    cases: ['access.expired', 'archive.wrong-crc', 'errors.login-page', 'limits.reset-once'],
  },
} as const;

type Name = keyof typeof examples;
const names = Object.keys(examples) as Name[];

const textOf = (path: string) => readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8');
const clientOf = (name: Name) => readClient(JSON.parse(textOf(`${name}/client.json`)));

/** The reason why an example cannot be run here; false when it can. */
function lacking(name: Name): string | false {
  const missing = examples[name].needs.find((command) => {
    const [program = '', ...args] = command.split(' ');
    return spawnSync(program, args, { stdio: 'ignore' }).status !== 0;
  });
  return missing === undefined ? false : `'${missing}' does not run here`;
}

/** The checks that did not pass, with what was seen. */
async function unpassed(client: ClientDescription, only: readonly string[]): Promise<readonly string[]> {
  const { cases } = await runConformance({ client, only, parallel: 4 });
  return cases.flatMap(({ checks }) =>
    checks
      .filter(({ verdict }) => verdict !== 'passed')
      .map(({ id, verdict, seen }) => `${id} ${verdict}: ${seen}`),
  );
}

t.test('every example has its command lines, and never gets the token as an argument', async (t) => {
  for (const name of names) {
    const { commands, options, exitCodes, env } = clientOf(name);
    t.same(Object.keys(commands).sort(), ['network', 'resume', 'user'], name);
    t.same(exitCodes.partial, [3], name);
    t.notMatch(JSON.stringify({ commands, options, env }), /\{token\}/, `${name}: it is in the environment`);
  }
  t.ok(textOf('shell/client.json').trimEnd().split('\n').length <= 10, 'ten lines are enough for a script');
});

for (const name of names) {
  t.test(`the example in ${name} passes`, { skip: lacking(name) }, async (t) => {
    t.same(await unpassed(clientOf(name), examples[name].cases), []);
  });
}

t.test('the commands of the page run unchanged', async (t) => {
  const lines = textOf('README.md').matchAll(/^npx engage-export test -- (.+)$/gm);
  const commands = [...lines].map(([, command = '']) => command.split(' '));
  t.equal(commands.length, names.length);
  for (const [index, command] of commands.entries()) {
    const name = names[index] as Name;
    if (name === 'java' || lacking(name)) continue;
    t.same(await unpassed(clientOfCommand(command), ['request.since']), [], command.join(' '));
  }
  for (const name of names) t.match(textOf('README.md'), `test --client examples/${name}/client.json`);
});

/** The course of the example of the Files Export API in each scenario; `''` is none. */
const courses: Readonly<Record<string, Pick<FilesRun, 'code' | 'states'> & { readonly last: RegExp }>> = {
  '': { code: 0, states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'], last: /^2 archives$/ },
  'files-export-instant': { code: 0, states: ['COMPLETE'], last: /^2 archives$/ },
  'files-export-too-early': {
    code: 0,
    states: ['NOT FOUND', 'IN_PROGRESS', 'COMPLETE'],
    last: /^2 archives$/,
  },
  'files-export-failed': { code: 1, states: ['PENDING', 'IN_PROGRESS', 'FAILED'], last: /is FAILED$/ },
  'files-export-expired': { code: 1, states: ['PENDING', 'IN_PROGRESS', 'EXPIRED'], last: /is EXPIRED$/ },
  'files-export-no-files': { code: 0, states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'], last: /no files/ },
  'files-export-link-expired-once': {
    code: 0,
    states: ['PENDING', 'IN_PROGRESS', 'COMPLETE', 'COMPLETE'],
    last: /^2 archives$/,
  },
  'files-export-part-missing': {
    code: 1,
    states: ['PENDING', 'IN_PROGRESS', 'COMPLETE'],
    last: /answered 404/,
  },
};

async function courseIn(t: Test, scenario: string): Promise<void> {
  const session = await server.session(scenario === '' ? {} : { scenario });
  const { code, states, last } = courses[scenario] ?? { code: null, states: [], last: /^$/ };
  const run = await runFilesExample(session, 3_000);
  await session.close();
  t.same([run.code, run.states], [code, states], `${scenario}: ${run.last}`);
  t.match(run.last, last, scenario);
  const isKept = code === 0 && !/no files/.test(run.last);
  t.same(run.archives.length, isKept ? 2 : 0, `${scenario}: archives`);
  for (const members of run.archives) t.same(members, ['Files.csv', 'files-1.zip'], scenario);
}

const server = await startServer(tiny);
t.teardown(() => server.close());

t.test(
  'the example of the Files Export API runs through all states',
  { skip: lacking('python') },
  async (t) => {
    await Promise.all(Object.keys(courses).map((scenario) => courseIn(t, scenario)));
    const { commands, env } = readClient(JSON.parse(textOf('files-export/client.json')));
    t.notMatch(JSON.stringify({ commands, env }), /\{token\}/, 'the token is in the environment');
  },
);

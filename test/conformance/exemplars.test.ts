import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import t from 'tap';
import { type ClientDescription, readClient, runConformance } from '../../conformance/index.ts';

/** A few cases in which designs differ most from the reference client. `npm run exemplars` runs all. */
const cases: Readonly<Record<string, readonly string[]>> = {
  'per-model-parallel': ['windows.partial-night'],
  'day-tiles-ndjson': ['request.until'],
  'sqlite-upsert': ['windows.until-at-a-second'],
  'files-curl-unzip': ['files.several-links'],
};
const folder = new URL('../../conformance/exemplars/', import.meta.url);

function descriptionOf(name: string): ClientDescription {
  return readClient(parse(readFileSync(new URL(`${name}/client.json`, folder), 'utf8')));
}

/** Tells whether the command succeeds that the exemplar names as what it needs. */
function runsHere(name: string): boolean {
  const text = readFileSync(new URL(`${name}/client.json`, folder), 'utf8');
  const [, needs] = /\/\/ Needs: (.+)$/m.exec(text) ?? [];
  return needs === undefined || spawnSync(needs, { shell: true, stdio: 'ignore' }).status === 0;
}

async function failedMusts(client: ClientDescription, only: readonly string[]): Promise<readonly string[]> {
  const report = await runConformance({ client, only, levels: ['MUST'], parallel: 2 });
  return report.cases.flatMap(({ checks }) =>
    checks.filter(({ verdict }) => verdict !== 'passed').map(({ id, seen }) => `${id}: ${seen}`),
  );
}

for (const [name, only] of Object.entries(cases)) {
  const skip = runsHere(name) ? false : 'its program does not run here';
  t.test(`the kit condemns no client like ${name}`, { skip }, async (t) => {
    t.same(await failedMusts(descriptionOf(name), only), []);
  });
}

t.test('a HEAD that asks for the clock is no export', async (t) => {
  const { commands, ...client } = descriptionOf('always-until');
  const resume = ['env', '-u', 'ENGAGE_NOW', ...(commands.resume ?? [])];
  t.same(await failedMusts({ ...client, commands: { ...commands, resume } }, ['windows.two-days']), []);
});

t.test('every exemplar says its design and gets the token from the environment', (t) => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(`${name}/client.json`, folder), 'utf8');
    t.match(text, /^ *\/\/ Design: \S.*\.$/m, name);
    t.notMatch(text, '{token}', name);
  }
  t.end();
});

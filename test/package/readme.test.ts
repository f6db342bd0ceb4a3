import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { listCases } from '../../conformance/index.ts';
import { blocksOf, freshReadme } from '../../docs/readme/fresh.ts';
import { createWorld, sizes, worldOptions } from '../../generators/index.ts';
import { filesOf } from '../../schemas/index.ts';

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const CONSUMERS = join(ROOT, '.ci/consumers/tests');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replaceAll('\r\n', '\n');
// The commands are those of a POSIX shell.
const skip = process.platform === 'win32';

t.test('the README shows what its commands print: npm run docs', { skip }, async (t) => {
  t.equal(await freshReadme(readme), readme);
});

t.test('a wrong figure in an output is found, and left-out lines stay left out', { skip }, async (t) => {
  const shown = (first: string) =>
    `\`\`\`sh\nprintf 'a\\nb\\nc\\n'\n\`\`\`\n\n\`\`\`text\n${first}\n  …\nc\n\`\`\`\n\nText.\n`;
  t.equal(await freshReadme(shown('x')), shown('a'));
  await t.rejects(freshReadme('```sh\nfalse\n```\n'), /expected exit code 0, got 1: false/);
});

t.test('the figures in the text are those of the code', async (t) => {
  const [, now = ''] = /--size tiny --seed 7 --now (\S+)/.exec(readme) ?? [];
  const at = Date.parse(now);
  const [home] = (await createWorld(worldOptions({ size: 'tiny', seed: '7' }, at))).networks;
  const rows = (key: string) => [...home.rows(key, { from: 0, to: at + 1, now: at })].length;
  const messages = Math.round(rows('Messages') / 100) * 100;
  const hundreds = Math.floor(listCases().length / 100);
  for (const figure of [
    `begins with ${sizes.tiny.users} users and has ${rows('Users')} after two months, with about ${messages} messages`,
    `more than ${['no', 'one', 'two', 'three', 'four'][hundreds]} hundred cases`,
    `current network export (${filesOf('current').length} files), the legacy network export (${filesOf('legacy').length}, `,
    `the user export (${filesOf('user').length})`,
  ])
    t.ok(readme.includes(figure), figure);
});

t.test('the examples for a program and for node:test run', async (t) => {
  const [program = '', nodeTest = '', ...others] = blocksOf(readme, 'js');
  t.equal(others.length, 1, '.ci/consumers runs the one for vitest and jest');
  const prelude = readFileSync(join(CONSUMERS, 'readme-prelude.node.mjs'), 'utf8').replace(
    './readme-client.mjs',
    join(CONSUMERS, 'readme-client.mjs'),
  );
  const run = (code: string) =>
    exec(process.execPath, ['--input-type=module', '--eval', code], { cwd: ROOT });
  t.match(await run(`${program}\nconsole.log(response.status);`), { stdout: '200\n', stderr: '' });
  t.match((await run(prelude + nodeTest)).stdout, /# pass 1\n# fail 0/);
});

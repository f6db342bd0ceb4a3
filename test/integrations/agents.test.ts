import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { commands } from '../../cli/commands.ts';
import { folder, run, start } from '../helpers/run-cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const textOf = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const agents = textOf('AGENTS.md');
const llms = textOf('llms.txt');

/** The code in a text, between backticks. */
function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

t.test('the commands and the files in AGENTS.md exist', async (t) => {
  const { scripts } = JSON.parse(textOf('package.json'));
  const used = [...agents.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = '']) => name);
  t.ok(used.length >= 6);
  t.strictSame(
    used.filter((name) => !(name in scripts)),
    [],
  );
  const paths = [...agents.matchAll(/(?:^| )((?:test|\.ci)\/[\w/.-]+)/gm)].map(([, path = '']) => path);
  const named = codeIn(agents).filter((code) =>
    /^(?:docs|server|completions|man|test)\/[\w/.-]*$/.test(code),
  );
  t.ok(paths.length >= 2 && named.length >= 6);
  t.strictSame(
    [...paths, ...named].filter((path) => !existsSync(join(ROOT, path))),
    [],
  );
});

t.test('the links of both pages lead to files', async (t) => {
  for (const text of [agents, llms])
    for (const [, path = ''] of text.matchAll(/\]\(([\w./-]+)\)/g)) t.ok(existsSync(join(ROOT, path)), path);
});

t.test('what llms.txt says of the server and of sessions is so', async (t) => {
  const [serve = ''] = codeIn(llms).filter((code) => code.startsWith('npx engage-export serve'));
  const server = start(t, serve.split(' ').slice(2));
  const [, url = ''] = await server.says(/^.* (http:\S+)\n/);
  const bodies = codeIn(llms).filter((code) => code.startsWith('{"scenario"'));
  t.equal(bodies.length, 1);
  const headers = { 'content-type': 'application/json' };
  const made = await fetch(`${url}/__admin/sessions`, { method: 'POST', headers, body: bodies[0] ?? '' });
  const session = (await made.json()) as Readonly<Record<'id' | 'base_url' | 'token', string>>;
  const authorization = `Bearer ${session.token}`;
  const answer = await fetch(`${session.base_url}/api/v1/export?since=0`, { headers: { authorization } });
  t.equal(answer.status, 429);
  const journal = await fetch(`${url}/__admin/sessions/${session.id}/requests`);
  t.equal(((await journal.json()) as { readonly exchanges: readonly unknown[] }).exchanges.length, 1);
  const broken = fetch(`${url}/api/v1/export?since=0`, {
    headers: { authorization: 'Bearer verified-admin~reset-mid-member-once' },
  }).then((response) => response.arrayBuffer());
  await t.rejects(broken);
  server.child.kill('SIGTERM');
  t.equal(await server.ended, 0);
});

t.test('the commands of llms.txt run', async (t) => {
  const cwd = await folder(t);
  const values: Readonly<Record<string, string>> = {
    FILE: 'day.zip',
    CHECK: 'errors.status-500/says-how-it-ended',
  };
  const generate = [
    'generate',
    '--size',
    'tiny',
    '--now',
    '2026-11-20',
    '--since',
    '2026-11-19',
    '-o',
    'day.zip',
  ];
  t.equal((await run(t, generate, cwd)).code, 0);
  const lines = codeIn(llms).filter((code) => code.startsWith('npx engage-export '));
  for (const line of lines) {
    const words = line.split(' ').slice(2);
    t.ok((words[0] ?? '') in commands, line);
    // A test starts the server, and a client is judged in the tests of the command.
    if (['serve', 'test'].includes(words[0] ?? '')) continue;
    const args = words.flatMap((word) =>
      word === 'COMMAND' ? [process.execPath, '--version'] : [values[word] ?? word],
    );
    const { code, stdout, stderr } = await run(t, args, cwd);
    t.equal(code, 0, `${line}: ${stderr}`);
    if (words.includes('--json')) t.ok(JSON.parse(stdout), line);
  }
  t.ok(lines.length >= 6);
});

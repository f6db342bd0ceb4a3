import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marked } from 'marked';
import { canEnter } from '../helpers/installed.ts';
import { program } from '../helpers/program.ts';
import { programs } from '../helpers/unmodified-programs.ts';

/*
 * Runs the commands of pages that no other test runs, in order, in one folder for each page. Needs a POSIX
 * shell. A command must end with 0; `test` and `run` may also end with 1 or 3, because a client may fail.
 *
 *   npm run test:commands
 *   npm run test:commands -- judging
 */
const ROOT = join(import.meta.dirname, '../..');
const ADDRESS = 'http://127.0.0.1:4010';

interface Page {
  readonly name: string;
  /** Writes the files that the commands expect. */
  readonly prepare: (folder: string, page: string) => void;
}

const sourceOf = (name: string): string => programs.find((one) => one.name === name)?.source ?? '';

/** The client of `judging.md`: that of the examples, with other names of its options. */
const CLIENT = `import { spawnSync } from 'node:child_process';
const value = (name) => process.argv[process.argv.indexOf(name) + 1];
const args = ['--base-url', value('--url'), '--since', value('--since'), '--out', value('--out'), '--stall', '3'];
const env = { ...process.env, ENGAGE_TOKEN: value('--token') };
const client = ${JSON.stringify(join(ROOT, 'examples/node/client.js'))};
process.exitCode = spawnSync(process.execPath, [client, ...args], { stdio: 'inherit', env }).status ?? 1;
`;

/** A client with the address of the service in its source. */
const NIGHTLY = `curl -fsS -H "Authorization: Bearer $ENGAGE_TOKEN" -o "$2/export.zip.part" \\
  "https://www.yammer.com/api/v1/export?since=$(printf %s "$1" | sed 's/+/%2B/')" &&
  mv "$2/export.zip.part" "$2/export.zip"
`;

const pages: readonly Page[] = [
  { name: 'control', prepare: () => {} },
  {
    name: 'judging',
    prepare(folder, page) {
      writeFileSync(join(folder, 'my-client.js'), CLIENT);
      const failures = /^# known-failures\.yaml\n[^`]*/m.exec(page)?.[0] ?? '';
      writeFileSync(join(folder, 'known-failures.yaml'), failures);
      mkdirSync(join(folder, 'reports'));
    },
  },
  {
    name: 'unmodified-clients',
    prepare(folder) {
      writeFileSync(join(folder, 'nightly.sh'), NIGHTLY);
      writeFileSync(join(folder, 'export.sh'), sourceOf('curl'));
      writeFileSync(join(folder, 'export.py'), sourceOf('Python urllib'));
      writeFileSync(join(folder, 'export.mjs'), sourceOf('Node fetch'));
    },
  },
];

/** Changes to commands: some cases stand for a run of all, and earlier reports are copies. */
const changes: readonly (readonly [pattern: RegExp, change: string])[] = [
  [
    /engage-export test --client client\.json(?!.*--(?:only|rerun|list|require|shard))/,
    '$& --only request.since',
  ],
  [
    /(?=npx engage-export report --compare before)/,
    'cp report.json before.json; cp report.json after.json; ',
  ],
  [/(?=npx engage-export report --history)/, 'cp report.json reports/; '],
  [/--only download /, '--only download.cut-mid-member-* '],
  [/engage-export test --address \w+/, '$& --only request.since --only download.cut-mid-member-*'],
  [
    /^(.*)\$\{\{ matrix\.shard \}\}(.*)\$\{\{ matrix\.shard \}\}(.*)$/,
    'for n in 1 2 3; do $1$$n$2$$n$3 --only request.*; done',
  ],
  [/--require network,resume,user/, '$& --only request.since --only request.user --only windows'],
  [/-o junit\.xml --evidence evidence$/, '$& --evidence-all --only download.cut-mid-member-chunked'],
  [/^jq /, 'command -v jq >/dev/null || exit 0; $&'],
];

/** Returns the lines of the blocks for a shell, and the `run` lines of pipelines. */
function commandsOf(page: string): readonly string[] {
  return marked.lexer(page).flatMap((token) => {
    if (token.type !== 'code') return [];
    const lines = String(token.text)
      .split('\n')
      .filter((line) => line !== '');
    if (token.lang === 'sh') return lines;
    return lines.flatMap((line) => /^ {0,20}- run: (npx engage-export .*)/.exec(line)?.[1] ?? []);
  });
}

async function faultsOf({ name, prepare }: Page): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'engage-pages-'));
  const page = readFileSync(join(ROOT, 'docs', `${name}.md`), 'utf8');
  const [node, ...main] = program('cli/main');
  const serving = spawn(node, [...main, 'serve', '--port', '0', '--size', 'tiny', '--quiet'], {
    cwd: folder,
  });
  try {
    const [printed] = await once(serving.stdout, 'data');
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(String(printed))?.[0] ?? ADDRESS;
    cpSync(join(ROOT, 'examples'), join(folder, 'examples'), { recursive: true });
    prepare(folder, page);
    const env = { ...process.env, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const faults: string[] = [];
    for (const line of commandsOf(page)) {
      if (/--hosts|--address hosts/.test(line) && !canEnter) {
        console.log(`  - ${line}: needs namespaces and the program ip`);
        continue;
      }
      const changed = changes
        .reduce((text, [pattern, change]) => text.replace(pattern, change), line)
        .replaceAll(ADDRESS, address);
      const kit = [node, ...main].map((word) => `'${word}'`).join(' ');
      const script = `npx() { shift; ${kit} "$@"; }\n${changed}\n`;
      const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
        cwd: folder,
        encoding: 'utf8',
        env,
      });
      const allowed = /engage-export (?:test|run|report) /.test(line) ? [0, 1, 3] : [0];
      console.log(`  ${status} ${line}`);
      if (!allowed.includes(status ?? -1)) faults.push(`${line}\n${stdout}${stderr}`);
    }
    return faults;
  } finally {
    serving.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

const words = process.argv.slice(2);
const chosen = pages.filter(({ name }) => words.length === 0 || words.includes(name));
for (const page of chosen) {
  console.log(`docs/${page.name}.md`);
  const faults = await faultsOf(page);
  for (const fault of faults) console.log(`✗ ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

/**
 * Tests the clients of `examples/` and records their results:
 *
 *     npm run clients              compares the results with docs/clients.md and fails on a difference
 *     npm run clients -- --write   writes docs/clients.md
 *
 * Runs every client and the compiled reference client through all cases; this takes some minutes. A client
 * whose runtime is not installed is skipped in a comparison and is an error for `--write`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  ClientDescriptionError,
  type ConformanceReport,
  readClient,
  runConformance,
} from '../conformance/index.ts';
import { caseStatus } from '../conformance/reports/case-status.ts';
import { areasOf } from '../conformance/reports/check-status.ts';
import { escaped, listed } from './client-results.ts';

const PAGE = new URL('clients.md', import.meta.url);

const clients = [
  {
    title: 'Node',
    file: 'examples/node/client.json',
    with: 'Node 20.19 or newer, its standard library',
  },
  { title: 'Python', file: 'examples/python/client.json', with: 'Python 3.9 or newer, its standard library' },
  { title: 'Java', file: 'examples/java/client.json', with: 'JDK 11 or newer' },
  { title: 'Shell', file: 'examples/shell/client.json', with: 'a POSIX shell, curl and unzip' },
  {
    title: 'Files Export API',
    file: 'examples/files-export/client.json',
    with: 'Python 3.9 or newer, its standard library',
  },
  {
    title: 'Reference',
    file: 'conformance/reference-client/client.json',
    with: 'Node; this client must pass every check',
  },
] as const;

const { values } = parseArgs({ options: { write: { type: 'boolean' } } });
const sections = new Map<string, string>();
for (const client of clients) {
  const section = await sectionOf(client);
  if (section !== undefined) sections.set(client.title, section);
}
if (values.write) await write();
else await compare();

async function sectionOf(client: (typeof clients)[number]): Promise<string | undefined> {
  const description = readClient(JSON.parse(await readFile(client.file, 'utf8')));
  try {
    return shown(client, await runConformance({ client: description }));
  } catch (error) {
    if (values.write || !(error instanceof ClientDescriptionError)) throw error;
    console.log(`${client.title}: skipped: ${error.message}`);
    return undefined;
  }
}

function shown(client: (typeof clients)[number], report: ConformanceReport): string {
  const { counts, cases } = report;
  const checks = cases.flatMap((one) => one.checks);
  const failed = checks.filter(({ verdict }) => verdict === 'failed' || verdict === 'untested');
  console.log(`${client.title}: ${report.outcome}, ${counts.passed} of ${checks.length} checks`);
  return [
    `## ${client.title}`,
    '',
    `[${client.file}](../${client.file}) needs ${client.with}.`,
    '',
    `**${counts.passed} of ${checks.length} checks passed**, ${counts.failed} failed, ${counts.unsupported} unsupported, ${counts.untested} untested: ${report.outcome}.`,
    ...listed(
      'Not passed:',
      failed.map(({ id, level, seen }) => `\`${id}\` (${level}): ${escaped(seen)}`),
    ),
    ...listed('Not supported:', lackingOf(report)),
    '',
  ].join('\n');
}

/** The unsupported cases, a line for each area. */
function lackingOf(report: ConformanceReport): readonly string[] {
  return areasOf(report).flatMap(({ area, cases }) => {
    const lacking = cases.filter((one) => caseStatus(one) === 'unsupported');
    if (lacking.length === 0) return [];
    const names = lacking.map(({ id }) => `\`${id.slice(area.length + 1)}\``);
    const isWhole = lacking.length === cases.length && cases.length > 1;
    return `\`${area}\`: ${isWhole ? `all ${cases.length} cases` : names.join(', ')}`;
  });
}

async function write(): Promise<void> {
  const head = [
    '# Results of the example clients',
    '',
    'The results of the clients in [examples](../examples), which are small, complete and free to copy. `npm run clients` tests them again and fails when the results differ from this page. `npm run clients -- --write` writes this page.',
    '',
  ].join('\n');
  await writeFile(PAGE, [head, ...sections.values()].join('\n'));
  console.log('wrote docs/clients.md');
}

async function compare(): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const stale = [...sections].filter(([, section]) => !page.includes(section));
  for (const [title] of stale) {
    console.log(
      `${title}: expected the results in docs/clients.md, got others: find the reason, then run npm run clients -- --write.`,
    );
  }
  if (stale.length > 0) process.exitCode = 1;
}

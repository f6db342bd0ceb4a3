import { escaped } from '../client-results.ts';
import { cellText, meanings } from './cells.ts';
import { lessons } from './lessons.ts';
import { type Measured, type Result, readMeasurements } from './results.ts';
import { type Situation, situations } from './scenarios.ts';
import { type Stack, stacks } from './stacks.ts';

/** The tables, each with its situations. */
const tables: readonly (readonly [title: string, holds: (situation: Situation) => boolean])[] = [
  ['The export is whole', ({ right }) => right === 'whole'],
  ['The transfer is incomplete', ({ right, timeScale }) => right === 'error' && timeScale !== 1],
  ['The transfer does not show what is wrong', ({ right }) => right === 'cannot-tell'],
  ['There is no export', ({ right }) => right === 'no-export'],
  ['The server sends nothing', ({ timeScale }) => timeScale === 1],
];

/** The page about HTTP client stacks, from `docs/stacks.json`. */
export function stacksPage(): string {
  const measured = readMeasurements();
  const { date, system, bytes, limit } = measured;
  const known = stacks.filter(({ id }) => measured.stacks[id] !== undefined);
  const languages = new Set(known.map(({ language }) => language));
  const byId = (id: string): Measured => measured.stacks[id] ?? { version: '', results: {} };
  return [
    '# What HTTP stacks notice',
    '',
    `What ${known.length} HTTP client stacks of ${languages.size} languages report to a plain download program when a transfer of this mock goes wrong, in ${situations.length} situations. Each program is the shortest one that the manual of its stack suggests: it asks for an export of ${bytes.toLocaleString('en')} bytes with the token in a header, copies the body to a file, and ends. It has no time limit, no retry and no check of its own, so a table shows what the stack does, not what a good client does.`,
    '',
    `Measured on ${date} on ${system}, with its packages and, for axios, got and undici, those of npm. \`npm run stacks\` measures again and compares; \`npm run stacks -- --write\` writes this page and \`docs/stacks.json\`, which has all results. Every program ran twice in every situation, with the same results; times are rounded. The programs are in \`docs/stacks/programs\` of the repository.`,
    '',
    '## Lessons',
    '',
    ...lessons(measured).map((lesson) => `- ${lesson}`),
    '',
    'What follows for a client of any stack: check the status; compare the bytes with Content-Length; read the central directory of the ZIP before you take the file for an export; write to `*.part` and rename; set a time limit for the head and for each read; follow a redirect yourself, without the token. The checks of [client-contract.md](client-contract.md) demand this, and [scenarios.md](scenarios.md) has the scenarios.',
    '',
    '## How to read the tables',
    '',
    ...Object.entries(meanings).map(([cell, meaning]) => `- \`${cell}\`: ${meaning}.`),
    '',
    `A run ends after ${limit} s. The name of a situation is that of its scenario, so that you can repeat it: \`--scenario cut-mid-member-length\`. Those marked with * are no scenarios of the catalogue; \`docs/stacks/scenarios.ts\` has their steps.`,
    '',
    ...tables.flatMap(([title, holds]) => tableOf(title, situations.filter(holds), known, byId)),
    '## What each stack says',
    '',
    'The situations in which the program did not get the whole export without an error. "In the call" means that the program has no status yet, or that the stack has one call for everything; "while reading" means after the call that returned the status. The bytes are those in the file.',
    '',
    ...known.flatMap((stack) => sectionOf(stack, byId(stack.id))),
    '## Left out',
    '',
    'PowerShell, .NET, Swift, Dart, Kotlin and Julia are not among the packages of Debian 12; Mono stands for the older .NET Framework. Not tried: Haskell, OCaml, D, Elixir, Common Lisp.',
    '',
  ].join('\n');
}

function tableOf(
  title: string,
  columns: readonly Situation[],
  known: readonly Stack[],
  byId: (id: string) => Measured,
): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    ...columns.map(({ name, steps, what }) => `- \`${name}\`${steps === undefined ? '' : '*'}: ${what}`),
    '',
    row(['Stack', ...columns.map(({ name }) => `\`${name}\``)]),
    row(['---', ...columns.map(() => '---')]),
    ...known.map(({ id, language }) =>
      row([
        `${id} (${language})`,
        ...columns.map((situation) => {
          const result = byId(id).results[situation.name];
          return result === undefined ? '?' : cellText(situation, result);
        }),
      ]),
    ),
    '',
  ];
}

function sectionOf({ id, title, language, file }: Stack, { version, results }: Measured): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { name } of situations) {
    const result = results[name];
    if (result === undefined || (result.end === 'ended' && result.file === 'whole')) continue;
    const text = said(result);
    groups.set(text, [...(groups.get(text) ?? []), `\`${name}\`${bytesOf(result)}`]);
  }
  return [
    `### ${language}: ${title} ${version}`,
    '',
    `\`docs/stacks/programs/${file}\`${id === title ? '' : `, in the tables ${id}`}.`,
    '',
    ...[...groups].map(([text, names]) => `- ${text}: ${names.join(', ')}`),
    '',
  ];
}

/** The way in which a program ended. */
function said({ end, status, message, file }: Result): string {
  if (end === 'waits') return 'Waits';
  if (end === 'ended') {
    const told = status === undefined ? '' : ` with status ${status}`;
    const content = { empty: 'an empty file', none: 'no file', compressed: 'a compressed file' }[
      file as string
    ];
    return `Ends without an error${told}${content === undefined ? '' : `, ${content}`}`;
  }
  const place = status === undefined ? 'in the call' : `while reading, after status ${status}`;
  const words = (message ?? '').replaceAll(/\d{2,}(?:,\d{3})*/g, 'N');
  return `Error ${place}${words === '' ? '' : `, “${escaped(words)}”`}`;
}

function bytesOf({ bytes, file }: Result): string {
  if (file === 'none' || bytes === undefined || bytes === 0) return '';
  return ` (${bytes.toLocaleString('en')})`;
}

import { readFileSync } from 'node:fs';
import { exitCodes } from '../cli/exit-codes.ts';
import { describeFlags, type Flags } from '../cli/flags.ts';
import {
  type CompletedCommand,
  type CompletedFlag,
  completedCommands,
  formsOf,
  takesValue,
} from './completions/table.ts';

/** Returns the manual page, in the macros of `man`. The texts are those of `--help`. */
export async function manPage(): Promise<string> {
  const commands = await completedCommands();
  const lines = [
    '.\\" Derived from the tables of --help by npm run docs.',
    `.TH ENGAGE\\-EXPORT 1 "" "engage-export ${version()}" "engage-export-kit"`,
    '.SH NAME',
    'engage\\-export \\- mock the Viva Engage Data Export API, and test its clients',
    '.SH SYNOPSIS',
    '.B engage\\-export',
    '.I COMMAND',
    '.RI [ FLAGS ]',
    '.SH DESCRIPTION',
    'A local mock of the Viva Engage (Yammer) Data Export API, and a conformance suite for its clients.',
    ...commands.flatMap(({ name, purpose }) => ['.TP', `.B ${roff(name)}`, roff(purpose)]),
    '.SH COMMANDS',
    ...commands.flatMap(section),
    '.SH EXIT STATUS',
    ...Object.entries(exitCodes).flatMap(([meaning, code]) => ['.TP', `.B ${code}`, roff(meaning)]),
    '.SH ENVIRONMENT',
    '.TP',
    '.BR NO_COLOR ", " FORCE_COLOR',
    'switch colours off and on, as in Node.',
    '.TP',
    '.BR ENGAGE_BASE_URL ", " ENGAGE_TOKEN ", " ENGAGE_SINCE ", " ENGAGE_OUT_DIR ", " ENGAGE_STATE_DIR',
    'are set for the client by',
    '.BR "engage\\-export test" .',
    '.SH SEE ALSO',
    'The folder docs of the package, and GET /openapi.json on a running server.',
  ];
  return `${lines.join('\n')}\n`;
}

/** A command: its usage, its description and its flags. */
function section({ name, help, flags }: CompletedCommand): readonly string[] {
  const own: Flags = Object.fromEntries(flags.map((one) => [one.name, one.flag]));
  const { help: _, ...shown } = own;
  const [before = '', after = ''] =
    Object.keys(shown).length === 0 ? [help] : help.split(describeFlags(shown));
  const [usage = '', ...description] = before.trim().split('\n\n');
  return [
    `.SS ${roff(name)}`,
    ...preformatted(usage.split('\n').map((line) => line.replace(/^(?:Usage:| {6}) /, ''))),
    ...description.flatMap(paragraph),
    ...flags.flatMap(flagLines),
    ...after
      .trim()
      .split('\n\n')
      .filter((text) => text !== '')
      .flatMap(paragraph),
  ];
}

function flagLines(completed: CompletedFlag): readonly string[] {
  const value = takesValue(completed) ? ` ${completed.flag.value ?? 'VALUE'}` : '';
  const forms = formsOf(completed).map(roff).join(', ');
  return ['.TP', `\\fB${forms}\\fR\\fI${roff(value)}\\fR`, roff(completed.flag.help)];
}

/** A paragraph of a help text. Its indented lines keep their breaks. */
function paragraph(text: string): readonly string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith('  '));
  const end = lines.findLastIndex((line) => line.startsWith('  ')) + 1;
  if (at === -1) return ['.PP', ...lines.map(roff)];
  const around = (some: readonly string[]) => (some.length === 0 ? [] : ['.PP', ...some.map(roff)]);
  return [...around(lines.slice(0, at)), ...preformatted(lines.slice(at, end)), ...around(lines.slice(end))];
}

function preformatted(lines: readonly string[]): readonly string[] {
  return ['.PP', '.nf', ...lines.map(roff), '.fi'];
}

/** Escapes a text: a backslash, a hyphen that can be copied, and a dot or quote that begins a line. */
function roff(text: string): string {
  const escaped = text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('…', '...');
  return /^\s*[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

function version(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return version;
}

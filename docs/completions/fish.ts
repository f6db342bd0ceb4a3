import { topWords } from '../../cli/commands.ts';
import { type CompletedCommand, type CompletedFlag, completedCommands, takesValue } from './table.ts';

/** Returns the script for fish. */
export async function fishScript(): Promise<string> {
  const commands = await completedCommands();
  const first = [
    ...commands.map(({ name, purpose }) => [name, purpose] as const),
    ...Object.entries(topWords).filter(([word]) => !word.startsWith('-')),
  ];
  return `# Completions of engage-export for fish. Derived from the tables of \`--help\` by \`npm run docs\`.

function __engage_export_command
    set -l words (commandline -opc)
    if test (count $words) -lt 2
        test "$argv[1]" = none
    else
        test "$words[2]" = "$argv[1]"; and not contains -- -- $words
    end
end

function __engage_export_program
    set -l words (commandline -opc)
    contains -- "$words[2]" $argv; and contains -- -- $words
end

complete -c engage-export -f
complete -c engage-export -n '__engage_export_command none' -l version -d ${quoted(topWords['--version'] ?? '')}
${first.map(([name, purpose]) => `complete -c engage-export -n '__engage_export_command none' -a ${name} -d ${quoted(purpose)}`).join('\n')}
complete -c engage-export -n '__engage_export_program ${programs(commands)}' -F

${commands.map(section).join('\n\n')}
`;
}

function section({ name, flags, words }: CompletedCommand): string {
  const begin = `complete -c engage-export -n '__engage_export_command ${name}'`;
  const own = words.kind === 'program' || words.kind === 'nothing' ? [] : [`${begin}${argumentsOf(words)}`];
  return [...flags.map((flag) => `${begin}${flagOf(flag)}`), ...own].join('\n');
}

function flagOf(completed: CompletedFlag): string {
  const { name, flag, value } = completed;
  const short = flag.short === undefined ? '' : ` -s ${flag.short}`;
  const needs = takesValue(completed) ? ` -r${argumentsOf(value)}` : '';
  return ` -l ${name}${short}${needs} -d ${quoted(flag.help)}`;
}

function argumentsOf(values: CompletedFlag['value']): string {
  if (values.kind === 'file') return ' -F';
  if (values.kind === 'folder') return ` -f -a '(__fish_complete_directories)'`;
  if (values.kind === 'list') return ` -f -a ${quoted(values.words.join(' '))}`;
  return values.kind === 'printed'
    ? ` -f -a '(engage-export completions --words ${values.list} 2>/dev/null)'`
    : ' -f';
}

function programs(commands: readonly CompletedCommand[]): string {
  return commands.flatMap(({ name, words }) => (words.kind === 'program' ? [name] : [])).join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

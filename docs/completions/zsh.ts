import { topWords } from '../../cli/commands.ts';
import {
  type CompletedCommand,
  type CompletedFlag,
  completedCommands,
  formsOf,
  takesValue,
  type Values,
} from './table.ts';

/** Returns the script for zsh. */
export async function zshScript(): Promise<string> {
  const commands = await completedCommands();
  const first = [
    ...commands.map(({ name, purpose }) => [name, purpose] as const),
    ...Object.entries(topWords).filter(([word]) => !word.startsWith('-')),
  ];
  return `#compdef engage-export
# Completions of engage-export for zsh. Derived from the tables of \`--help\` by \`npm run docs\`.

_engage_export_printed() {
  local -a printed
  # _arguments puts options of compadd before the kind.
  printed=(\${(f)"$(engage-export completions --words "\${@[-1]}" 2>/dev/null)"})
  compadd "\${@[1,-2]}" -a printed
}

_engage-export() {
  local -a commands
  local context state state_descr line ret=1
  typeset -A opt_args
  commands=(
${first.map(([name, purpose]) => `    ${quoted(`${name}:${purpose}`)}`).join('\n')}
  )
  _arguments -C '(-)'{-h,--help}'[describe the commands]' '(-)--version[print the version]' \\
    '1: :->command' '*:: :->rest' && ret=0
  case $state in
    command) _describe -t commands command commands && ret=0 ;;
    rest)
      case $words[1] in
${commands.map(section).join('\n')}
      esac
      ;;
  esac
  return ret
}

if [ "$funcstack[1]" = _engage-export ]; then
  _engage-export "$@"
else
  compdef _engage-export engage-export
fi
`;
}

function section({ name, flags, words }: CompletedCommand): string {
  const rest =
    words.kind === 'program'
      ? ["'*::program:_normal'"]
      : words.kind === 'nothing'
        ? []
        : [quoted(`*:word:${actionOf(words)}`)];
  const lines = [...flags.map(flagOf), ...rest].map((line) => ` \\\n            ${line}`);
  const separate = words.kind === 'program' ? ' -S' : '';
  return `        ${name})\n          _arguments -s${separate}${lines.join('')} && ret=0\n          ;;`;
}

function flagOf(completed: CompletedFlag): string {
  const { flag, value } = completed;
  const forms = formsOf(completed);
  const value_ = takesValue(completed) ? `:${flag.value ?? 'VALUE'}:${actionOf(value)}` : '';
  const body = quoted(`[${escaped(flag.help)}]${value_}`);
  // A flag that may not be repeated excludes its own forms.
  const excludes = quoted(flag.multiple ? '*' : `(${forms.join(' ')})`);
  const written = forms.map((form) => {
    if (!takesValue(completed)) return form;
    return form.startsWith('--') ? `${form}=` : `${form}+`;
  });
  return `${excludes}${written.length > 1 ? `{${written.join(',')}}` : written[0]}${body}`;
}

function actionOf(values: Values): string {
  if (values.kind === 'file') return '_files';
  if (values.kind === 'folder') return '_files -/';
  if (values.kind === 'list') return `(${values.words.join(' ')})`;
  return values.kind === 'printed' ? `_engage_export_printed ${values.list}` : ' ';
}

function escaped(help: string): string {
  return help.replace(/[[\]:\\]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

import { topWords } from '../../cli/commands.ts';
import { type CompletedCommand, completedCommands, formsOf, takesValue, type Values } from './table.ts';

/** Returns the script for bash, 3.2 and newer. */
export async function bashScript(): Promise<string> {
  const commands = await completedCommands();
  return `# Completions of engage-export for bash. Derived from the tables of \`--help\` by \`npm run docs\`.

_engage_export_files() {
  compopt -o filenames 2>/dev/null
  local IFS=$'\\n'
  COMPREPLY=($(compgen "$1" -- "$2"))
}

_engage_export_value() {
  case "$1" in
${valueCases(commands)}
    *) return 1 ;;
  esac
}

_engage_export_flags() {
  case "$1" in
${commands.map(({ name, flags }) => `    ${name}) echo '${flags.flatMap(formsOf).join(' ')}' ;;`).join('\n')}
  esac
}

_engage_export() {
  # The words of the line, split at spaces only: the ids of checks hold colons.
  local line=\${COMP_LINE:0:COMP_POINT} value before words cur i
  cur=\${line##*[[:space:]]}
  read -ra words <<<"\${line%"$cur"}"
  COMPREPLY=()
  local command=\${words[1]} last=\${words[\${#words[@]} - 1]}
  if [ \${#words[@]} -lt 2 ]; then
    COMPREPLY=($(compgen -W '${[...commands.map(({ name }) => name), ...Object.keys(topWords)].join(' ')}' -- "$cur"))
    return
  fi
  value=$cur
  case "$cur" in --*=*) last=\${cur%%=*} value=\${cur#*=} ;; esac
  case " \${words[*]} " in
    *' -- '*) _engage_export_files -f "$cur" ;;
    *)
      if _engage_export_value "$command $last" "$value"; then
        [ "$value" = "$cur" ] || COMPREPLY=("\${COMPREPLY[@]/#/$last=}")
      elif [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$(_engage_export_flags "$command")" -- "$cur"))
      else
        _engage_export_value "$command" "$cur"
      fi
      ;;
  esac
  # readline replaces only what follows the last break of a word.
  before=\${cur%"\${cur##*[$COMP_WORDBREAKS]}"}
  [ -z "$before" ] || for i in "\${!COMPREPLY[@]}"; do COMPREPLY[i]=\${COMPREPLY[i]#"$before"}; done
}

complete -F _engage_export engage-export
`;
}

/** A case for each group of flags, and of commands, whose values are completed in the same way. */
function valueCases(commands: readonly CompletedCommand[]): string {
  const groups = new Map<string, string[]>();
  const add = (key: string, action: string): void => {
    groups.set(action, [...(groups.get(action) ?? []), key]);
  };
  for (const { name, flags, words } of commands) {
    if (words.kind !== 'program' && words.kind !== 'nothing') add(`${name}`, actionOf(words));
    for (const flag of flags.filter(takesValue))
      for (const form of formsOf(flag)) add(`${name} ${form}`, actionOf(flag.value));
  }
  return [...groups]
    .map(([action, keys]) => `    ${keys.map((key) => `'${key}'`).join(' | ')})\n      ${action} ;;`)
    .join('\n');
}

function actionOf(values: Values): string {
  if (values.kind === 'file') return '_engage_export_files -f "$2"';
  if (values.kind === 'folder') return '_engage_export_files -d "$2"';
  if (values.kind === 'nothing') return ':';
  const words =
    values.kind === 'printed'
      ? `"$(engage-export completions --words ${values.list} 2>/dev/null)"`
      : `'${values.words.join(' ')}'`;
  return `COMPREPLY=($(compgen -W ${words} -- "$2"))`;
}

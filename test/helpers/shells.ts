import { execFile, spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { program } from './program.ts';

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

/** The shells with completions. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** The reason why a shell cannot be tested here; false when it can. */
export function lackingShell(shell: Shell): string | false {
  return spawnSync(shell, ['--version'], { stdio: 'ignore' }).status === 0
    ? false
    : `${shell} is not installed`;
}

/** Puts a program `engage-export` that runs this code into a folder. */
export async function installProgram(folder: string): Promise<void> {
  const path = join(folder, 'engage-export');
  const words = program('cli/main').map((word) => `'${word}'`);
  await writeFile(path, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
  await chmod(path, 0o755);
}

/** Returns what a shell completes at the end of a line, in a folder that has the program, sorted. */
export async function completionsOf(shell: Shell, line: string, folder: string): Promise<readonly string[]> {
  const env = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    LINE: line,
    SCRIPTS: join(ROOT, 'completions'),
  };
  const { stdout } = await exec(shell, [...options[shell], askers[shell]], { cwd: folder, env });
  const words = stdout.split('\n').map((word) => word.split('\t')[0]?.trim().replaceAll('\\ ', ' ') ?? '');
  return [...new Set(words.filter((word) => word !== ''))].sort();
}

const options: Readonly<Record<Shell, readonly string[]>> = {
  bash: ['--norc', '-c'],
  zsh: ['-f', '-c'],
  fish: ['--no-config', '-c'],
};

/**
 * The programs that ask each shell. bash calls the function as readline does; zsh completes in a terminal of
 * its own, in which what it would add is printed.
 */
const askers: Readonly<Record<Shell, string>> = {
  bash: `
. "$SCRIPTS/engage-export.bash"
COMP_LINE=$LINE COMP_POINT=\${#LINE}
_engage_export
printf '%s\\n' "\${COMPREPLY[@]}"`,
  fish: `
source $SCRIPTS/engage-export.fish
complete -C $LINE`,
  zsh: `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1= PROMPT_EOL_MARK=; stty -echo 2>/dev/null; fpath=($SCRIPTS $fpath); autoload -Uz compinit; compinit -C -d $HOME/.zcompdump'
zpty -w shell 'compadd() {
  if [[ $@[1,(i)(-|--)] == *-(O|A|D)* ]]; then builtin compadd "$@"; return; fi
  local -a found
  builtin compadd -O found "$@"
  (( $#found )) && print -rl -- "<"\${^found}">"
  builtin compadd "$@"
}'
zpty -w shell 'complete_line() { zle expand-or-complete; print DO""NE }; zle -N complete_line; bindkey "^I" complete_line'
zpty -w shell 'zstyle ":completion:*" menu no; zstyle ":completion:*" format ""; LISTMAX=1000000; print REA""DY'
until [[ $text == *READY* ]]; do zpty -r shell text || break; done
zpty -w -n shell "$LINE"$'\\t'
all=
until [[ $all == *DONE* ]]; do zpty -r shell text || break; all+=$text; done
zpty -d shell
print -r -- "$all" | grep -o '<[^<>]*>' | tr -d '<>'`,
};

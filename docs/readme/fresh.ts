import { marked, type Token, type Tokens } from 'marked';
import { ReadmeShell } from './shell.ts';

/** The line of a shown output that stands for left-out lines. */
const LEFT_OUT = '…';

/**
 * Runs the commands of a README and returns the README with the outputs that they print.
 *
 * Every line of every `sh` block is run, in order, in one folder. A `text` block after an `sh` block is the
 * output of that block. A line `…` in it stands for left-out lines: the numbers of lines before and after it
 * stay. The first `json` block is the configuration file that a command names.
 *
 * @throws {Error} (as a rejection) when a command ends with another exit code than expected.
 */
export async function freshReadme(readme: string): Promise<string> {
  const tokens = marked.lexer(readme);
  await using shell = await ReadmeShell.open();
  await shell.write('engage-export.json', blockOf(tokens, 'json')?.text ?? '');
  const parts: string[] = [];
  let output: string | undefined;
  for (const token of tokens) {
    if (isBlock(token, 'text') && output !== undefined) parts.push(withText(token, like(token.text, output)));
    else parts.push(token.raw);
    if (isBlock(token, 'sh')) output = await shell.runAll(token.text.split('\n'));
    else if (token.type !== 'space') output = undefined;
  }
  return parts.join('');
}

/** The texts of the blocks of a language, in order. */
export function blocksOf(readme: string, language: string): readonly string[] {
  return marked.lexer(readme).flatMap((token) => (isBlock(token, language) ? [token.text] : []));
}

function blockOf(tokens: readonly Token[], language: string): Tokens.Code | undefined {
  return tokens.find((token) => isBlock(token, language));
}

function isBlock(token: Token, language: string): token is Tokens.Code {
  return token.type === 'code' && token.lang === language;
}

function withText({ raw }: Tokens.Code, fresh: string): string {
  return `${raw.slice(0, raw.indexOf('\n'))}\n${fresh}\n${raw.slice(raw.lastIndexOf('```'))}`;
}

/** Leaves out the lines of an output that the shown one leaves out. */
function like(shown: string, output: string): string {
  const lines = shown.split('\n');
  const place = lines.findIndex((line) => line.trim() === LEFT_OUT);
  if (place === -1) return output;
  const all = output.split('\n');
  const end = all.length - (lines.length - place - 1);
  return [...all.slice(0, place), lines[place], ...all.slice(end)].join('\n');
}

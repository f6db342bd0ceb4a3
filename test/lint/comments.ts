import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = [
  'cli',
  'conformance',
  'server',
  'generators',
  'schemas',
  'test',
  'bench',
  'docs',
  'examples',
];
/** The line width of the code, columns. */
const WIDTH = 110;

/** The first words of a docstring without a subject: a relative clause without its noun. */
const HEADLESS =
  /^(?:What|So|Of|Whoever|Whatever|Whomever|Where|Who|How|Why|When|Which|Whose|Nobody|Nothing|Those|That|Whether|Without|As many|Up to|One of|Some of)\b/;
const DOCSTRING = /\/\*\*([\s\S]*?)\*\//g;
const COMMENT_LINE = /^\s*(?:\/\/|\/?\*)/;

/** Returns every TypeScript and JavaScript source file: its path and its text. */
export function commentedFiles(): readonly (readonly [file: string, text: string])[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|m?js)$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(folder, name).replaceAll('\\', '/'))
      .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const),
  );
}

/** Returns the docstrings without a subject and the comment lines wider than the code, one line each. */
export function commentFaults(file: string, text: string): readonly string[] {
  const headless = Array.from(text.matchAll(DOCSTRING)).flatMap(({ 1: body = '', index }) => {
    const words = body.replaceAll(/^\s*\* ?/gm, '').trim();
    const [line = ''] = words.split('\n');
    return HEADLESS.test(words)
      ? [`${file}:${lineAt(text, index)}: a docstring without a subject: ${line}`]
      : [];
  });
  const wide = text
    .split('\n')
    .flatMap((line, at) =>
      COMMENT_LINE.test(line) && line.length > WIDTH
        ? [`${file}:${at + 1}: a comment of ${line.length} columns, at most ${WIDTH} are wanted`]
        : [],
    );
  return [...headless, ...wide];
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

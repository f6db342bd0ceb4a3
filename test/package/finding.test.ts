import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['cli', 'conformance', 'server', 'generators', 'schemas'];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/')),
);

/**
 * The words in a path. `conformance/compare/expected-export.ts` has conformance, compare, expected, export.
 */
function wordsOf(path: string): readonly string[] {
  return path.replace(/\.ts$/, '').split(/[/-]/);
}

/** Sorts the files by the number of matching words in the path, then by the length of the path. */
function ranked(words: readonly string[]): readonly string[] {
  const score = (path: string): number => words.filter((word) => wordsOf(path).includes(word)).length;
  return files.toSorted(
    (a, b) => score(b) - score(a) || wordsOf(a).length - wordsOf(b).length || (a < b ? -1 : 1),
  );
}

/** Questions about the code, their search words, and a text that the right file contains. */
const questions: readonly (readonly [question: string, words: readonly string[], holds: RegExp])[] = [
  ['where is a column of Messages.csv defined', ['schemas', 'files', 'messages'], /columns/],
  ['where is until made inclusive', ['request', 'window', 'until'], /999|wholeSecond|until/],
  ['where is a token rejected', ['http', 'auth', 'token'], /unverified|unknown/i],
  ['where is the 429 sent', ['request', 'rate', 'limit', '429'], /rate_limited/],
  ['where is truncation judged', ['archive', 'truncated', 'truncation'], /'truncated'/],
  ['where is a stall executed', ['faults', 'stall'], /setTimeout/],
  ['where is a lost row detected', ['compare', 'rows', 'match'], /lost/],
  ['where is the expected export computed', ['compare', 'expected', 'export'], /wholeExport/],
  ['where is log.txt written', ['export', 'log', 'txt'], /Number of exported/],
  ['where is a HAR written', ['journal', 'har'], /entries/],
  ['where is MutedUser.csv generated', ['generators', 'rows', 'muted', 'user'], /mutedUser/i],
  ['where is a client killed after its time limit', ['runner', 'time', 'limit'], /setTimeout/],
];

t.test('the names of folders and files lead to each of these in at most two attempts', async (t) => {
  for (const [question, words, holds] of questions) {
    const two = ranked(words).slice(0, 2);
    const found = two.some((path) => holds.test(readFileSync(join(ROOT, path), 'utf8')));
    t.ok(found, `${question}: ${two.join(', ')}`);
  }
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import { type Expression, expressionsOf, sourceFiles } from './expressions.ts';

/*
 * `npm run lint:regex`: analyses every regular expression of the product. Fails on an expression that takes
 * more than linear time or cannot be analysed. The cache of verdicts is below node_modules/.cache.
 */

/**
 * Expressions that may take more than linear time, each with the reason why its input is short. None is
 * needed.
 */
const exceptions: Readonly<Record<string, string>> = {};

// The pure JavaScript implementation, without a native program.
process.env.RECHECK_BACKEND = 'pure';
const cacheFolder = join(import.meta.dirname, '../../node_modules/.cache/engage-export-kit');
const cacheFile = join(cacheFolder, 'expressions.json');

function remembered(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(cacheFile, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

/** The time for an attack that is one, milliseconds; others take less than a hundredth of it. */
const LONG_MS = 500;

/**
 * Tells whether a text that the analysis found by trying takes long. What it finds depends on the speed of
 * the machine, and many short alternatives look like a loop to it.
 */
function takesLong(expression: RegExp, text: string): boolean {
  const begun = performance.now();
  expression.test(text);
  return performance.now() - begun > LONG_MS;
}

function verdictOf({ source, flags }: Expression): string {
  const found = checkSync(source, flags, { timeout: 120_000 });
  if (found.status === 'safe') return 'safe';
  if (found.status === 'unknown') return `cannot be analysed (${found.error.kind}): make it simpler`;
  if (found.checker === 'fuzz' && !takesLong(new RegExp(source, flags), found.attack.string)) return 'safe';
  return `is ${found.complexity.summary}, as with ${found.attack.pattern}: make it linear`;
}

const expressions = expressionsOf(sourceFiles());
const cache = remembered();
const verdicts: Record<string, string> = {};
let faults = 0;
for (const expression of expressions) {
  const text = `/${expression.source}/${expression.flags}`;
  const verdict = cache[text] ?? verdictOf(expression);
  if (verdict === 'safe') verdicts[text] = verdict;
  else if (exceptions[text] === undefined) {
    faults += 1;
    console.error(`${expression.place}: ${text} ${verdict}.`);
  }
}
mkdirSync(cacheFolder, { recursive: true });
writeFileSync(cacheFile, JSON.stringify(verdicts));
console.log(
  `${expressions.length} regular expressions: ${faults === 0 ? 'all are linear' : `${faults} are not`}.`,
);
process.exitCode = faults === 0 ? 0 : 1;

import t from 'tap';
import { type Expression, expressionsOf, sourceFiles } from '../lint/expressions.ts';

/** The length of the shorter text, characters. The other text is twice as long. */
const LENGTH = 20_000;
/** The maximum ratio of times for a text of double length. A busy machine measures 3 instead of 2. */
const MOST_TIMES = 3.4;
/** The shortest time that can be measured, milliseconds. */
const LEAST_MS = 25;

/** Texts that are costly for an expression: repeated matching characters with an end that does not match. */
function pumped({ source }: Expression, length: number): readonly string[] {
  const named = [...new Set(source.replaceAll(/\\./g, '').replaceAll(/[^\w ,;:=&."'<>-]/g, ''))].slice(0, 4);
  const units = [
    ...named,
    ' ',
    'a',
    '0',
    '"',
    "'",
    `${named[0] ?? 'a'}${named[1] ?? ' '}`,
    '\\',
    '%',
    '\t:',
    "' ",
  ];
  return [...new Set(units)].map((unit) => `${unit.repeat(Math.ceil(length / unit.length))}\n\0`);
}

function timeOf({ source, flags }: Expression, text: string): number {
  const expression = new RegExp(source, flags);
  const begun = performance.now();
  expression.test(text);
  return performance.now() - begun;
}

t.test('the time of every expression is linear in the length of the text', (t) => {
  const slow: string[] = [];
  const all = expressionsOf(sourceFiles());
  for (const expression of all) {
    const short = pumped(expression, LENGTH);
    pumped(expression, 2 * LENGTH).forEach((text, at) => {
      const long = timeOf(expression, text);
      if (long < LEAST_MS) return;
      // The best of three: other load on the machine only adds time.
      const best = (one: string) => Math.min(...[1, 2, 3].map(() => timeOf(expression, one)));
      if (best(text) > MOST_TIMES * best(short[at] ?? ''))
        slow.push(`${expression.place}: /${expression.source}/ on ${JSON.stringify(text.slice(0, 8))}`);
    });
  }
  t.ok(all.length > 200);
  t.same(slow, []);
  t.end();
});

import type { CsvText } from '../../scenarios/steps/data.ts';

/** Characters of a long text. */
const LONG = 1_000_000;

/** Long texts in one CSV at most, so that an export of a large network grows by no more than 32 MB for each. */
export const MOST_LONG_TEXTS = 32;

/** Starts that a spreadsheet takes for a formula; none of them does more than add. */
const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(1,1)', '\t=1+1', '\r=1+1'] as const;

/** A byte that no text has, bytes too many for a character, half of a pair, and a character cut short; written as the writer of dialects wants bytes. */
const NO_UTF_8 = '\udcff\udcc0\udcaf\udced\udca0\udc80\udce2\udc82';

/** What becomes of a cell's value; `nth` is the number of the change in its CSV, from 0. Nothing that is added has a quote, as some kinds of columns are written without looking for one. */
export const textWriters: Readonly<Record<CsvText, (value: string, nth: number) => string>> = {
  long: (value) => value + filler().slice(0, Math.max(0, LONG - value.length)),
  nul: (value) => `${value} before\0after`,
  control: (value) => `${value} \x01\x02\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f`,
  'invalid-utf8': (value) => `${value} ${NO_UTF_8}`,
  formula: (value, nth) => `${formulas[nth % formulas.length]} ${value}`,
  'line-breaks': (value) => `${value} a\rb\r\nc\nd\u2028e\u2029f\u0085g`,
};

let made = '';

/** A million characters that do not repeat themselves, so that nobody takes the archive for a bomb. */
function filler(): string {
  if (made === '') {
    const sentences = Array.from(
      { length: LONG / 30 },
      (_, index) => ` This is sentence ${index + 1} of a long text.`,
    );
    made = sentences.join('').slice(0, LONG);
  }
  return made;
}

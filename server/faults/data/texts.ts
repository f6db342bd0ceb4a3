import type { CsvText } from '../../scenarios/steps/data.ts';

/** Characters of a long text. */
const LONG = 1_000_000;

/**
 * The maximum number of long texts in one CSV, so that an export of a large network grows by at most 32 MB
 * per step.
 */
export const MOST_LONG_TEXTS = 32;

/** Prefixes that a spreadsheet program treats as a formula; the formulas only add numbers. */
const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(1,1)', '\t=1+1', '\r=1+1'] as const;

/**
 * Texts that a careless reader changes: into no value, a number or a truth value, by folding spaces, or by
 * another form of the same characters.
 */
export const lookAlikes = [
  'NA',
  'null',
  'None',
  'NaN',
  '#N/A',
  '0042',
  '1e5',
  '+1',
  'true',
  ' two  spaces ',
  'a\ttab',
  'no\u00a0break',
  'e\u0301 and \ufb01',
  '&lt;b&gt; &amp;amp;',
  'C:\\new\\table',
  // PHP and others take a backslash before the closing quote for an escape.
  'C:\\new\\',
  '\\N',
] as const;

/**
 * Invalid UTF-8: an impossible byte, an overlong sequence, half of a surrogate pair, and a truncated
 * character; as lone surrogates, which the dialect writer writes as bytes.
 */
const NO_UTF_8 = '\udcff\udcc0\udcaf\udced\udca0\udc80\udce2\udc82';

/**
 * The new value of a cell; `number` is that of its row, from its identity. No added text contains a quote,
 * because the writer does not escape quotes in some kinds of columns.
 */
export const textWriters: Readonly<Record<CsvText, (value: string, number: number) => string>> = {
  long: (value) => value + filler().slice(0, Math.max(0, LONG - value.length)),
  nul: (value) => `${value} before\0after`,
  control: (value) => `${value} \x01\x02\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f`,
  'invalid-utf8': (value) => `${value} ${NO_UTF_8}`,
  formula: (value, number) => `${formulas[number % formulas.length]} ${value}`,
  'look-alike': (_, number) => lookAlikes[number % lookAlikes.length] ?? '',
  'line-breaks': (value) => `${value} a\rb\r\nc\nd\u2028e\u2029f\u0085g`,
};

let made = '';

/** A million characters without repetition, so that the archive does not look like a ZIP bomb. */
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

import { printable } from '../text.ts';
import type { PlacedJson, PlacedMistake } from './placed-json.ts';

/**
 * Reads JSON with comments and keeps the place of each value. The parser is loaded on first use.
 *
 * @throws RangeError for brackets that are nested too deep to be read.
 */
export async function readPlacedJson(text: string): Promise<PlacedJson> {
  const { PlacedJson } = await import('./placed-json.ts');
  return new PlacedJson(text);
}

/** The mistakes in a file, one line each: `client.json:3:14: /output: expected …, got ….` */
export function placedLines(mistakes: readonly PlacedMistake[], file: string): readonly string[] {
  return mistakes.map(({ line, column, path, text }) => {
    const where = path === '' ? '' : `${printable(path, 200)}: `;
    return `${printable(file)}:${line}:${column}: ${where}${text}`;
  });
}

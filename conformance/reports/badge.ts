import type { ConformanceReport } from '../model/report.ts';
import { markup } from '../util/escape.ts';
import { checksOf } from './check-status.ts';
import { verdictText } from './verdict.ts';

const LABEL = 'engage export';
const PADDING = 6;
const colours = { passed: '#2b7a3d', failed: '#b3261e', incomplete: '#8a6100' } as const;

/** The widths of characters in Verdana of 11 px, in px. Any other character counts as wide as a digit. */
const widths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [3, 'ijl'],
      [4, ' ,.f'],
      [4.3, 't'],
      [4.7, 'r'],
      [5, '/-'],
      [5.8, 'csz'],
      [6.6, 'aekvxy'],
      [9, 'w'],
      [10.7, 'm'],
    ] as const
  ).flatMap(([width, characters]) => [...characters].map((character) => [character, width])),
);
const DIGIT = 7;

/** Renders a badge as SVG: the outcome and its reach, in the colour of the outcome. */
export function reportBadge(report: ConformanceReport): string {
  const value = verdictText(report);
  const left = widthOf(LABEL) + 2 * PADDING;
  const right = widthOf(value) + 2 * PADDING;
  const width = left + right;
  const title = `${LABEL}: ${value}, ${report.counts.passed} of ${checksOf(report).length} checks passed`;
  const label = (text: string, x: number) =>
    markup`<text x="${x}" y="15" fill="#000" fill-opacity=".3">${text}</text><text x="${x}" y="14">${text}</text>`;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${title}">
<title>${title}</title>
<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444b53"/><rect x="${left}" width="${right}" height="20" fill="${colours[report.outcome]}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">${label(LABEL, left / 2)}${label(value, left + right / 2)}</g>
</svg>
`.markup;
}

/** The width of a text, rounded up to whole pixels. */
function widthOf(text: string): number {
  return Math.ceil([...text].reduce((sum, character) => sum + (widths[character] ?? DIGIT), 0));
}

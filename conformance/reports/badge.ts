import type { ConformanceReport } from '../model/report.ts';
import { markup } from '../util/escape.ts';
import { checksOf } from './check-status.ts';

const LABEL = 'engage export';
const PADDING = 6;
const colours = { passed: '#2b7a3d', failed: '#b3261e', incomplete: '#8a6100' } as const;

/** The widths of characters in Verdana of 11 px, in px. Any other character counts as wide as a digit. */
const widths: Readonly<Record<string, number>> = {
  ' ': 3.9,
  '/': 5,
  a: 6.6,
  e: 6.6,
  g: 6.9,
  n: 7,
  o: 6.7,
  p: 6.9,
  r: 4.7,
  t: 4.3,
  x: 6.5,
};
const DIGIT = 7;

/** Renders a badge as SVG: the number of passed checks, in the colour of the outcome. */
export function reportBadge(report: ConformanceReport): string {
  const value = `${report.counts.passed}/${checksOf(report).length}`;
  const left = widthOf(LABEL) + 2 * PADDING;
  const right = widthOf(value) + 2 * PADDING;
  const width = left + right;
  const title = `${LABEL}: ${report.outcome}, ${value}`;
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

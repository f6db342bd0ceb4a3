import type { Comparison, RunFigures } from './compare.ts';
import { comparisonHtml, historyHtml } from './html.ts';
import { comparisonMarkdown, historyMarkdown } from './markdown.ts';
import { comparisonText, historyText } from './text.ts';

/** The formats of a comparison and of a history, as those of a report are named. */
export const comparisonFormats = ['text', 'html', 'markdown'] as const;
export type ComparisonFormatName = (typeof comparisonFormats)[number];

const renderers = {
  text: [comparisonText, historyText],
  html: [comparisonHtml, historyHtml],
  markdown: [comparisonMarkdown, historyMarkdown],
} as const;

/** Renders runs side by side. */
export function renderComparison(format: ComparisonFormatName, comparison: Comparison): string {
  return renderers[format][0](comparison);
}

/** Renders the trend of the runs. */
export function renderHistory(format: ComparisonFormatName, runs: readonly RunFigures[]): string {
  return renderers[format][1](runs);
}

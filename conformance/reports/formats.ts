import type { ConformanceReport } from '../model/report.ts';
import { reportBadge } from './badge.ts';
import { reportGithub } from './github.ts';
import { reportHtml } from './html/page.ts';
import { reportJunit } from './junit.ts';
import { reportMarkdown } from './markdown.ts';
import { reportTap } from './tap.ts';
import { reportText, type TextOptions } from './text.ts';

/** A form that a report can be had in. */
export interface ReportFormat {
  /** The ending of such files' names; null for a format that is not kept in a file. */
  readonly ending: string | null;
  /** The purpose of the format. */
  readonly purpose: string;
  render(report: ConformanceReport, options?: TextOptions): string;
}

export type ReportFormatName = 'text' | 'json' | 'html' | 'junit' | 'tap' | 'markdown' | 'github' | 'badge';

/** Every form that a report can be had in. */
export const reportFormats: Readonly<Record<ReportFormatName, ReportFormat>> = {
  text: {
    ending: '.txt',
    purpose: 'for a terminal: what was not passed, and a line for every area',
    render: reportText,
  },
  json: {
    ending: '.json',
    purpose: 'everything, by docs/report.schema.json; what all the others are made of',
    render: (report) => `${JSON.stringify(report, null, 2)}\n`,
  },
  html: { ending: '.html', purpose: 'one page for a browser, with the streams drawn', render: reportHtml },
  junit: { ending: '.xml', purpose: 'JUnit XML, for the test pages of CI systems', render: reportJunit },
  tap: { ending: '.tap', purpose: 'TAP 14, for readers of tests', render: reportTap },
  markdown: { ending: '.md', purpose: 'for a job summary', render: reportMarkdown },
  github: { ending: null, purpose: 'annotations of GitHub Actions', render: reportGithub },
  badge: { ending: '.svg', purpose: 'a small picture for a README', render: reportBadge },
};

/** A report in one of its forms. */
export function renderReport(
  format: ReportFormatName,
  report: ConformanceReport,
  options: TextOptions = {},
): string {
  return reportFormats[format].render(report, options);
}

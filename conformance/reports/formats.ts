import type { ConformanceReport } from '../model/report.ts';
import { reportBadge } from './badge.ts';
import { reportCtrf } from './ctrf.ts';
import { reportGithub } from './github.ts';
import { reportHtml } from './html/page.ts';
import { reportJunit } from './junit.ts';
import { reportMarkdown } from './markdown.ts';
import { reportTap } from './tap.ts';
import { reportText, type TextOptions } from './text.ts';

/** A format of a report. */
export interface ReportFormat {
  /** The extension of the file; null for a format that is not written to a file. */
  readonly ending: string | null;
  /** The purpose of the format. */
  readonly purpose: string;
  render(report: ConformanceReport, options?: TextOptions): string;
}

export type ReportFormatName =
  | 'text'
  | 'json'
  | 'html'
  | 'junit'
  | 'ctrf'
  | 'tap'
  | 'markdown'
  | 'github'
  | 'badge';

/** All formats of a report. */
export const reportFormats: Readonly<Record<ReportFormatName, ReportFormat>> = {
  text: {
    ending: '.txt',
    purpose: 'text for a terminal: the findings, the first to mend first, and the areas',
    render: reportText,
  },
  json: {
    ending: '.json',
    purpose: 'the complete report, described by docs/report.schema.json; the source of all other formats',
    render: (report) => `${JSON.stringify(report, null, 2)}\n`,
  },
  html: {
    ending: '.html',
    purpose: 'one page for a browser: the findings, and each case with a picture of its faulty response',
    render: reportHtml,
  },
  junit: { ending: '.xml', purpose: 'JUnit XML, for the test pages of CI systems', render: reportJunit },
  ctrf: {
    ending: '.ctrf.json',
    purpose: 'CTRF, the Common Test Report Format, for its readers',
    render: reportCtrf,
  },
  tap: { ending: '.tap', purpose: 'TAP 14, for TAP readers', render: reportTap },
  markdown: { ending: '.md', purpose: 'Markdown for the summary of a CI job', render: reportMarkdown },
  github: { ending: null, purpose: 'annotations for GitHub Actions', render: reportGithub },
  badge: { ending: '.svg', purpose: 'a small picture for a README', render: reportBadge },
};

/** Renders a report in a format. */
export function renderReport(
  format: ReportFormatName,
  report: ConformanceReport,
  options: TextOptions = {},
): string {
  return reportFormats[format].render(report, options);
}

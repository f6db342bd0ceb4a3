export { CsvReader } from './archive/csv-reader.ts';
export type { CsvOddity, CsvRow, OnOddity } from './archive/csv-row.ts';
export { lineOfField } from './archive/csv-row.ts';
export { csvRows } from './archive/csv-rows.ts';
export type { ArchiveLimits } from './archive/limits.ts';
export { defaultArchiveLimits } from './archive/limits.ts';
export type { Member } from './archive/member.ts';
export type { Archive } from './archive/open.ts';
export { openArchive } from './archive/open.ts';
export type { ArchiveProblem, ArchiveProblemCode, Level } from './archive/problem.ts';
export { MemberError } from './archive/problem.ts';
export type { ClientFunction, FunctionCall } from './calling/function-caller.ts';
export type { CheckOptions } from './check/check-export.ts';
export { checkExport } from './check/check-export.ts';
export type { Example, Finding, FindingCode } from './check/finding.ts';
export { findingCodes } from './check/finding.ts';
export type { CheckLimits } from './check/limits.ts';
export { defaultCheckLimits } from './check/limits.ts';
export { printable } from './check/printable.ts';
export { renderText } from './check/render-text.ts';
export type {
  AttachmentReport,
  CheckReport,
  Coverage,
  FileReport,
  ReferenceReport,
  Verdict,
} from './check/report.ts';
export type { ClientDescription, Operation, OptionName, Outcome, RunValues } from './clients/description.ts';
export type { FunctionClient } from './clients/function-client.ts';
export { ClientDescriptionError, clientOfCommand, readClient } from './clients/read.ts';
export type { CaseResult, CheckResult, Conclusion, ConformanceReport } from './reports/report.ts';
export { reportText } from './reports/text.ts';
export { type ConformanceOptions, runConformance } from './run-conformance.ts';

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
export type { Baseline, BaselineEntry } from './baseline/baseline.ts';
export { BaselineError } from './baseline/baseline.ts';
export { readBaseline } from './baseline/read.ts';
export { baselineSchema } from './baseline/schema.ts';
export { type UpdatedBaseline, updateBaseline } from './baseline/update.ts';
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
export { type Level as CheckLevel, levels } from './checks/check.ts';
export type { ClientDescription, Operation, OptionName, Outcome, RunValues } from './clients/description.ts';
export { type Draft, draftClient } from './clients/draft.ts';
export type { FunctionClient } from './clients/function-client.ts';
export { attachedClient, ClientDescriptionError, clientOfCommand, readClient } from './clients/read.ts';
export { EvidenceError, type EvidenceOptions, evidenceFolder, readEvidence } from './evidence/folder.ts';
export { type Comparison, compareRecords, type EvidenceRecord } from './evidence/record.ts';
export { rerunSink } from './evidence/rerun.ts';
export type { CaseEvidence, EvidenceSink } from './evidence/sink.ts';
export { type ReportFormatName, renderReport, reportFormats } from './reports/formats.ts';
export { mergeReports } from './reports/merge.ts';
export { ReportError, readReport } from './reports/read.ts';
export type { CaseResult, CheckResult, Conclusion, ConformanceReport } from './reports/report.ts';
export { reportText } from './reports/text.ts';
export { type ConformanceOptions, runConformance } from './run-conformance.ts';
export { withoutTimes } from './running/without-times.ts';
export { type ListedCase, listCases } from './selection/list.ts';
export { SelectionError } from './selection/pattern.ts';
export type { Selection } from './selection/select.ts';
export { explain } from './zoo/explain.ts';

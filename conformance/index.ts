export { type Draft, draftClient } from './client/draft.ts';
export type { FunctionClient } from './client/function-client.ts';
export { type LiteralAddress, literalAddressIn } from './client/literal-address.ts';
export {
  attachedClient,
  ClientDescriptionError,
  clientOfCommand,
  parseClient,
  readClient,
} from './client/read.ts';
export type { ClientFunction, FunctionCall } from './client/runner/function-runner.ts';
export { EvidenceError, type EvidenceOptions, evidenceFolder, readEvidence } from './evidence/folder.ts';
export { type Comparison, compareRecords, type EvidenceRecord } from './evidence/record.ts';
export { rerunSink } from './evidence/rerun.ts';
export type { CaseEvidence, EvidenceSink } from './evidence/sink.ts';
export { explain } from './explain/explain.ts';
export { CsvReader } from './inspect/archive/csv-reader.ts';
export type { CsvOddity, CsvRow, OnOddity } from './inspect/archive/csv-row.ts';
export { lineOfField } from './inspect/archive/csv-row.ts';
export { csvRows } from './inspect/archive/csv-rows.ts';
export type { ArchiveLimits } from './inspect/archive/limits.ts';
export { defaultArchiveLimits } from './inspect/archive/limits.ts';
export type { Member } from './inspect/archive/member.ts';
export type { Archive } from './inspect/archive/open.ts';
export { openArchive } from './inspect/archive/open.ts';
export type { ArchiveProblem, ArchiveProblemCode, Level } from './inspect/archive/problem.ts';
export { MemberError } from './inspect/archive/problem.ts';
export type { CheckOptions } from './inspect/check-export.ts';
export { checkExport } from './inspect/check-export.ts';
export type { Example, Finding, FindingCode } from './inspect/finding.ts';
export { findingCodes } from './inspect/finding.ts';
export type {
  AttachmentReport,
  CheckReport,
  Coverage,
  FileReport,
  ReferenceReport,
  Verdict,
} from './inspect/inspection-report.ts';
export type { CheckLimits } from './inspect/limits.ts';
export { defaultCheckLimits } from './inspect/limits.ts';
export { renderText } from './inspect/render-text.ts';
export { checkInThread } from './inspect/thread-check.ts';
export type { Baseline, BaselineEntry } from './known-failures/baseline.ts';
export { BaselineError } from './known-failures/baseline.ts';
export { readBaseline } from './known-failures/read.ts';
export { baselineSchema } from './known-failures/schema.ts';
export { type UpdatedBaseline, updateBaseline } from './known-failures/update.ts';
export { type Level as CheckLevel, levels } from './model/check.ts';
export {
  type Address,
  addresses,
  type ClientDescription,
  type Operation,
  type OptionName,
  type Outcome,
  type RunValues,
} from './model/client-description.ts';
export { type Feature, features } from './model/feature.ts';
export type { FeatureReach, RequirementResult } from './model/reach.ts';
export type { CaseResult, CheckResult, Conclusion, ConformanceReport } from './model/report.ts';
export type { ClientSetup, Machine, SelectionResult } from './model/setup.ts';
export { type Cause, causesOf } from './reports/causes.ts';
export { plural, someStands } from './reports/check-status.ts';
export { compareReports, historyOf, type NamedReport } from './reports/comparison/compare.ts';
export {
  type ComparisonFormatName,
  comparisonFormats,
  renderComparison,
  renderHistory,
} from './reports/comparison/formats.ts';
export { type ReportFormatName, renderReport, reportFormats } from './reports/formats.ts';
export { mergeReports } from './reports/merge.ts';
export { ReportError, readReport } from './reports/read.ts';
export { reportText } from './reports/text.ts';
export { withoutTimes } from './run/without-times.ts';
export { type ConformanceOptions, defaultParallel, runConformance } from './run-conformance.ts';
export { type ListedCase, listCases } from './selection/list.ts';
export { SelectionError } from './selection/pattern.ts';
export { requiredFeatures } from './selection/require.ts';
export type { Selection } from './selection/select.ts';
export { padded, widthOf } from './util/padded.ts';
export { printable } from './util/printable.ts';

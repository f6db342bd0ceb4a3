import { type CsvContent, dialectWriter } from '../csv/index.ts';
import type { Member, Method } from '../zip/index.ts';
import { logText, type Tally } from './log-txt.ts';
import type { ExportPlan, PlannedCsv } from './plan.ts';
import { lineBudget, SharedLines } from './shared-lines.ts';

/**
 * The members of an export in order: the request text, the CSVs, the attachments, and the log. Each begins
 * when the one before has been read.
 */
export function* members(
  plan: ExportPlan,
  method: Method,
  tally: Tally,
  budget = lineBudget,
): Generator<Member, void, undefined> {
  const member = (name: string, content: Member['content']): Member => ({
    name,
    modifiedAt: plan.now,
    content,
    method,
  });
  for (const folder of plan.textFolders) {
    yield member(`${folder}request.txt`, [Buffer.from(plan.requestText)]);
  }
  using lines = new SharedLines(plan.csvs, budget);
  for (const csv of plan.csvs) {
    const content = contentOf(csv, lines);
    tally.add(csv.member, content);
    yield member(csv.member, content);
  }
  for (const { folder, attachments } of plan.attachments) {
    for (const attachment of attachments()) yield member(folder + attachment.path, attachment.content());
  }
  for (const folder of plan.log.written ? plan.textFolders : []) {
    yield member(`${folder}log.txt`, [Buffer.from(logText(tally, folder, plan.log))]);
  }
}

function contentOf(csv: PlannedCsv, lines: SharedLines): CsvContent {
  const { columns, dialect, rows } = csv;
  if (dialect === undefined) return lines.contentOf(csv);
  return dialect === 'no-bytes' ? noBytes() : dialectWriter(columns, dialect)(rows());
}

function noBytes(): CsvContent {
  return Object.assign([], { rowCount: 0 });
}

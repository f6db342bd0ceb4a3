import { type CsvContent, dialectWriter, type LineBudget } from '../csv/index.ts';
import type { Member, Method } from '../zip/index.ts';
import { logText, type Tally } from './log-txt.ts';
import type { PartedCsv, PartQueue } from './part-queue.ts';
import { PartedContent } from './parted-content.ts';
import type { ExportPlan, PlannedCsv } from './plan.ts';
import { lineBudget, SharedLines } from './shared-lines.ts';

/** Settings of `members`. */
interface MembersInput {
  /**
   * The memory for lines that two CSVs have in common.
   *
   * @default that of the process
   */
  readonly budget?: LineBudget;
  /**
   * Makes the queue by which threads make the parts of large CSVs.
   *
   * @default none: this thread makes everything
   */
  readonly queueOf?: ((csvs: readonly PartedCsv[]) => PartQueue) | undefined;
}

/**
 * The members of an export in order: the request text, the CSVs, the attachments, and the log. Each begins
 * when the one before has been read.
 */
export function* members(
  plan: ExportPlan,
  method: Method,
  tally: Tally,
  { budget = lineBudget, queueOf }: MembersInput = {},
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
  const parted = plan.csvs.flatMap((csv) => partedCsv(csv, lines) ?? []);
  using queue = queueOf?.(parted);
  for (const csv of plan.csvs) {
    const inParts = parted.find((one) => one.csv === csv);
    const content = inParts?.content ?? contentOf(csv, lines);
    tally.add(csv.member, content);
    const whole = member(csv.member, content);
    if (inParts === undefined || queue === undefined) yield whole;
    else yield { ...whole, packed: (packing) => queue.blocks(csv, packing) };
  }
  for (const { folder, attachments } of plan.attachments) {
    for (const attachment of attachments()) yield member(folder + attachment.path, attachment.content());
  }
  for (const folder of plan.log.written ? plan.textFolders : []) {
    yield member(`${folder}log.txt`, [Buffer.from(logText(tally, folder, plan.log))]);
  }
}

/** The parts of a large CSV; undefined for a CSV without parts. */
function partedCsv(csv: PlannedCsv, lines: SharedLines): PartedCsv | undefined {
  const { parts } = csv.rows();
  if (csv.dialect !== undefined || parts === undefined) return undefined;
  return {
    csv,
    parts,
    content: new PartedContent(parts.count, (index) => lines.contentOf(csv, index)),
    isCheapHere: (index) => lines.remembers(csv, index),
  };
}

function contentOf(csv: PlannedCsv, lines: SharedLines): CsvContent {
  const { columns, dialect, rows } = csv;
  if (dialect === undefined) return lines.contentOf(csv);
  return dialect === 'no-bytes' ? noBytes() : dialectWriter(columns, dialect)(rows());
}

function noBytes(): CsvContent {
  return Object.assign([], { rowCount: 0 });
}

import { type CsvContent, csvWriter, dialectWriter } from '../csv/index.ts';
import type { Member, Method } from '../zip/index.ts';
import { logText, type Tally } from './log-txt.ts';
import type { PartedCsv } from './part-queue.ts';
import { PartedContent } from './parted-content.ts';
import type { ExportPlan, PlannedCsv } from './plan.ts';
import type { QueueOf } from './workers.ts';

/**
 * The members of an export in order: the request text, the CSVs, the attachments, and the log. Each begins
 * when the one before has been read.
 *
 * @param queueOf makes the queue for the parts of CSVs that may be large (default: none, so that each CSV is
 *   made when it is read).
 */
export function* members(
  plan: ExportPlan,
  method: Method,
  tally: Tally,
  queueOf?: QueueOf,
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
  const parted = plan.csvs.flatMap((csv) => partedCsv(csv) ?? []);
  using queue = queueOf?.(parted);
  for (const csv of plan.csvs) {
    const inParts = parted.find((one) => one.csv === csv);
    const content = inParts?.content ?? contentOf(csv);
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

/** The parts of a CSV; undefined for one that is never large. */
function partedCsv(csv: PlannedCsv): PartedCsv | undefined {
  const { parts } = csv.rows();
  if (csv.dialect !== undefined || parts === undefined) return undefined;
  const write = csvWriter(csv.columns);
  const content = new PartedContent(parts.count, (part) => write(parts.rows(part), { headless: part > 0 }));
  return { csv, parts, content };
}

function contentOf({ columns, dialect, rows }: PlannedCsv): CsvContent {
  if (dialect === undefined) return csvWriter(columns)(rows());
  return dialect === 'no-bytes' ? noBytes() : dialectWriter(columns, dialect)(rows());
}

function noBytes(): CsvContent {
  return Object.assign([], { rowCount: 0 });
}

import { type CsvContent, csvWriter, dialectWriter } from '../csv/index.ts';
import {
  type Content,
  type Member,
  type Method,
  type Packing,
  type PendingBlock,
  packed,
} from '../zip/index.ts';
import { keptMembers } from './kept-members.ts';
import { logText, type Tally } from './log-txt.ts';
import type { PartedCsv } from './numbered-parts.ts';
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
    const whole = member(csv.member, content);
    const inQueue = inParts && queue && ((packing: Packing) => queue.blocks(csv, packing));
    const kept = keptMembers.memberOf({ planned: csv, path: '' }, content, inQueue ?? packedBy(whole));
    tally.add(csv.member, kept ?? content);
    yield packedAs(whole, kept?.blocks ?? inQueue);
  }
  for (const planned of plan.attachments) {
    for (const { path, content } of planned.attachments()) {
      const whole = member(planned.folder + path, lazily(content));
      const kept = keptMembers.memberOf({ planned, path }, noRows, packedBy(whole));
      yield packedAs(whole, kept?.blocks);
    }
  }
  for (const folder of plan.log.written ? plan.textFolders : []) {
    yield member(`${folder}log.txt`, [Buffer.from(logText(tally, folder, plan.log))]);
  }
}

const noRows = { rowCount: 0 };

function packedBy(member: Member): (packing: Packing) => AsyncIterable<PendingBlock> {
  return (packing) => packed(member, packing);
}

/** The member with another way to make its blocks, if there is one. */
function packedAs(whole: Member, blocks: Member['packed']): Member {
  return blocks === undefined ? whole : { ...whole, packed: blocks };
}

/** A content that is made when it is read. */
function lazily(make: () => Content): Content {
  return {
    async *[Symbol.asyncIterator]() {
      yield* make();
    },
  };
}

/** The parts of a CSV; undefined for one that is never large. */
function partedCsv(csv: PlannedCsv): PartedCsv | undefined {
  const { parts } = csv.rows();
  if (csv.dialect !== undefined || parts === undefined) return undefined;
  let write: ReturnType<typeof csvWriter> | undefined;
  const content = new PartedContent(parts.count, (part) => {
    write ??= csvWriter(csv.columns);
    return write(parts.rows(part), { headless: part > 0 });
  });
  return { csv, parts, content };
}

function contentOf({ columns, dialect, rows }: PlannedCsv): CsvContent {
  if (dialect === 'no-bytes') return noBytes();
  return new LazyCsv(() =>
    dialect === undefined ? csvWriter(columns)(rows()) : dialectWriter(columns, dialect)(rows()),
  );
}

/** A CSV whose writer is made when the CSV is read: most are kept already. */
class LazyCsv implements CsvContent {
  readonly #make: () => CsvContent;
  #made: CsvContent | undefined;

  constructor(make: () => CsvContent) {
    this.#make = make;
  }

  get rowCount(): number {
    return this.#made?.rowCount ?? 0;
  }

  *[Symbol.iterator](): Generator<Buffer, void, undefined> {
    this.#made ??= this.#make();
    yield* this.#made;
  }
}

function noBytes(): CsvContent {
  return Object.assign([], { rowCount: 0 });
}

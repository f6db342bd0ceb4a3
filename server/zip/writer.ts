import type { CooperativeScheduler } from '../util/cooperative-scheduler.ts';
import { Layout, type Piece } from './layout.ts';
import { type Closing, usualClosing } from './records.ts';
import { type Member, type Step, steps } from './steps.ts';

/**
 * The number of blocks that are compressed at the same time, and the maximum that is made ahead of a slow
 * consumer.
 */
const BLOCKS_AHEAD = 3;

/** The zlib level where none is given: exports are made at once and read once. */
export const USUAL_LEVEL = 1;

export interface ZipOptions extends Partial<Closing> {
  /**
   * The zlib level, 0 (none) to 9 (smallest).
   *
   * @default 1
   */
  readonly level?: number;
  /** Shares the thread with other exports. Without it the archive never yields to them. */
  readonly scheduler?: CooperativeScheduler;
  /**
   * Once aborted, no further chunk is pulled from any content, and the iteration throws the signal's reason.
   */
  readonly signal?: AbortSignal;
}

/**
 * Writes a ZIP as a stream of pieces in order: the same pieces for the same members, independent of timing.
 * ZIP64 records and fields are written when a value does not fit without them, or when `zip64` requires them.
 * A member without a descriptor has no descriptor piece.
 *
 * Members are pulled one after another, each when the content of the previous one has been read completely; a
 * member can therefore depend on the content of earlier ones. Blocks are compressed on other threads while
 * the next ones are made, at most a few ahead of the consumer. When the consumer stops (`return()`, a
 * failure, an aborted signal), members and content are closed at once, and no work remains when that has
 * settled.
 *
 * @throws RangeError for a member name that is empty or too long; every error of members, content or the
 * signal.
 */
export async function* writeZip(
  members: Iterable<Member> | AsyncIterable<Member>,
  {
    level = USUAL_LEVEL,
    zip64 = usualClosing.zip64,
    comment = usualClosing.comment,
    scheduler,
    signal,
  }: ZipOptions = {},
): AsyncGenerator<Piece, void, undefined> {
  const place = await scheduler?.acquire();
  const pause = async () => {
    await scheduler?.yieldIfDue(place);
    signal?.throwIfAborted();
  };
  const layout = new Layout();
  const queue: Step[] = [];
  try {
    signal?.throwIfAborted();
    for await (const step of steps(members, { level, zip64, pause })) {
      queue.push(step);
      for (let first = queue[0]; first && isReady(first, queue); first = queue[0]) {
        const piece = await pieceOf(first, layout);
        if (piece) yield piece;
        queue.shift();
      }
    }
    for (let first = queue[0]; first; first = queue[0]) {
      const piece = await pieceOf(first, layout);
      if (piece) yield piece;
      queue.shift();
    }
    yield* layout.end({ zip64, comment });
  } finally {
    await Promise.allSettled(queue.map((step) => step.kind === 'data' && step.bytes));
    if (place !== undefined) scheduler?.release(place);
  }
}

function isReady(first: Step, queue: readonly Step[]): boolean {
  if (first.kind !== 'data' || Buffer.isBuffer(first.bytes)) return true;
  return queue.filter(({ kind }) => kind === 'data').length > BLOCKS_AHEAD;
}

async function pieceOf(step: Step, layout: Layout): Promise<Piece | undefined> {
  if (step.kind === 'data')
    return layout.data(step.member, step.entry, { bytes: await step.bytes, size: step.size });
  return step.kind === 'local-header'
    ? layout.localHeader(step.member, step.entry, step.form)
    : layout.descriptor(step.member, step.entry, step.form);
}

import { performance } from '../util/timers.ts';
import type { Member } from './archive/member.ts';
import type { Archive } from './archive/open.ts';
import { MemberError } from './archive/problem.ts';
import type { Findings } from './finding.ts';

/**
 * The state of reading the members of one archive in a check: problems become findings, and an abort ends
 * everything.
 */
export interface Reading {
  readonly archive: Archive;
  readonly findings: Findings;
  readonly signal: AbortSignal | undefined;
  /** The time at which the check has to be over, milliseconds of `performance.now()`. */
  readonly until: number;
}

/** The time of a check is over. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
}

/**
 * Reads a member to its end and hands its chunks to `use`. True when that worked; what did not is among the
 * findings. Throws the signal's reason when it is aborted, and whatever the disk or `use` throws.
 */
export async function readMember(
  reading: Reading,
  member: Member,
  use: (chunks: AsyncIterable<Buffer>) => Promise<void>,
): Promise<boolean> {
  const { archive, findings } = reading;
  if (!archive.canRead(member)) return false;
  try {
    await use(abortable(archive.read(member), reading));
    return true;
  } catch (error) {
    if (!(error instanceof MemberError)) throw error;
    for (const problem of error.problems) findings.add(problem);
    return false;
  }
}

/** Throws when nobody wants more, or the time is over. Other work gets its turn between two chunks. */
export function goOn({ signal, until }: Pick<Reading, 'signal' | 'until'>): void {
  signal?.throwIfAborted();
  if (performance.now() > until) throw new OutOfTimeError();
}

/** The chunks of a member while there is time and somebody wants them. */
export async function* abortable(
  chunks: AsyncIterable<Buffer>,
  reading: Pick<Reading, 'signal' | 'until'>,
): AsyncGenerator<Buffer> {
  goOn(reading);
  for await (const chunk of chunks) {
    goOn(reading);
    yield chunk;
  }
}

/** Draws the chunks and looks at none: the container's own checks are made on the way. */
export async function drain(chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of chunks);
}

/** The whole text of a small member; what goes beyond `maxBytes` is dropped and found. */
export async function readText(reading: Reading, member: Member, maxBytes: number): Promise<string> {
  const kept: Buffer[] = [];
  let bytes = 0;
  await readMember(reading, member, async (chunks) => {
    for await (const chunk of chunks) {
      if (bytes < maxBytes) kept.push(chunk.subarray(0, maxBytes - bytes));
      bytes += chunk.length;
    }
  });
  if (bytes > maxBytes) {
    const message = `It has ${bytes} bytes; only the first ${maxBytes} were looked at. Expected a line per file.`;
    reading.findings.add({ code: 'text-too-long', member: member.name, message });
  }
  return Buffer.concat(kept).toString('utf8');
}

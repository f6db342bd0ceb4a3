import type { ServerResponse } from 'node:http';
import { resetConnection } from '../http/carrier.ts';
import { send, writable } from '../http/send.ts';
import type { ExchangeRecord } from '../journal/index.ts';

/** The ways in which the bytes of an archive are broken. */
export type ArchiveBreak = 'cut' | 'reset' | 'short' | 'damaged';

/** The number of bytes that are missing after a cut. */
const CUT_BYTES = 1024;
/**
 * The place of the changed byte: behind the local header of `Files.csv`, which is the first member, and
 * inside its data.
 */
const DAMAGED_BYTE = 150;

/** Tells whether a download breaks by the bytes of its archive. */
export function isArchiveBreak(how: string | undefined): how is ArchiveBreak {
  return how === 'cut' || how === 'reset' || how === 'short' || how === 'damaged';
}

/** Sends an archive that is broken in one way. The head has been sent. */
export async function sendBroken(
  archive: AsyncIterable<Buffer>,
  response: ServerResponse,
  { how, record }: { readonly how: ArchiveBreak; readonly record: ExchangeRecord },
): Promise<void> {
  if (how === 'damaged') return send(withChangedByte(archive), response);
  if (how === 'short') return send(withoutTail(archive), response);
  for await (const bytes of withoutTail(archive)) {
    if (!response.destroyed && !response.write(bytes)) await writable(response);
    if (response.destroyed) return;
  }
  record.cut();
  const { socket } = response;
  if (socket === null) return;
  if (how === 'reset') resetConnection(socket);
  else socket.end();
}

/** All bytes but the last ones. */
async function* withoutTail(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let held: Buffer = Buffer.alloc(0);
  for await (const bytes of body) {
    const all = Buffer.concat([held, bytes]);
    const ready = Math.max(0, all.length - CUT_BYTES);
    held = all.subarray(ready);
    if (ready > 0) yield all.subarray(0, ready);
  }
}

async function* withChangedByte(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let position = 0;
  for await (const bytes of body) {
    const at = DAMAGED_BYTE - position;
    position += bytes.length;
    yield at >= 0 && at < bytes.length ? changedAt(bytes, at) : bytes;
  }
}

function changedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0xff;
  return changed;
}

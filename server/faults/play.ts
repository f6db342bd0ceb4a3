import type { ServerResponse } from 'node:http';
import type { ExchangeRecord } from '../journal/index.ts';
import type { TransportStep } from '../scenarios/steps/transport.ts';
import { Body } from './body.ts';
import { pause } from './stall.ts';

/** A step at its place. */
export interface Event {
  /** Bytes of the archive that are sent before it. */
  readonly at: number;
  readonly step: Extract<TransportStep, { do: 'stream' | 'stall' | 'slow' }>;
}

/** What is played. */
export interface Playing {
  readonly bytes: AsyncIterable<Buffer>;
  /** In order of place. */
  readonly events: readonly Event[];
  readonly response: ServerResponse;
  /** Waits take one part in so many of their time. */
  readonly timeScale: number;
  readonly recording: ExchangeRecord;
  /** Whether the body is packed in gzip. */
  readonly packed: boolean;
  /** Whether the head promises another length. */
  readonly untrue: boolean;
}

/** What is sent is given so much time to arrive before a reset, milliseconds: a reset throws away what is still on its way. */
const ARRIVAL_MS = 60;

/** Sends the bytes, and lets each event happen after exactly the bytes before it. A client that leaves ends it at once. */
export async function play({
  bytes,
  events,
  response,
  timeScale,
  recording,
  packed,
  untrue,
}: Playing): Promise<void> {
  const body = new Body(response, packed, timeScale);
  const waiting = [...events];
  let sent = 0;
  for await (const buffer of bytes) {
    let rest = buffer;
    while (waiting[0] !== undefined && waiting[0].at <= sent + rest.length) {
      const { at, step } = waiting.shift() as Event;
      await body.write(rest.subarray(0, at - sent));
      rest = rest.subarray(at - sent);
      sent = at;
      if (await happen(step, { body, response, timeScale, recording, at })) return;
    }
    await body.write(rest);
    sent += rest.length;
    if (response.destroyed) return;
  }
  for (const { step } of waiting) {
    if (await happen(step, { body, response, timeScale, recording, at: sent })) return;
  }
  await body.end();
  // Whoever waits for the rest of a length would wait for ever.
  if (untrue) await endings.close(body, response);
}

interface Happening {
  readonly body: Body;
  readonly response: ServerResponse;
  readonly timeScale: number;
  readonly recording: ExchangeRecord;
  readonly at: number;
}

/** True when the answer is over with it. */
async function happen(
  step: Event['step'],
  { body, response, timeScale, recording, at }: Happening,
): Promise<boolean> {
  if (response.destroyed) return true;
  recording.fire(step, at);
  if (step.do === 'slow') {
    body.slow(step);
    return false;
  }
  await body.flush();
  if (step.do === 'stall') {
    await pause(step.ms / timeScale, response);
    return response.destroyed;
  }
  recording.cut();
  await endings[step.end](body, response);
  return true;
}

const endings: Readonly<
  Record<'reset' | 'close' | 'complete', (body: Body, response: ServerResponse) => Promise<void>>
> = {
  async reset(_, response) {
    await pause(ARRIVAL_MS, response);
    response.socket?.resetAndDestroy();
  },
  async close(body, response) {
    await body.flush();
    response.socket?.end();
  },
  complete: (body) => body.end(),
};

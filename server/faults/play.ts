import type { ServerResponse } from 'node:http';
import { resetConnection } from '../http/carrier.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import type { TransportStep } from '../scenarios/steps/transport.ts';
import { Body } from './body.ts';
import { pause } from './stall.ts';

/** A step and its position. */
export interface Event {
  /** The number of bytes of the archive that are sent before it. */
  readonly at: number;
  readonly step: Extract<TransportStep, { do: 'stream' | 'stall' | 'slow' }>;
}

/** The input of `play`. */
export interface Playing {
  readonly bytes: AsyncIterable<Buffer>;
  /** In the order of position. */
  readonly events: readonly Event[];
  readonly response: ServerResponse;
  /** Waiting times are divided by this number. */
  readonly timeScale: number;
  readonly record: ExchangeRecord;
  /** True if the body is compressed with gzip. */
  readonly packed: boolean;
  /** True if the head states another length. */
  readonly wrongLength: boolean;
}

/** Milliseconds between the last byte and a reset: a reset discards bytes that are still in transit. */
const ARRIVAL_MS = 60;

/**
 * Sends the bytes, and runs each event after exactly the bytes that precede it. Stops when the client
 * disconnects.
 */
export async function play({
  bytes,
  events,
  response,
  timeScale,
  record,
  packed,
  wrongLength,
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
      if (await run(step, { body, response, timeScale, record, at })) return;
    }
    await body.write(rest);
    sent += rest.length;
    if (response.destroyed) return;
  }
  for (const { step } of waiting) {
    if (await run(step, { body, response, timeScale, record, at: sent })) return;
  }
  await body.end();
  // Otherwise a client that waits for the rest of the stated length would wait endlessly.
  if (wrongLength) await endings.close(body, response);
}

interface EventContext {
  readonly body: Body;
  readonly response: ServerResponse;
  readonly timeScale: number;
  readonly record: ExchangeRecord;
  readonly at: number;
}

/** @returns true when the event ends the response. */
async function run(
  step: Event['step'],
  { body, response, timeScale, record, at }: EventContext,
): Promise<boolean> {
  if (response.destroyed) return true;
  record.fire(step, at);
  if (step.do === 'slow') {
    body.slow(step);
    return false;
  }
  await body.flush();
  if (step.do === 'stall') {
    await pause(step.ms / timeScale, response);
    return response.destroyed;
  }
  record.cut();
  await endings[step.end](body, response);
  return true;
}

const endings: Readonly<
  Record<'reset' | 'close' | 'complete', (body: Body, response: ServerResponse) => Promise<void>>
> = {
  async reset(_, response) {
    await pause(ARRIVAL_MS, response);
    if (response.socket !== null) resetConnection(response.socket);
  },
  async close(body, response) {
    await body.flush();
    response.socket?.end();
  },
  complete: (body) => body.end(),
};

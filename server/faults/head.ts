import type { ServerResponse } from 'node:http';
import { httpDate } from '../http/session-response.ts';
import type { TransportStep } from '../scenarios/steps/transport.ts';
import type { Fired } from './step-plan.ts';

type HeadStep = Extract<TransportStep, { do: 'head' | 'framing' | 'encode' }>;

interface Head {
  readonly now: number;
  status: number;
  reason: string | undefined;
  /** By lower-case name: the name as written, and the value. */
  readonly headers: Map<string, readonly [name: string, value: string]>;
}

/** The input of a response head. */
export interface HeadInput {
  readonly steps: readonly TransportStep[];
  readonly baseline: Readonly<Record<string, string>>;
  /** The length of the body in bytes, where known. */
  readonly length: number | undefined;
  /** The session's clock, Unix milliseconds. */
  readonly now: number;
  readonly fired: Fired;
  readonly response: ServerResponse;
}

/**
 * Writes the head: the baseline head with the changes of the steps. It is sent with the first byte of the
 * body.
 */
export function headOf({ steps, baseline, length, now, fired, response }: HeadInput): void {
  const head: Head = {
    now,
    status: 200,
    reason: undefined,
    headers: new Map(),
  };
  for (const [name, value] of Object.entries(baseline)) set(head, name, value);
  for (const step of steps) {
    if (step.do !== 'head' && step.do !== 'framing' && step.do !== 'encode') continue;
    (changes[step.do] as Change<HeadStep>)(step, head, response, length);
    fired(step);
  }
  const headers = [...head.headers.values()].flat();
  if (head.reason === undefined) response.writeHead(head.status, headers);
  else response.writeHead(head.status, head.reason, headers);
}

type Change<S> = (step: S, head: Head, response: ServerResponse, length: number | undefined) => void;

const changes: { readonly [K in HeadStep['do']]: Change<Extract<HeadStep, { do: K }>> } = {
  head(step, head, response) {
    head.status = step.status ?? head.status;
    head.reason = step.reason ?? head.reason;
    for (const [name, value] of Object.entries(step.set ?? {})) set(head, name, value);
    for (const name of step.remove ?? []) head.headers.delete(name.toLowerCase());
    for (let n = 1; n <= (step.flood ?? 0); n++) set(head, `X-Flood-${n}`, 'flood '.repeat(8).trim());
    if (step.dateOffsetMs === undefined) return;
    response.sendDate = false;
    set(head, 'Date', httpDate(head.now + step.dateOffsetMs));
  },

  framing({ as, lengthOff = 0 }, head, response, length = 0) {
    if (as === 'length') set(head, 'Content-Length', String(Math.max(0, length + lengthOff)));
    if (as !== 'close') return;
    // Without Content-Length and chunks, only the end of the connection ends the body.
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
  },

  encode({ as, announced }, head) {
    if (announced) set(head, 'Content-Encoding', as);
  },
};

function set(head: Head, name: string, value: string): void {
  head.headers.set(name.toLowerCase(), [name, value]);
}

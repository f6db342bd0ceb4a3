import { HINT } from '../http/hint.ts';
import { endsBody, explainStep } from '../scenarios/index.ts';
import { type Lint, lintsOf, type Reading } from './lints.ts';
import type { ExchangeRecord, Understood } from './recording.ts';
import { type IsKnown, Redaction } from './redaction.ts';

/** Headers in the order of the wire. Secrets are cut to a few characters. */
export type ShownHeaders = readonly (readonly [name: string, value: string])[];

/** One request and its response. No secret in it is complete, except for the public tokens. */
export interface Exchange {
  /** The number among the exchanges of this server, from 1, in the order in which they began. */
  readonly id: number;
  /** The id of the session; `main` is the server's own. */
  readonly session: string;
  /** The number among the exchanges of the session, from 1. */
  readonly number: number;
  /** The beginning by the session's clock, ISO 8601. */
  readonly at: string;
  readonly request: {
    readonly method: string;
    /** The request target without secrets. */
    readonly target: string;
    /** The path without the query and without `/s/<session>`. */
    readonly path: string;
    /** The HTTP version, for example `1.1`. */
    readonly version: string;
    readonly headers: ShownHeaders;
    /** The client's port. */
    readonly port: number;
  };
  /** The requested export; `null` for other requests. */
  readonly operation: 'network' | 'user' | null;
  /** The parameters as the server understood them, with defaults; `null` when it did not read them. */
  readonly parameters: Understood | null;
  /** The planned contents of the export; `null` without an export. */
  readonly plan: { readonly csvs: readonly string[]; readonly attachments: boolean } | null;
  /** The scenario of the request, and the number of the request in it; `null` without a scenario. */
  readonly scenario: { readonly name: string; readonly number: number } | null;
  /** The steps of the scenario that took effect, in order. */
  readonly steps: readonly {
    readonly do: string;
    /** The step in words, as the predicate of a sentence. */
    readonly text: string;
    /** The number of body bytes before the step; `null` when it has no place in the body. */
    readonly byte: number | null;
    /** Whether the body ends at that place. */
    readonly endsBody: boolean;
  }[];
  /** The head of the response; `null` while there is none, or when there was none. */
  readonly response: {
    readonly status: number;
    readonly reason: string;
    readonly headers: ShownHeaders;
  } | null;
  /** The bytes on the wire so far; chunk sizes count as body. */
  readonly bytes: { readonly head: number; readonly body: number };
  /**
   * Milliseconds: `start` is the arrival of the request by a monotonic clock, `head` and `total` are the time
   * from there to the head and to the end of the response; `null` when that has not happened.
   */
  readonly ms: { readonly start: number; readonly head: number | null; readonly total: number | null };
  /** `aborted`: by the client; `cut`: by a step. */
  readonly ending: 'complete' | 'aborted' | 'cut' | 'under-way';
  /** The correct form of a request that got an error response; `null` when there is no hint. */
  readonly hint: string | null;
  /** The problems of the request that do not depend on the response. */
  readonly lints: readonly Lint[];
}

/** The data that `exchangeOf` needs besides the recording. */
export interface Showing extends Omit<Reading, 'target'> {
  readonly isKnown: IsKnown;
}

/** Converts a recording into its public form. */
export function exchangeOf(recording: ExchangeRecord, showing: Showing): Exchange {
  const { target, headers, understood, planned, scenario, fired } = recording;
  const redaction = new Redaction(target, headers, showing.isKnown);
  const response = responseOf(recording, redaction);
  const shownTarget = redaction.target(target);
  const sentHint = response?.headers.find(([name]) => name === HINT)?.[1];
  return {
    id: recording.id,
    session: recording.session,
    number: recording.number,
    at: new Date(recording.at).toISOString(),
    request: {
      method: recording.method,
      target: shownTarget,
      path: redaction.target(recording.path),
      version: recording.version,
      headers: shownHeaders(pairsOf(headers), redaction),
      port: recording.port,
    },
    operation: recording.operation ?? null,
    parameters: understood?.map(([name, value]) => [name, redaction.target(value)] as const) ?? null,
    plan: planned === undefined ? null : { csvs: planned.csvs, attachments: planned.withAttachments },
    scenario: scenario ?? null,
    steps: fired.map(({ step, byte = null }) => ({
      do: step.do,
      text: explainStep(step),
      byte,
      endsBody: endsBody(step),
    })),
    response,
    bytes: { head: recording.headBytes, body: Math.max(0, recording.wireBytes - recording.headBytes) },
    ms: {
      start: rounded(recording.startedMs) ?? 0,
      head: rounded(recording.headAfterMs),
      total: rounded(recording.endAfterMs),
    },
    ending: recording.ending ?? 'under-way',
    hint: recording.hint === undefined ? (sentHint ?? null) : redaction.text(recording.hint),
    lints: lintsOf(recording, { ...showing, target: shownTarget }),
  };
}

function responseOf(recording: ExchangeRecord, redaction: Redaction): Exchange['response'] {
  const { status } = recording;
  if (status === undefined) return null;
  const [first = '', ...lines] = recording.head.split('\r\n');
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
  });
  return {
    status,
    reason: first.slice('HTTP/1.1 200 '.length),
    headers: shownHeaders(headers, redaction),
  };
}

function shownHeaders(headers: ShownHeaders, redaction: Redaction): ShownHeaders {
  return headers.map(([name, value]) => [redaction.text(name), redaction.header(name, value)] as const);
}

/** Converts an alternating list of names and values into pairs. */
function pairsOf(texts: readonly string[]): ShownHeaders {
  return Array.from({ length: texts.length / 2 }, (_, index) => [
    texts[2 * index] ?? '',
    texts[2 * index + 1] ?? '',
  ]);
}

function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms * 1000) / 1000;
}

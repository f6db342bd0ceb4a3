import { HINT } from '../http/error-response.ts';
import { explainStep } from '../scenarios/index.ts';
import { type Lint, lintsOf, type Reading } from './lints.ts';
import type { ExchangeRecord, Understood } from './recording.ts';
import { type IsKnown, Redaction } from './redaction.ts';

/** Headers as they came or left, in their order. Secrets are cut to a few characters. */
export type ShownHeaders = readonly (readonly [name: string, value: string])[];

/** One request and what became of it, as data that may be shown to anybody: no secret in it is whole, but the tokens that everybody knows. */
export interface Exchange {
  /** Of this server's exchanges, from 1, in the order in which they began. */
  readonly id: number;
  /** The session that it was in; `main` is the server's own. */
  readonly session: string;
  /** Of its session's exchanges, from 1. */
  readonly number: number;
  /** When it began by the session's clock, ISO 8601. */
  readonly at: string;
  readonly request: {
    readonly method: string;
    /** As it came, secrets left out. */
    readonly target: string;
    /** Without the query and without `/s/<session>`. */
    readonly path: string;
    /** `1.1`. */
    readonly version: string;
    readonly headers: ShownHeaders;
    /** The client's. */
    readonly port: number;
  };
  /** What was asked for; null for what is no export. */
  readonly operation: 'network' | 'user' | null;
  /** The parameters as they were understood, defaults filled in; null when it did not come to that. */
  readonly parameters: Understood | null;
  /** What the export was to hold; null when there was none. */
  readonly plan: { readonly csvs: readonly string[]; readonly attachments: boolean } | null;
  /** The scenario that held, and the number of the request in it; null when none did. */
  readonly scenario: { readonly name: string; readonly number: number } | null;
  /** What of it really happened, in order. */
  readonly steps: readonly {
    readonly do: string;
    /** The same as the predicate of a sentence. */
    readonly text: string;
    /** Bytes of the answer's body before it; null where there is no such place. */
    readonly byte: number | null;
  }[];
  /** The head of the answer; null while there is none, and when there was none. */
  readonly response: {
    readonly status: number;
    readonly reason: string;
    readonly headers: ShownHeaders;
  } | null;
  /** What went over the wire so far, chunk sizes counted with the body. */
  readonly bytes: { readonly head: number; readonly body: number };
  /** Milliseconds: when the request came by a clock that only goes forward, and from then to the head of the answer and to its end; null while it has not come to that. */
  readonly ms: { readonly start: number; readonly head: number | null; readonly total: number | null };
  /** `aborted`: by the client; `cut`: by a step. */
  readonly ending: 'complete' | 'aborted' | 'cut' | 'under-way';
  /** What would have been right, for a request that was refused; null when nothing is known. */
  readonly hint: string | null;
  /** What is worth a look in the request. */
  readonly lints: readonly Lint[];
}

/** What recordings are shown with. */
export interface Showing extends Omit<Reading, 'target'> {
  readonly isKnown: IsKnown;
}

/** A recording as it may be shown. */
export function exchangeOf(recording: ExchangeRecord, showing: Showing): Exchange {
  const { target, headers, understood, planned, scenario, fired } = recording;
  const redaction = new Redaction(target, headers, showing.isKnown);
  const response = responseOf(recording, redaction);
  const shownTarget = redaction.target(target);
  const told = response?.headers.find(([name]) => name === HINT)?.[1];
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
    steps: fired.map(({ step, byte = null }) => ({ do: step.do, text: explainStep(step), byte })),
    response,
    bytes: { head: recording.headBytes, body: Math.max(0, recording.wireBytes - recording.headBytes) },
    ms: {
      start: rounded(recording.startedMs) ?? 0,
      head: rounded(recording.headAfterMs),
      total: rounded(recording.endAfterMs),
    },
    ending: recording.ending ?? 'under-way',
    hint: recording.hint === undefined ? (told ?? null) : redaction.text(recording.hint),
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

/** Names and values that come in turn, two by two. */
function pairsOf(texts: readonly string[]): ShownHeaders {
  return Array.from({ length: texts.length / 2 }, (_, index) => [
    texts[2 * index] ?? '',
    texts[2 * index + 1] ?? '',
  ]);
}

function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms * 1000) / 1000;
}

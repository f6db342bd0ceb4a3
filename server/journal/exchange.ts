import { HINT } from '../http/hint.ts';
import { endsBody, explainStep } from '../scenarios/index.ts';
import type { ArchivePart } from './archive-parts.ts';
import type { ExchangeRecord, Understood } from './exchange-record.ts';
import { type Lint, lintsOf, type Reading } from './lints.ts';
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
    readonly scheme: 'http' | 'https';
    /** True if the client used this server as its proxy. */
    readonly proxied: boolean;
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
  readonly operation: 'network' | 'user' | 'files' | null;
  /** The parameters as the server understood them, with defaults; `null` when it did not read them. */
  readonly parameters: Understood | null;
  /** The planned contents of the export; `null` without an export. */
  readonly plan: { readonly csvs: readonly string[]; readonly attachments: boolean } | null;
  /** The parts of the archive that the response has begun to send, in order; empty without an archive. */
  readonly archive: readonly ArchivePart[];
  /** The scenario of the request, and the number of the request in it; `null` without a scenario. */
  readonly scenario: { readonly name: string; readonly number: number } | null;
  /** The steps of the scenario that took effect, in order. */
  readonly steps: readonly {
    readonly do: string;
    /** The step in words, as the predicate of a sentence. */
    readonly text: string;
    /** The number of body bytes before the step; `null` when it has no place in the body. */
    readonly byte: number | null;
    /** True if the body ends at that place. */
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

/** The data that `exchangeOf` needs besides the record. */
export interface Showing extends Omit<Reading, 'target'> {
  readonly isKnown: IsKnown;
}

/** Converts a record into its public form. */
export function exchangeOf(record: ExchangeRecord, showing: Showing): Exchange {
  const { target, headers, understood, planned, scenario, fired } = record;
  const redaction = new Redaction(target, headers, showing.isKnown);
  const response = responseOf(record, redaction);
  const shownTarget = redaction.target(target);
  const sentHint = response?.headers.find(([name]) => name === HINT)?.[1];
  return {
    id: record.id,
    session: record.session,
    number: record.number,
    at: new Date(record.at).toISOString(),
    request: {
      method: record.method,
      ...record.arrival,
      target: shownTarget,
      path: redaction.target(record.path),
      version: record.version,
      headers: shownHeaders(pairsOf(headers), redaction),
      port: record.port,
    },
    operation: record.operation ?? null,
    parameters: understood?.map(([name, value]) => [name, redaction.target(value)] as const) ?? null,
    plan: planned === undefined ? null : { csvs: planned.csvs, attachments: planned.withAttachments },
    archive: begunParts(record),
    scenario: scenario ?? null,
    steps: fired.map(({ step, byte = null }) => ({
      do: step.do,
      text: explainStep(step),
      byte,
      endsBody: endsBody(step),
    })),
    response,
    bytes: { head: record.headBytes, body: Math.max(0, record.wireBytes - record.headBytes) },
    ms: {
      start: rounded(record.startedMs) ?? 0,
      head: rounded(record.headAfterMs),
      total: rounded(record.endAfterMs),
    },
    ending: record.ending ?? 'under-way',
    hint: record.hint === undefined ? (sentHint ?? null) : redaction.text(record.hint),
    lints: lintsOf(record, { ...showing, target: shownTarget }),
  };
}

function begunParts({ archive, fired, wireBytes, headBytes }: ExchangeRecord): readonly ArchivePart[] {
  const end = fired.find(({ step, byte }) => byte !== undefined && endsBody(step))?.byte;
  return archive?.begun(end ?? Math.max(0, wireBytes - headBytes)) ?? [];
}

function responseOf(record: ExchangeRecord, redaction: Redaction): Exchange['response'] {
  const { status } = record;
  if (status === undefined) return null;
  const [first = '', ...lines] = record.head.split('\r\n');
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

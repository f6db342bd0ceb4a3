import { maskOf } from '../checks/mask.ts';
import { kitVersion } from '../util/kit-version.ts';
import type { Beginning, SentBody } from './sent-bodies.ts';
import { bodiesOf, type CaseEvidence } from './sink.ts';

/** A request of a run, and the body of its answer by digests. */
export interface EvidenceExchange {
  readonly method: string;
  /** `{base_path}` and the like stand for what is different every time. */
  readonly target: string;
  /** null when there was no answer. */
  readonly status: number | null;
  /** `aborted`: by the client; `cut`: by the server. */
  readonly ending: string;
  readonly body: SentBody | null;
}

/** The part of a case's evidence that another run is compared with. */
export interface EvidenceRecord {
  readonly version: 1;
  /** The kit's own version. */
  readonly kit: string;
  readonly case: string;
  /** For each run its requests, in order. */
  readonly runs: readonly (readonly EvidenceExchange[])[];
}

/** Makes the record that another run of the case is compared with. */
export function recordOf(evidence: CaseEvidence): EvidenceRecord {
  const { one, seen } = evidence;
  const sent = bodiesOf(evidence);
  return {
    version: 1,
    kit: kitVersion(),
    case: one.id,
    runs: seen.runs.map((run) =>
      run.exchanges.map((exchange) => ({
        method: exchange.request.method,
        target: maskOf(run)(exchange.request.target),
        status: exchange.response?.status ?? null,
        ending: exchange.ending,
        body: sent.get(exchange) ?? null,
      })),
    ),
  };
}

/** The result of comparing another run of a case with the first one. */
export interface Comparison {
  /** True if the server sent the same bytes wherever the client was there to take them. */
  readonly same: boolean;
  /** A line for each request, or for what is different. */
  readonly lines: readonly string[];
}

/** Compares what the server sent in two runs of a case. */
export function compareRecords(before: EvidenceRecord, after: EvidenceRecord): Comparison {
  const results = after.runs.flatMap((exchanges, run) => {
    const earlier = before.runs[run] ?? [];
    const most = Math.max(exchanges.length, earlier.length);
    return Array.from({ length: most }, (_, index) => {
      const { same, text } = compared(earlier[index], exchanges[index]);
      return { same, line: `run ${run + 1}, request ${index + 1}: ${text}` };
    });
  });
  const runs = before.runs.length - after.runs.length;
  const fewer = runs === 0 ? [] : [`expected ${before.runs.length} runs, got ${after.runs.length}`];
  return {
    same: runs === 0 && results.every(({ same }) => same),
    lines: [...results.map(({ line }) => line), ...fewer],
  };
}

interface Compared {
  readonly same: boolean;
  readonly text: string;
}

function compared(before: EvidenceExchange | undefined, after: EvidenceExchange | undefined): Compared {
  if (before === undefined) return { same: false, text: 'it was not made in the evidence' };
  if (after === undefined) return { same: false, text: 'it is in the evidence and was not made now' };
  for (const name of ['method', 'target', 'status'] as const) {
    if (before[name] === after[name]) continue;
    return { same: false, text: `${name} ${after[name]}, in the evidence ${before[name]}` };
  }
  if (before.body === null || after.body === null) {
    return { same: before.body === after.body, text: 'no body was seen' };
  }
  const left = before.ending === 'aborted' || after.ending === 'aborted';
  return comparedBodies(before.body, after.body, left);
}

/** `left`: one of them need not be whole, since the client left. */
function comparedBodies(before: SentBody, after: SentBody, left: boolean): Compared {
  if (before.bytes === after.bytes && before.sha256 === after.sha256) {
    return { same: true, text: `the same ${after.bytes} bytes, SHA-256 ${after.sha256}` };
  }
  const common = beginnings(after).filter(({ bytes }) => digestAt(before, bytes) !== undefined);
  const different = common.find(({ bytes, sha256 }) => digestAt(before, bytes) !== sha256);
  const equal = common.findLast(({ bytes, sha256 }) => digestAt(before, bytes) === sha256)?.bytes ?? 0;
  if (different !== undefined) {
    return { same: false, text: `other bytes, from somewhere after byte ${equal} on` };
  }
  const sizes = `${after.bytes} bytes, in the evidence ${before.bytes}`;
  if (left) return { same: true, text: `the same first ${equal} bytes, then the client left: ${sizes}` };
  return { same: false, text: `${sizes}; the first ${equal} are the same` };
}

function beginnings(body: SentBody): readonly Beginning[] {
  return [...body.beginnings, { bytes: body.bytes, sha256: body.sha256 }];
}

function digestAt(body: SentBody, bytes: number): string | undefined {
  return beginnings(body).find((one) => one.bytes === bytes)?.sha256;
}

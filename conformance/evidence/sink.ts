import type { Exchange } from '../../server/index.ts';
import type { Case } from '../model/case.ts';
import type { ClientDescription } from '../model/client-description.ts';
import type { CaseObservation } from '../model/observation.ts';
import type { CaseResult } from '../model/report.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { SentBodies, SentBody } from './sent-bodies.ts';

/** Everything that can be shown of a case that was run, while its folders still exist. */
export interface CaseEvidence {
  readonly one: Case;
  readonly client: ClientDescription;
  readonly result: CaseResult;
  readonly seen: CaseObservation;
  /** The folders that the client could write to. */
  readonly sandbox: Sandbox;
  readonly bodies: SentBodies;
}

/** Takes the evidence of every case that is run. */
export interface EvidenceSink {
  /** The reason why evidence is missing, as a sentence; undefined when all of it was kept. */
  readonly problem?: string | undefined;
  take(evidence: CaseEvidence): Promise<void>;
}

/** The bodies of all answers of a case. */
export function bodiesOf({ seen, bodies }: CaseEvidence): ReadonlyMap<Exchange, SentBody> {
  const all = seen.runs.flatMap(({ exchanges }) => exchanges);
  const sent = bodies.of(all);
  return new Map(
    all.flatMap((exchange, index) => {
      const body = sent[index];
      return body === undefined ? [] : [[exchange, body] as const];
    }),
  );
}

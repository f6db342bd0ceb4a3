import type { AnswerStep } from './steps/answer.ts';
import type { ArchiveStep } from './steps/archive.ts';
import type { DataStep } from './steps/data.ts';
import type { JobStep } from './steps/job.ts';
import type { PartStep } from './steps/part.ts';
import type { SignInStep } from './steps/sign-in.ts';
import type { TimeStep } from './steps/time.ts';
import type { TransportStep } from './steps/transport.ts';

/** One fault or change that a scenario applies. */
export type Step =
  | SignInStep
  | AnswerStep
  | TimeStep
  | PartStep
  | DataStep
  | ArchiveStep
  | TransportStep
  | JobStep;

export const areas = [
  'access',
  'sign-in',
  'http',
  'transport',
  'archive',
  'data',
  'partial',
  'time',
  'files-export',
] as const;
export type Area = (typeof areas)[number];

/** The condition of a rule. A request must match every property that is set. */
export interface When {
  /** Ordinal numbers of the requests for the scenario, from 1: `1`, `1-2`, `3-`, `1-2, 5`. */
  readonly requests?: string;
  /** The export: of the network, of a user, or the Files Export API. */
  readonly operation?: 'network' | 'user' | 'files';
  /** A model that the request asks for, by name or because it asks for all. */
  readonly model?: string;
  /** The id of the user whose data the request asks for. */
  readonly user?: string;
  /** The requested window overlaps this one. ISO 8601; `until` is exclusive. */
  readonly window?: { readonly since?: string; readonly until?: string };
  /** The percentage of requests, selected by the seed and the number of the request. */
  readonly percent?: number;
}

/** Steps and the condition under which they are applied. */
export interface Rule {
  /** @default every request */
  readonly when?: When;
  /**
   * The steps in the order of application, within each stage: first the answer, then the data, the archive
   * and the bytes.
   */
  readonly steps: readonly Step[];
}

/** A scenario that users can write: a named behaviour of the server. */
export interface OwnScenario {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
  /** The behaviour in one sentence. */
  readonly what?: string;
  /**
   * The number of requests after which the numbering restarts.
   *
   * @default never
   */
  readonly cycle?: number;
  /**
   * The requests for exports that are numbered together: those that select the scenario in the same way, or
   * those with the same signed token. After a new sign-in, the numbering per token starts again.
   *
   * @default selection
   */
  readonly per?: 'selection' | 'token';
  /** All rules that match a request are applied, in this order. */
  readonly rules: readonly Rule[];
}

/** A scenario of the catalogue. */
export interface Scenario extends OwnScenario {
  readonly area: Area;
  readonly what: string;
  /** The client bug that the scenario reveals, in one sentence. */
  readonly shows: string;
  /** The origin: the documentation, or an observation in a public client. */
  readonly source: string;
}

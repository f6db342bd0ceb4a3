import type { AnswerStep } from './steps/answer.ts';
import type { ArchiveStep } from './steps/archive.ts';
import type { DataStep } from './steps/data.ts';
import type { PartStep } from './steps/part.ts';
import type { TimeStep } from './steps/time.ts';
import type { TransportStep } from './steps/transport.ts';

/** One thing that happens. */
export type Step = AnswerStep | TimeStep | PartStep | DataStep | ArchiveStep | TransportStep;

export const areas = ['access', 'http', 'transport', 'archive', 'data', 'partial', 'time'] as const;
export type Area = (typeof areas)[number];

/** Which requests a rule is for: those that fit everything that is said here. */
export interface When {
  /** Numbers of the scenario's own requests, from 1: `1`, `1-2`, `3-`, `1-2, 5`. */
  readonly requests?: string;
  readonly operation?: 'network' | 'user';
  /** The model is asked for, by name or because all are. */
  readonly model?: string;
  /** The user that is exported. */
  readonly user?: string;
  /** The window that is asked for has something in common with this one; ISO 8601, `until` exclusive. */
  readonly window?: { readonly since?: string; readonly until?: string };
  /** So many in a hundred, chosen by the seed and the request's number. */
  readonly percent?: number;
}

/** What happens, and when. */
export interface Rule {
  /** Every request when left out. */
  readonly when?: When;
  /** In the order in which they are written, as far as an answer has one: what is done before it, to its data, its archive, its bytes. */
  readonly steps: readonly Step[];
}

/** What a person may write: a behaviour of the server that has a name. */
export interface OwnScenario {
  /** Small letters, digits and hyphens. */
  readonly name: string;
  /** What happens, in a sentence. */
  readonly what?: string;
  /** After so many requests the numbers begin again; never when left out. */
  readonly cycle?: number;
  /** All that fit a request hold, one after another. */
  readonly rules: readonly Rule[];
}

/** A scenario of the catalogue. */
export interface Scenario extends OwnScenario {
  readonly area: Area;
  readonly what: string;
  /** The bug of a client that it shows, in a sentence. */
  readonly shows: string;
  /** Where it comes from: what is documented, or what was seen in a public client. */
  readonly source: string;
}

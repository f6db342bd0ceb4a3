import type { OwnScenario } from '../../server/index.ts';
import type { CheckSpec } from './check.ts';
import type { Operation, OptionName, Outcome } from './client-description.ts';

export const caseAreas = [
  'request',
  'access',
  'errors',
  'download',
  'archive',
  'rows',
  'partial',
  'attachments',
  'windows',
  'sequences',
  'limits',
  'scale',
  'safety',
] as const;
export type CaseArea = (typeof caseAreas)[number];

/** The parameters of one run. Instants are ISO 8601 with an offset. */
export interface RunParameters {
  readonly since?: string;
  readonly until?: string;
  readonly model?: readonly string[];
  readonly include?: 'csv' | 'all';
  /** `home`, or `external-1`, …: the id is filled in. */
  readonly network?: readonly string[];
  readonly includeEns?: boolean;
  readonly excludeFiles?: boolean;
  /** The state of the user that is exported; the id is filled in. */
  readonly user?: 'active' | 'suspended' | 'deleted' | 'unknown';
}

/** One run of the client. */
export interface Run {
  readonly operation: Operation;
  readonly parameters: RunParameters;
  /**
   * The scenario during the run: a name of the catalogue or a scenario; none when left out. `{root}` in a
   * scenario stands for the folder above those of the client.
   */
  readonly scenario?: string | OwnScenario;
  /**
   * The export that the output is compared with. `served`: the export that the scenario serves.
   * `served-or-usual`: either that or the baseline export. The baseline export when left out.
   */
  readonly truth?: 'served' | 'served-or-usual';
  /** The outcomes of a correct client; several when more than one is correct. */
  readonly ends: readonly Exclude<Outcome, 'unsupported'>[];
  /** Milliseconds that the server's clock is moved before the run. */
  readonly advanceMs?: number;
  /** Empties the output folder before the run, as a user of the exports would. */
  readonly takesAway?: true;
  /** Environment of this run, `TZ` for one; it needs a client that is a process. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * The client is looked at while it runs, and while the stream stands still at a `stall` step of the
   * scenario; or killed there, which needs a client that is a process.
   */
  readonly midway?: 'look' | 'kill';
}

/** One situation that a client is put in: data, without functions. */
export interface Case {
  /** Stable: `download.cut-mid-member-chunked`. */
  readonly id: string;
  readonly area: CaseArea;
  /** The title: what a passing client does, as a sentence. */
  readonly title: string;
  /** The server's world: clock (ISO 8601), size, seed; the usual one when left out. */
  readonly world?: {
    readonly now?: string;
    readonly size?: 'tiny' | 'small' | 'medium';
    readonly seed?: string;
    readonly profile?: 'current' | 'legacy';
    readonly rateLimit?: { readonly requests: number; readonly seconds: number };
  };
  /** Options that the client has to have; without one of them the case is unsupported. */
  readonly needs?: readonly OptionName[];
  /** The exports are too large to be held, and are not compared row by row. */
  readonly large?: true;
  /**
   * All runs are judged together too: what they kept against what there was. They are of one choice of data.
   */
  readonly sequence?: true;
  readonly runs: readonly Run[];
  readonly checks: readonly CheckSpec[];
}

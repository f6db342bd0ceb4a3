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
  /** `home`, or `external-1`, …: the kit fills in the id. */
  readonly network?: readonly string[];
  readonly includeEns?: boolean;
  readonly excludeFiles?: boolean;
  /** The state of the user that is exported; the kit fills in the id. */
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
   * `served-or-usual`: either that one or the baseline export. The baseline export when left out.
   */
  readonly truth?: 'served' | 'served-or-usual';
  /** The outcomes of a correct client; several when more than one is correct. */
  readonly ends: readonly Exclude<Outcome, 'unsupported'>[];
  /** Milliseconds that the server's clock is moved before the run. */
  readonly advanceMs?: number;
  /** Whether the output folder is emptied before the run, as a user who moves the exports away does. */
  readonly takesAway?: true;
  /** The additional environment of this run, for example `TZ`; it needs a client that is a process. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Whether the kit observes the client while it runs and while the stream is stalled at a `stall` step of
   * the scenario, or kills it there; `kill` needs a client that is a process.
   */
  readonly midway?: 'look' | 'kill';
}

/** One test situation for a client: data, without functions. */
export interface Case {
  /** A stable id, for example `download.cut-mid-member-chunked`. */
  readonly id: string;
  readonly area: CaseArea;
  /** The title: what a passing client does, as a sentence. */
  readonly title: string;
  /** The network of the server: clock (ISO 8601), size, seed. The baseline network when left out. */
  readonly world?: {
    readonly now?: string;
    readonly size?: 'tiny' | 'small' | 'medium';
    readonly seed?: string;
    readonly profile?: 'current' | 'legacy';
    readonly rateLimit?: { readonly requests: number; readonly seconds: number };
  };
  /** The options that the client needs; without one of them the case is unsupported. */
  readonly needs?: readonly OptionName[];
  /** Whether the exports are too large for memory; they are not compared row by row. */
  readonly large?: true;
  /**
   * Whether all runs are also judged together, all actual exports against all expected ones. All runs export
   * the same selection of data.
   */
  readonly sequence?: true;
  readonly runs: readonly Run[];
  readonly checks: readonly CheckSpec[];
}

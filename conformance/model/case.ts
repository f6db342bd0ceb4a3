import type { NetworkProfile } from '../../schemas/index.ts';
import type { CertificateFault, OwnScenario } from '../../server/index.ts';
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
  'files',
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

/**
 * A fault of the client's machine during a run, instead of one of the service:
 *
 * - `no-listener`: nothing listens at the base URL;
 * - `unwritable`: `{out_dir}` is below a regular file, so nobody can create it, not even root;
 * - `no-space`: no file can become larger than a few KiB, as on a full disk; it needs a client that is a
 *   process, and a shell with `ulimit`;
 * - `cut-state`, `garbled-state`, `emptied-state`: every small file of `{state_dir}` is damaged before it;
 * - `two-at-once`: the client is started twice at the same time; it needs a client that is a process.
 */
export type MachineFault =
  | 'no-listener'
  | 'unwritable'
  | 'no-space'
  | 'cut-state'
  | 'garbled-state'
  | 'emptied-state'
  | 'two-at-once';

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
  /** True if the output folder is emptied before the run, as a user who moves the exports away does. */
  readonly takesAway?: true;
  /** The additional environment of this run, for example `TZ`; it needs a client that is a process. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * The action of the kit while the client runs. `look`: it observes the client, also while the stream is
   * stalled at a `stall` step of the scenario. `kill`: it kills the client there. `kill-at-state`: it kills
   * the client as soon as it writes its state after the export has arrived. The client must be a process.
   */
  readonly midway?: 'look' | 'kill' | 'kill-at-state';
  /** The fault of the certificate of the service. A case with one has a run without one as well. */
  readonly certificate?: CertificateFault;
  /** The fault of the client's machine. A case with one has a run without one as well. */
  readonly machine?: MachineFault;
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
    readonly size?: 'tiny' | 'small' | 'medium' | 'huge';
    readonly seed?: string;
    readonly profile?: NetworkProfile;
    /** `running`: the clock runs while the client does, for cases in which something takes time. */
    readonly clock?: 'running';
    readonly rateLimit?: { readonly requests: number; readonly seconds: number };
  };
  /** The options that the client needs; without one of them the case is unsupported. */
  readonly needs?: readonly OptionName[];
  /** True if the case needs a client that reaches the service by its own address, over HTTPS. */
  readonly ownAddress?: true;
  /** True if the case needs a client that signs in. */
  readonly signsIn?: true;
  /** True if the exports are too large for memory; they are not compared row by row. */
  readonly large?: true;
  /**
   * True if all runs are also judged together, all actual exports against all expected ones. All runs export
   * the same selection of data.
   */
  readonly sequence?: true;
  readonly runs: readonly Run[];
  readonly checks: readonly CheckSpec[];
}

import type { FolderLimits } from '../sandbox/look.ts';

/** The operation that a run of a client performs. */
export type Operation =
  /** The network's export of a window that is given. */
  | 'network'
  /** The network's export from where the last run ended, which the client remembers in its state folder. */
  | 'resume'
  /** The export of one user. */
  | 'user';

export const operations = ['network', 'resume', 'user'] as const satisfies readonly Operation[];

/** The options of the API that a client may offer. A client without an option is not judged by its cases. */
export const optionNames = ['until', 'model', 'include', 'network', 'include_ens', 'exclude_files'] as const;
export type OptionName = (typeof optionNames)[number];

/** The ways to run a client that a `client.json` can choose. */
export const modes = ['process', 'json-lines', 'attached'] as const;

/** The way in which a client is run. */
export type Mode =
  | (typeof modes)[number]
  /** A function of this process. */
  | 'function';

/**
 * The description of a client, as in `client.json`. Every text of an argument vector may hold placeholders:
 * `{base_url}`, `{token}`, `{since}`, `{until}`, `{model}`, `{user_id}`, `{out_dir}`, `{state_dir}` and the
 * like.
 */
export interface ClientDescription {
  readonly name: string;
  /** Default `process`. */
  readonly mode?: Mode;
  /** The argument vector of the process that stays, in the mode `json-lines`; it holds no placeholders. */
  readonly serve?: readonly string[];
  /**
   * The argument vector of each operation that the client has; no shell takes part. `{options}` stands for
   * the options, which else come last. The vectors are empty in every other mode than `process`.
   */
  readonly commands: Readonly<Partial<Record<Operation, readonly string[]>>>;
  /**
   * Arguments for each option that the client has; those with a value that may come several times are given
   * once for each.
   */
  readonly options: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  /** The meaning of the exit codes; every other code means `failed`. */
  readonly exitCodes: {
    readonly complete: readonly number[];
    /** An export that holds less than was asked for, and says so. */
    readonly partial: readonly number[];
    /** The client cannot do what it was asked. */
    readonly unsupported: readonly number[];
  };
  /**
   * The form of the output in `{out_dir}`: the ZIP, the members of the ZIP as files, or rows in files of its
   * own.
   */
  readonly output: 'zip' | 'files' | 'rows';
  /** Environment besides the placeholders in capitals with `ENGAGE_` before them. */
  readonly env: Readonly<Record<string, string>>;
  /** The longest that one run may take, seconds; the kit looks no longer at what it left. */
  readonly timeLimitSeconds: number;
  /** The most that it may leave in its folders. */
  readonly limits: FolderLimits;
}

/** The outcomes of a run that a client can report. */
export const outcomes = ['complete', 'partial', 'failed', 'unsupported'] as const;
export type Outcome = (typeof outcomes)[number];

/** The values that a run is about, by the names of the placeholders; `model` and `network` hold several. */
export interface RunValues {
  readonly base_url: string;
  readonly token: string;
  readonly out_dir: string;
  readonly state_dir: string;
  readonly since?: string;
  readonly until?: string;
  readonly user_id?: string;
  readonly include?: string;
  readonly include_ens?: string;
  readonly exclude_files?: string;
  readonly model?: readonly string[];
  readonly network?: readonly string[];
}

/** For every name an empty argument vector: what is asked for by other ways than arguments. */
export function withoutArguments<T extends string>(
  names: readonly T[],
): Readonly<Partial<Record<T, readonly string[]>>> {
  return Object.fromEntries(names.map((name) => [name, [] as readonly string[]])) as Record<
    T,
    readonly string[]
  >;
}

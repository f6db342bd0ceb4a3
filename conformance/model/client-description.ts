import type { FolderLimits } from '../sandbox/look.ts';

/** The operation that a run of a client performs. */
export type Operation =
  /** The network export of a given window. */
  | 'network'
  /** The network export from the end of the last run, which the client remembers in its state folder. */
  | 'resume'
  /** The export of one user. */
  | 'user'
  /** An export of files by the Files Export API: an export request, its status, and its archives. */
  | 'files';

export const operations = ['network', 'resume', 'user', 'files'] as const satisfies readonly Operation[];

/** The options of the API that a client may have. Without an option, its cases are unsupported. */
export const optionNames = ['until', 'model', 'include', 'network', 'include_ens', 'exclude_files'] as const;
export type OptionName = (typeof optionNames)[number];

/** The ways to run a client that a `client.json` can choose. */
export const modes = ['process', 'json-lines', 'attached'] as const;

/** The way in which a client is run. */
export type Mode =
  | (typeof modes)[number]
  /** A function in this process. */
  | 'function';

/**
 * The forms in which a client can keep an export: the ZIP, the members of the ZIP as files, or rows in files
 * with their own format.
 */
export const outputForms = ['zip', 'files', 'rows'] as const;
export type OutputForm = (typeof outputForms)[number];

/**
 * The ways in which a client can reach the service: by the base URL that the kit gives it, or by the address
 * of the real service in its source, through a proxy or because the names of the service lead to the mock.
 */
export const addresses = ['base-url', 'proxy', 'hosts'] as const;
export type Address = (typeof addresses)[number];

/** The base URL of the real service, for clients that reach the mock by it. */
export const SERVICE_URL = 'https://www.yammer.com';

/** The forms of a client, in the order of its description. */
export function formsOf({ output }: Pick<ClientDescription, 'output'>): readonly OutputForm[] {
  return [output].flat();
}

/**
 * The description of a client, as in `client.json`. Every text of an argument vector may hold placeholders:
 * `{base_url}`, `{token}`, `{since}`, `{until}`, `{model}`, `{user_id}`, `{out_dir}`, `{state_dir}` and the
 * like.
 */
export interface ClientDescription {
  readonly name: string;
  /** Default `process`. */
  readonly mode?: Mode;
  /** The argument vector of the long-running process in the mode `json-lines`; it has no placeholders. */
  readonly serve?: readonly string[];
  /**
   * The argument vector of each operation that the client has, run without a shell. `{options}` is replaced
   * by the options, which otherwise come last. The vectors are empty in every mode except `process`.
   */
  readonly commands: Readonly<Partial<Record<Operation, readonly string[]>>>;
  /**
   * The arguments for each option that the client has. An option with several values is repeated for each
   * value.
   */
  readonly options: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  /** The meaning of the exit codes; every other code means `failed`. */
  readonly exitCodes: {
    readonly complete: readonly number[];
    /** The export holds less than was requested, and the client reports it. */
    readonly partial: readonly number[];
    /** The client cannot perform the request. */
    readonly unsupported: readonly number[];
  };
  /** The form of the output in `{out_dir}`, or several: each of them holds the whole export. */
  readonly output: OutputForm | readonly OutputForm[];
  /** Globs of the files in `{out_dir}` that are an export. @default all */
  readonly exports?: readonly string[];
  /** Globs of the files in `{out_dir}` that are no part of an export, such as `status.json`. */
  readonly ignore?: readonly string[];
  /**
   * The argument vector of a command that writes the rows of the client's database to `{out_dir}`. It is run
   * after every run, with the same placeholders and environment.
   */
  readonly dump?: readonly string[];
  /** Texts in stdout or stderr that mean `partial` where the exit code means `complete`. */
  readonly partialTexts?: readonly string[];
  /**
   * Globs of files below `HOME` and `{state_dir}` in which the client keeps the token on purpose: the token
   * in them is no leak.
   */
  readonly tokenFiles?: readonly string[];
  /** The names of variables of the kit's environment that the client gets, besides the usual ones. */
  readonly passEnv?: readonly string[];
  /**
   * The clock that the client takes the time from: that of the service, which the kit sets, or that of the
   * machine.
   * @default service
   */
  readonly clock?: 'service' | 'machine';
  /**
   * The way in which the client reaches the service.
   * @default base-url
   */
  readonly address?: Address;
  /** Additional environment. The placeholders are also set, in capitals with the prefix `ENGAGE_`. */
  readonly env: Readonly<Record<string, string>>;
  /** The time limit of one run, seconds; it also limits the time for reading the output. */
  readonly timeLimitSeconds: number;
  /** The limits of the content of its folders. */
  readonly limits: FolderLimits;
  /** The file that describes it; undefined for a client without one. */
  readonly source?: DescriptionSource;
}

/** A `client.json`, with the lines of its commands from 1. */
export interface DescriptionSource {
  /** The path as it was given. */
  readonly file: string;
  readonly lines: Readonly<Partial<Record<Operation | 'serve', number>>>;
}

/** The outcomes of a run that a client can report. */
export const outcomes = ['complete', 'partial', 'failed', 'unsupported'] as const;
export type Outcome = (typeof outcomes)[number];

/** The values of a run, by the names of the placeholders; `model` and `network` may have several. */
export interface RunValues {
  readonly base_url: string;
  readonly token: string;
  readonly out_dir: string;
  readonly state_dir: string;
  /** The clock of the service at the start of the run, ISO 8601. */
  readonly now: string;
  readonly since?: string;
  readonly until?: string;
  readonly user_id?: string;
  readonly include?: string;
  readonly include_ens?: string;
  readonly exclude_files?: string;
  readonly model?: readonly string[];
  readonly network?: readonly string[];
}

/** An empty argument vector for each name, for clients that are not run through arguments. */
export function withoutArguments<T extends string>(
  names: readonly T[],
): Readonly<Partial<Record<T, readonly string[]>>> {
  return Object.fromEntries(names.map((name) => [name, [] as readonly string[]])) as Record<
    T,
    readonly string[]
  >;
}

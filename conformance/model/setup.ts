import type { Level } from './check.ts';
import type {
  Address,
  DescriptionSource,
  Mode,
  Operation,
  OptionName,
  OutputForm,
} from './client-description.ts';

/** The client as the kit ran it. It holds no value of its environment, and secrets are replaced. */
export interface ClientSetup {
  readonly mode: Mode;
  /** The argument vectors, with their placeholders; `serve` is the process of the mode `json-lines`. */
  readonly commands: Readonly<Partial<Record<Operation | 'serve', readonly string[]>>>;
  readonly operations: readonly Operation[];
  readonly options: readonly OptionName[];
  readonly output: readonly OutputForm[];
  readonly clock: 'service' | 'machine';
  /** The way in which it reaches the service; left out for a base URL. */
  readonly address?: Exclude<Address, 'base-url'>;
  /** The names of the variables that the client gets besides the usual ones. */
  readonly variables: readonly string[];
  readonly timeLimitSeconds: number;
  /** The words of `engage-export test` that select the client; none for a client of the library. */
  readonly words: readonly string[];
  /** The `client.json` with the lines of its commands; left out for a client without one. */
  readonly source?: DescriptionSource;
}

/** A machine on which the kit ran. */
export interface Machine {
  /** The version of Node, such as `v20.19.0`. */
  readonly node: string;
  /** The platform, such as `linux`, the release of the system, and the architecture. */
  readonly platform: string;
  readonly release: string;
  readonly arch: string;
}

/** The selection of a run, as it was given, beside the size of the catalogue. */
export interface SelectionResult {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly levels?: readonly Level[];
  /** The number of all cases and checks of the kit, whether selected or not. */
  readonly catalogue: { readonly cases: number; readonly checks: number };
}

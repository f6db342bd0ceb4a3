import {
  type ClientDescription,
  type Operation,
  type OptionName,
  operations,
  optionNames,
  withoutArguments,
} from '../model/client-description.ts';
import { defaultFolderLimits, type FolderLimits } from '../sandbox/look.ts';
import type { ClientFunction } from './runner/function-runner.ts';

/** A client that is a function of this process, for test frameworks. */
export interface FunctionClient {
  readonly name: string;
  readonly run: ClientFunction;
  /** The operations of the client. Default: all. */
  readonly operations?: readonly Operation[];
  /** The options that it has; all when left out. */
  readonly options?: readonly OptionName[];
  /** Default `zip`. */
  readonly output?: ClientDescription['output'];
  /** Default 60. */
  readonly timeLimitSeconds?: number;
  /** The most that it may leave in its folders. Default 100,000 files, 8 GiB, 64 folders deep. */
  readonly limits?: Partial<FolderLimits>;
}

/** The description of a client that is a function: its commands and options are present and empty. */
export function describeFunction(client: FunctionClient): ClientDescription {
  const { name, output = 'zip', timeLimitSeconds = 60, limits } = client;
  return {
    name,
    mode: 'function',
    commands: withoutArguments(client.operations ?? operations),
    options: withoutArguments(client.options ?? optionNames),
    exitCodes: { complete: [], partial: [], unsupported: [] },
    output,
    env: {},
    timeLimitSeconds,
    limits: { ...defaultFolderLimits, ...limits },
  };
}

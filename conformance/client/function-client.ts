import {
  type ClientDescription,
  type Operation,
  type OptionName,
  optionNames,
  withoutArguments,
} from '../model/client-description.ts';
import { defaultFolderLimits, type FolderLimits } from '../sandbox/look.ts';
import { clientDefaults } from './defaults.ts';
import type { ClientFunction } from './runner/function-runner.ts';

/** A client that is a function of this process, for test frameworks. */
export interface FunctionClient {
  readonly name: string;
  readonly run: ClientFunction;
  /** The operations of the client. @default `network`, `resume` and `user` */
  readonly operations?: readonly Operation[];
  /** The options that it has; all when left out. */
  readonly options?: readonly OptionName[];
  /** @default zip */
  readonly output?: ClientDescription['output'];
  /**
   * The way in which the client reaches the service. With `proxy`, the environment of its call has the
   * variables of the proxy and of the certificates.
   * @default base-url
   */
  readonly address?: 'base-url' | 'proxy';
  /** The clock that the client takes the time from. @default service */
  readonly clock?: ClientDescription['clock'];
  /**
   * The time limit of one run, seconds.
   * @default 60
   */
  readonly timeLimitSeconds?: number;
  /** The most that it may leave in its folders. @default `defaultFolderLimits` */
  readonly limits?: Partial<FolderLimits>;
}

/** The operations of the Data Export API. A function that knows no others need not name them. */
const USUAL: readonly Operation[] = ['network', 'resume', 'user'];

/** The description of a client that is a function: its commands and options are present and empty. */
export function describeFunction(client: FunctionClient): ClientDescription {
  const { name, output = clientDefaults.output, limits } = client;
  const { timeLimitSeconds = clientDefaults.timeLimitSeconds.function } = client;
  return {
    name,
    mode: 'function',
    commands: withoutArguments(client.operations ?? USUAL),
    options: withoutArguments(client.options ?? optionNames),
    exitCodes: { complete: [], partial: [], unsupported: [] },
    output,
    ...(client.address === undefined ? {} : { address: client.address }),
    ...(client.clock === undefined ? {} : { clock: client.clock }),
    env: {},
    timeLimitSeconds,
    limits: { ...defaultFolderLimits, ...limits },
  };
}

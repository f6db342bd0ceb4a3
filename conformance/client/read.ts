import { existsSync } from 'node:fs';
import { placedLines, pointer, readPlacedJson } from '../../schemas/index.ts';
import { redactArguments } from '../../server/index.ts';
import {
  type ClientDescription,
  type Operation,
  type OptionName,
  operations,
  optionNames,
  withoutArguments,
} from '../model/client-description.ts';
import { defaultFolderLimits } from '../sandbox/look.ts';
import { firstFewLines } from '../util/first-few.ts';
import { clientDefaults } from './defaults.ts';
import { mistakesIn, modeOf, placeholderMistakes } from './mistakes.ts';

/**
 * A client description that is not valid. The message has a line for each mistake: where, what was expected,
 * what came.
 */
export class ClientDescriptionError extends Error {
  override readonly name = 'ClientDescriptionError';
}

/**
 * Reads the value of a `client.json` and fills in the defaults.
 *
 * @throws ClientDescriptionError when it is not valid.
 */
export function readClient(value: unknown): ClientDescription {
  const mistakes = mistakesIn(value);
  if (mistakes.length > 0)
    throw new ClientDescriptionError(
      firstFewLines(
        mistakes.map(({ path, text }) => `${path === '' ? '' : `${path}: `}${text}`),
        MOST_LISTED,
      ),
    );
  return descriptionOf(value);
}

/**
 * Reads the text of a `client.json`: JSON, with comments or without. `file` is its name in messages.
 *
 * @throws ClientDescriptionError when it is not valid: a line for each mistake, with file, line and column.
 */
export async function parseClient(text: string, file: string): Promise<ClientDescription> {
  const json = await readPlacedJson(text).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
    throw new ClientDescriptionError(
      `${file}: expected a client description, got brackets that are nested too deep.`,
    );
  });
  const mistakes =
    json.mistakes.length > 0 ? json.mistakes : mistakesIn(json.value).map((mistake) => json.place(mistake));
  if (mistakes.length > 0)
    throw new ClientDescriptionError(firstFewLines(placedLines(mistakes, file), MOST_LISTED));
  const description = descriptionOf(json.value);
  const lineOf = (path: string) => json.place({ path, text: '' }).line;
  const lines = {
    ...Object.fromEntries(
      Object.entries(description.commands)
        .filter(([, argv]) => argv.length > 0)
        .map(([name]) => [name, lineOf(pointer(pointer('', 'commands'), name))]),
    ),
    ...(description.serve === undefined || description.serve.length === 0
      ? {}
      : { serve: lineOf(pointer('', 'serve')) }),
  };
  return { ...description, source: { file, lines } };
}

/** A message lists this many mistakes: a file of another kind has very many. */
const MOST_LISTED = 6;

/** The description that a valid value stands for, with the defaults filled in. */
function descriptionOf(value: unknown): ClientDescription {
  return modeOf(value) === 'process' ? completed(value as Given) : spokenTo(value as Spoken);
}

/**
 * The description of a client of which only a command is known: the network export, in a process of its own.
 * Throws a `ClientDescriptionError` for a placeholder that does not exist.
 */
export function clientOfCommand(argv: readonly string[]): ClientDescription {
  expectWords(argv);
  const [mistake] = placeholderMistakes({ commands: { network: argv } });
  if (mistake !== undefined) throw new ClientDescriptionError(mistake.text);
  return completed({ name: redactArguments(argv).join(' '), commands: { network: argv } });
}

/**
 * Rejects a command line in one text, such as `"node client.js"`: no shell takes it apart.
 * @throws {ClientDescriptionError}
 */
export function expectWords([program = '', ...rest]: readonly string[]): void {
  if (rest.length === 0 && /\s/.test(program.trim()) && !existsSync(program))
    throw new ClientDescriptionError(
      `expected the program and its arguments as separate words, got '${program}'. Remove the quotes.`,
    );
}

/**
 * The description of a client of which nothing is known but that it cannot be started by a command: whoever
 * runs it says what it cannot do.
 */
export function attachedClient(name: string): ClientDescription {
  return spokenTo({ name, mode: 'attached', operations, options: optionNames });
}

type Common = Pick<ClientDescription, 'name'> &
  Partial<
    Pick<
      ClientDescription,
      | 'output'
      | 'exports'
      | 'ignore'
      | 'clock'
      | 'address'
      | 'partialTexts'
      | 'env'
      | 'passEnv'
      | 'tokenFiles'
      | 'timeLimitSeconds'
    >
  > & {
    readonly limits?: Partial<ClientDescription['limits']>;
  };

type Given = Common &
  Pick<ClientDescription, 'commands' | 'dump'> & {
    readonly options?: ClientDescription['options'];
    readonly exitCodes?: Partial<ClientDescription['exitCodes']>;
  };

type Spoken = Common & {
  readonly mode: 'json-lines' | 'attached';
  readonly serve?: readonly string[];
  readonly operations: readonly Operation[];
  readonly options?: readonly OptionName[];
};

function completed({ commands, options = {}, exitCodes = {}, dump, ...rest }: Given): ClientDescription {
  return {
    ...commonOf(rest, 'process'),
    commands,
    options,
    exitCodes: { ...clientDefaults.exitCodes, ...exitCodes },
    partialTexts: rest.partialTexts ?? [],
    ...(dump === undefined ? {} : { dump }),
  };
}

function spokenTo({ mode, serve = [], operations, options = [], ...rest }: Spoken): ClientDescription {
  return {
    ...commonOf(rest, mode),
    serve,
    commands: withoutArguments(operations),
    options: withoutArguments(options),
    exitCodes: { complete: [], partial: [], unsupported: [] },
  };
}

/** The properties that a client of any mode has, with the defaults filled in. */
function commonOf(given: Common, mode: keyof typeof clientDefaults.timeLimitSeconds) {
  const { name, output = clientDefaults.output, exports = ['**'], ignore = [], clock = 'service' } = given;
  const { address = 'base-url' } = given;
  const { env = {}, passEnv = [], tokenFiles = [] } = given;
  const { timeLimitSeconds = clientDefaults.timeLimitSeconds[mode], limits } = given;
  return {
    name,
    mode,
    output,
    exports,
    ignore,
    clock,
    address,
    env,
    passEnv,
    tokenFiles,
    timeLimitSeconds,
    limits: { ...defaultFolderLimits, ...limits },
  };
}

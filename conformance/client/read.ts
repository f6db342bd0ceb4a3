import { existsSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  ajvOptions,
  type Mistake,
  placedLines,
  pointer,
  readPlacedJson,
  schemaMistakes,
  shown,
} from '../../schemas/index.ts';
import { nearest } from '../../schemas/text.ts';
import { redactArguments } from '../../server/index.ts';
import {
  type ClientDescription,
  modes,
  type Operation,
  type OptionName,
  operations,
  optionNames,
  withoutArguments,
} from '../model/client-description.ts';
import { defaultFolderLimits } from '../sandbox/look.ts';
import { firstFewLines } from '../util/first-few.ts';
import { placeholders } from './command.ts';
import { clientDefaults } from './defaults.ts';
import { modeSchemas } from './schema.ts';

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
  return descriptionOf(json.value);
}

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

/** A message lists this many mistakes: a file of another kind has very many. */
const MOST_LISTED = 6;

function mistakesIn(value: unknown): readonly Mistake[] {
  const mode = modeOf(value);
  if (mode === undefined) {
    const given = (value as { readonly mode?: unknown }).mode;
    const near = typeof given === 'string' ? nearest(given, modes) : undefined;
    const advice = near === undefined ? '' : ` Did you mean "${near}"?`;
    return [{ path: '/mode', text: `expected one of ${modes.join(', ')}, got ${shown(given)}.${advice}` }];
  }
  const schema = modeSchemas[mode];
  const mistakes = schemaMistakes(new Ajv2020(ajvOptions).compile(schema), value, schema);
  if (mistakes.length > 0) return mistakes.map((mistake) => otherMode(mistake, mode));
  return mode === 'process' ? placeholderMistakes(value as Given) : serveMistakes(value as Spoken);
}

/** A property that another mode has is reported as that. */
function otherMode(mistake: Mistake, mode: Mode): Mistake {
  const name = mistake.path.slice(1);
  const has = (one: Mode): boolean => Object.hasOwn(modeSchemas[one].properties ?? {}, name);
  const other = has(mode) ? undefined : modes.find(has);
  if (other === undefined) return mistake;
  const text = `expected a property of the mode ${mode}, got ${shown(name)}, which belongs to the mode ${other}.`;
  return { path: mistake.path, text };
}

type Common = Pick<ClientDescription, 'name'> &
  Partial<
    Pick<
      ClientDescription,
      'output' | 'ignore' | 'clock' | 'partialTexts' | 'env' | 'passEnv' | 'timeLimitSeconds'
    >
  > & {
    readonly limits?: Partial<ClientDescription['limits']>;
  };

type Given = Common &
  Pick<ClientDescription, 'commands'> & {
    readonly options?: ClientDescription['options'];
    readonly exitCodes?: Partial<ClientDescription['exitCodes']>;
  };

type Spoken = Common & {
  readonly mode: 'json-lines' | 'attached';
  readonly serve?: readonly string[];
  readonly operations: readonly Operation[];
  readonly options?: readonly OptionName[];
};

type Mode = (typeof modes)[number];

/**
 * The mode that a description names, `process` when it names none; undefined for a mode that does not exist.
 */
function modeOf(value: unknown): Mode | undefined {
  const given: unknown =
    typeof value === 'object' && value !== null && 'mode' in value ? value.mode : 'process';
  return modes.find((one) => one === given);
}

function completed({ name, commands, options = {}, exitCodes = {}, ...rest }: Given): ClientDescription {
  const { output = clientDefaults.output, ignore = [], clock = 'service', env = {}, passEnv = [] } = rest;
  const { timeLimitSeconds = clientDefaults.timeLimitSeconds.process } = rest;
  return {
    name,
    mode: 'process',
    commands,
    options,
    exitCodes: { ...clientDefaults.exitCodes, ...exitCodes },
    partialTexts: rest.partialTexts ?? [],
    output,
    ignore,
    clock,
    env,
    passEnv,
    timeLimitSeconds,
    limits: { ...defaultFolderLimits, ...rest.limits },
  };
}

function spokenTo({ name, mode, serve = [], ...rest }: Spoken): ClientDescription {
  const { output = clientDefaults.output, ignore = [], clock = 'service', env = {}, passEnv = [] } = rest;
  const { timeLimitSeconds = clientDefaults.timeLimitSeconds[mode] } = rest;
  return {
    name,
    mode,
    serve,
    commands: withoutArguments(rest.operations),
    options: withoutArguments(rest.options ?? []),
    exitCodes: { complete: [], partial: [], unsupported: [] },
    output,
    ignore,
    clock,
    env,
    passEnv,
    timeLimitSeconds,
    limits: { ...defaultFolderLimits, ...rest.limits },
  };
}

function placeholderMistakes({
  commands,
  options = {},
}: Pick<Given, 'commands' | 'options'>): readonly Mistake[] {
  const inside = (
    part: string,
    lists: Readonly<Record<string, readonly string[] | undefined>>,
    isCommand: boolean,
  ) =>
    Object.entries(lists).flatMap(([name, texts = []]) =>
      texts.flatMap((text, index) =>
        unknownPlaceholders(text, isCommand).map((said) => ({
          path: pointer('', part, name, index),
          text: said,
        })),
      ),
    );
  return [...inside('commands', commands, true), ...inside('options', options, false)];
}

function unknownPlaceholders(text: string, isCommand: boolean): readonly string[] {
  return [...text.matchAll(/\{([a-z_]+)\}/g)].flatMap(([, name = '']) =>
    placeholders.has(name) || (isCommand && text === '{options}')
      ? []
      : [`expected a placeholder that exists, got {${name}}: ${adviceFor(name)}`],
  );
}

function adviceFor(name: string): string {
  if (name === 'options') return 'it is an argument of its own, in commands.';
  const near = nearest(name, [...placeholders]);
  return near === undefined ? `use one of ${[...placeholders].join(', ')}.` : `did you mean {${near}}?`;
}

function serveMistakes({ serve = [] }: Spoken): readonly Mistake[] {
  return serve.flatMap((argument, index) => {
    const [placeholder] = argument.match(/\{[a-z_]+\}/) ?? [];
    if (placeholder === undefined) return [];
    const text = `expected no placeholder, got ${placeholder}: the process is started once, and the values come with each request.`;
    return [{ path: pointer('', 'serve', index), text }];
  });
}

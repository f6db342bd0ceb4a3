import {
  judgeBy,
  type Mistake,
  type PlacedJson,
  type PlacedMistake,
  placedLines,
  pointer,
  readPlacedJson,
  shown,
} from '../../schemas/index.ts';
import { printable } from '../../schemas/text.ts';
import { type ControlOption, controlAccess } from '../http/control-access.ts';
import { mistakesInMeaning, type OwnScenario, scenarioByName } from '../scenarios/index.ts';
import type { CheckedOptions } from '../sessions/index.ts';
import { readOptions } from '../sessions/read-options.ts';
import { once } from '../util/once.ts';
import { readTextFile } from '../util/text-file.ts';
import { configForm } from './schema.ts';
import { sessionOptionsOf } from './session.ts';
import type { WrittenSession } from './session-schema.ts';

/** The contents of a configuration file. */
export interface Config {
  /** Scenarios that can be selected by name. */
  readonly scenarios: readonly OwnScenario[];
  /** The defaults of sessions. Options that the file does not set are absent. */
  readonly session: CheckedOptions;
  /**
   * The clients that may control the server besides this machine; `undefined` when the file does not set it.
   */
  readonly control?: ControlOption | undefined;
  /** The maximum number of threads for large exports; `undefined` when the file does not set it. */
  readonly workers?: number | undefined;
}

/**
 * A configuration file cannot be read or is invalid. The message has a line for each mistake: file, line,
 * column, what was expected and what came.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The JSON of a file that matches the schema. */
interface Written {
  readonly control?: boolean | readonly string[];
  readonly workers?: number;
  readonly scenarios?: readonly OwnScenario[];
  readonly session?: WrittenSession;
}

const judge = once(() => judgeBy(configForm));

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EINVAL: 'it is not a file',
  EISDIR: 'it is a folder',
  EFBIG: 'it is too large',
};

/** Reads the text of a configuration file. Rejects with a `ConfigError` when that fails. */
export async function textOf(file: string): Promise<string> {
  try {
    return await readTextFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = unreadable[code] ?? `it cannot be read (${code})`;
    throw new ConfigError(`${printable(file)}: expected a configuration file, but ${reason}.`);
  }
}

/** Parses the text of a configuration file; `file` is its name in messages. Rejects with a `ConfigError`. */
export async function parseConfig(text: string, file: string): Promise<Config> {
  const json = await jsonOf(text, file);
  throwMistakes(json.mistakes, file);
  const inForm = (await judge())(json.value);
  throwMistakes(
    inForm.map((mistake) => json.place(mistake)),
    file,
  );
  const { scenarios = [], session = {}, control, workers } = json.value as Written;
  const mistakes: Mistake[] = [
    ...scenarioMistakes(scenarios),
    ...controlMistakes(control),
    ...(await workersMistakes(workers)),
  ];
  const inSession: Mistake[] = [];
  const options = await sessionOptionsOf(session, scenarios, inSession);
  mistakes.push(...inSession.map(({ path, text: said }) => ({ path: `/session${path}`, text: said })));
  throwMistakes(
    mistakes.map((mistake) => json.place(mistake)),
    file,
  );
  return {
    scenarios,
    session: options,
    ...(control !== undefined && { control }),
    ...(workers !== undefined && { workers }),
  };
}

async function jsonOf(text: string, file: string): Promise<PlacedJson> {
  try {
    return await readPlacedJson(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigError(`${printable(file)}: expected a configuration, got too deeply nested JSON.`);
  }
}

function controlMistakes(control: Written['control']): readonly Mistake[] {
  try {
    controlAccess(control);
    return [];
  } catch (error) {
    return [
      { path: '/control', text: error instanceof Error ? error.message.replace(/^control: /, '') : '' },
    ];
  }
}

async function workersMistakes(workers: Written['workers']): Promise<readonly Mistake[]> {
  const { mistakes } = await readOptions('server', { workers });
  return mistakes.map(({ text }) => ({ path: '/workers', text }));
}

function scenarioMistakes(scenarios: readonly OwnScenario[]): readonly Mistake[] {
  return scenarios.flatMap((scenario, index) => {
    const at = pointer('', 'scenarios', index);
    const { name } = scenario;
    const earlier = scenarios.slice(0, index).some((one) => one.name === name);
    const listed = scenarioByName(name) !== undefined;
    const text = `expected a name that is not in use, got ${shown(name)}${listed ? ', which is a name of the catalogue' : ' twice'}.`;
    const again = earlier || listed ? [{ path: `${at}/name`, text }] : [];
    const found = mistakesInMeaning(scenario).map(({ path, text }) => ({ path: at + path, text }));
    return [...again, ...found];
  });
}

function throwMistakes(mistakes: readonly PlacedMistake[], file: string): void {
  if (mistakes.length > 0) throw new ConfigError(placedLines(mistakes, file).join('\n'));
}

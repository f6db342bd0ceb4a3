import { type ControlOption, controlAccess } from '../http/control-access.ts';
import {
  judgeBy,
  type Mistake,
  mistakesInMeaning,
  type OwnScenario,
  pointer,
  scenarioByName,
  shown,
} from '../scenarios/index.ts';
import type { CheckedOptions } from '../sessions/index.ts';
import { once } from '../util/once.ts';
import { printable } from '../util/printable.ts';
import { readTextFile } from '../util/text-file.ts';
import { PlacedJson, type PlacedMistake } from './places.ts';
import { configForm } from './schema.ts';
import { sessionOptionsOf } from './session.ts';
import type { WrittenSession } from './session-schema.ts';

/** What a configuration file says. */
export interface Config {
  /** Scenarios that can be chosen by name. */
  readonly scenarios: readonly OwnScenario[];
  /** What sessions begin from; what the file leaves out is not here. */
  readonly session: CheckedOptions;
  /** Who may control the server besides this machine; undefined when the file does not say. */
  readonly control?: ControlOption | undefined;
}

/** A configuration file that cannot be read or says something that cannot be meant. The message has a line for each mistake: file, line, column, what was expected and what came. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What is written, when it has the right form. */
interface Written {
  readonly control?: boolean | readonly string[];
  readonly scenarios?: readonly OwnScenario[];
  readonly session?: WrittenSession;
}

const judge = once(() => judgeBy(configForm));

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EINVAL: 'it is no file',
  EISDIR: 'it is a folder',
  EFBIG: 'it is too long',
};

/** The text of a configuration file. Rejects with a `ConfigError` when it cannot be read. */
export async function textOf(file: string): Promise<string> {
  try {
    return await readTextFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = unreadable[code] ?? `it cannot be read (${code})`;
    throw new ConfigError(`${printable(file)}: expected a configuration file, but ${reason}.`);
  }
}

/** Understands the text of a configuration file; `file` is its name in messages. Rejects with a `ConfigError`. */
export async function parseConfig(text: string, file: string): Promise<Config> {
  const json = jsonOf(text, file);
  refuse(json.mistakes, file);
  const inForm = (await judge())(json.value);
  refuse(
    inForm.map((mistake) => json.place(mistake)),
    file,
  );
  const { scenarios = [], session = {}, control } = json.value as Written;
  const mistakes: Mistake[] = [...scenarioMistakes(scenarios), ...controlMistakes(control)];
  const inSession: Mistake[] = [];
  const options = await sessionOptionsOf(session, scenarios, inSession);
  mistakes.push(...inSession.map(({ path, text: said }) => ({ path: `/session${path}`, text: said })));
  refuse(
    mistakes.map((mistake) => json.place(mistake)),
    file,
  );
  return { scenarios, session: options, ...(control !== undefined && { control }) };
}

function jsonOf(text: string, file: string): PlacedJson {
  try {
    return new PlacedJson(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigError(`${printable(file)}: expected a configuration, got brackets too deep to be read.`);
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

function scenarioMistakes(scenarios: readonly OwnScenario[]): readonly Mistake[] {
  return scenarios.flatMap((scenario, index) => {
    const at = pointer('', 'scenarios', index);
    const { name } = scenario;
    const earlier = scenarios.slice(0, index).some((one) => one.name === name);
    const listed = scenarioByName(name) !== undefined;
    const text = `expected a name of its own, got ${shown(name)}${listed ? ', which the catalogue has' : ' again'}.`;
    const again = earlier || listed ? [{ path: `${at}/name`, text }] : [];
    const found = mistakesInMeaning(scenario).map(({ path, text }) => ({ path: at + path, text }));
    return [...again, ...found];
  });
}

function refuse(mistakes: readonly PlacedMistake[], file: string): void {
  if (mistakes.length === 0) return;
  const lines = mistakes.map(({ line, column, path, text }) => {
    const where = path === '' ? '' : `${printable(path, 200)}: `;
    return `${printable(file)}:${line}:${column}: ${where}${text}`;
  });
  throw new ConfigError(lines.join('\n'));
}

import type { WorldInput } from '../../generators/index.ts';
import { isRecord } from '../util/is-record.ts';
import { machineNow } from '../util/timers.ts';
import type { CheckedExportOptions, CheckedOptions, ProcessOption } from './context-options.ts';
import { didYouMean, expected, readers } from './option-readers.ts';
import type { ServerOptions } from './server-options.ts';
import { SessionOptionsError } from './session-options-error.ts';

/** An invalid option. */
export interface OptionMistake {
  /** The name of the option in the library; `''` for the options as a whole. */
  readonly name: string;
  /** The part of the option, as `requests`. */
  readonly part?: string;
  /** The error text: what was expected, what came and what to do. */
  readonly text: string;
}

export { SessionOptionsError };

type OptionName = keyof typeof readers;

/** The options that all exports of a process share. */
const OF_PROCESSES = ['workers', 'onError'] as const satisfies readonly ProcessOption[];

/** The options that only a server takes, and those that an export does not take. */
const OF_SERVERS = [
  'port',
  'host',
  'control',
  'authority',
  'ownScenarios',
  'onAccess',
  'onExchange',
  'checkExport',
  ...OF_PROCESSES,
] as const;
const OF_SESSIONS = ['scenario', 'rateLimit', 'timeScale'] as const;

const serverNames = Object.keys(readers) as OptionName[];
const sessionNames = without(serverNames, OF_SERVERS);

/** The names of the options that each target takes. */
const names = {
  server: serverNames,
  session: sessionNames,
  export: [...without(sessionNames, OF_SESSIONS), ...OF_PROCESSES],
} as const satisfies Readonly<Record<string, readonly OptionName[]>>;

/** The target of the options. */
export type OptionsOf = keyof typeof names;

/** The options of a server in normal form, all valid. */
export type CheckedServerOptions = CheckedOptions & Omit<ServerOptions, keyof CheckedOptions>;

interface CheckedBy {
  readonly server: CheckedServerOptions;
  readonly session: CheckedOptions;
  readonly export: CheckedExportOptions;
}

/** The options whose bounds depend on one another. */
const TOGETHER = ['messagesPerDay', 'start', 'ids', 'now'] as const satisfies readonly OptionName[];

function without(all: readonly OptionName[], some: readonly OptionName[]): OptionName[] {
  return all.filter((name) => !some.includes(name));
}

/**
 * Reads options. An option that is `undefined` counts as absent. Returns the valid ones in normal form, and a
 * mistake for each invalid one.
 */
export async function readOptions<O extends OptionsOf>(
  of: O,
  given: unknown,
): Promise<{ readonly options: CheckedBy[O]; readonly mistakes: readonly OptionMistake[] }> {
  const mistakes: OptionMistake[] = [];
  const options: Record<string, unknown> = {};
  if (!isRecord(given)) mistakes.push({ name: '', ...expected('an object with options', given) });
  for (const [name, value] of isRecord(given) ? Object.entries(given) : []) {
    if (value === undefined) continue;
    const known: readonly string[] = names[of];
    const reading = known.includes(name)
      ? await readers[name as OptionName](value)
      : await unknownName(name, known);
    if ('text' in reading) mistakes.push({ name, ...reading });
    else options[name] = reading.value;
  }
  if (mistakes.length === 0 && TOGETHER.some((name) => Object.hasOwn(options, name)))
    mistakes.push(...(await worldMistakes(options)));
  return { options: options as CheckedBy[O], mistakes };
}

/**
 * Reads options.
 *
 * @throws {SessionOptionsError} (as a rejection) when an option is invalid.
 */
export async function checkedOptions<O extends OptionsOf>(of: O, given: unknown): Promise<CheckedBy[O]> {
  const { options, mistakes } = await readOptions(of, given);
  if (mistakes.length === 0) return options;
  const lines = mistakes.map(({ name, part, text }) => {
    const spelled = [name, part].filter(Boolean).join('.');
    return spelled === '' ? text : `${spelled}: ${text}`;
  });
  throw new SessionOptionsError(lines.join('\n'));
}

async function unknownName(name: string, known: readonly string[]): Promise<{ readonly text: string }> {
  const near = await didYouMean(name, known);
  const all = near === '' ? ` The options are ${known.join(', ')}.` : '';
  return { text: `expected the name of an option, got ${JSON.stringify(name.slice(0, 80))}.${near}${all}` };
}

const BEGUN = 'a date after the start of the network, which is in 2001 at the earliest';

async function worldMistakes(options: Readonly<Record<string, unknown>>): Promise<readonly OptionMistake[]> {
  const { worldOptions } = await import('../../generators/index.ts');
  try {
    worldOptions(options as WorldInput, typeof options.now === 'number' ? options.now : machineNow());
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, name = '', text = message] = /^(\w+): (.*)$/s.exec(message) ?? [];
    // `start` was not given: it follows from the clock.
    if (name === 'start' && options.start === undefined && typeof options.now === 'number')
      return [{ name: 'now', ...expected(BEGUN, new Date(options.now)) }];
    return [{ name, text }];
  }
}

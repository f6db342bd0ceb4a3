import type { WorldInput } from '../../generators/index.ts';
import { isRecord } from '../util/came-as.ts';
import { machineNow } from '../util/timers.ts';
import type { CheckedExportOptions, CheckedOptions } from './context-options.ts';
import { didYouMean, expected, readers } from './option-readers.ts';
import type { ServerOptions } from './server-options.ts';
import { SessionOptionsError } from './session-options-error.ts';

/** Something that was said of an option and cannot be. */
export interface OptionMistake {
  /** The option as the library spells it; `''` for all together. */
  readonly name: string;
  /** The part of the option, as `requests`. */
  readonly part?: string;
  /** What was expected, what came and what to do. */
  readonly text: string;
}

export { SessionOptionsError };

type OptionName = keyof typeof readers;

/** Options that are the server's alone, or a session's: an export has no use for them. */
const OF_SERVERS = ['port', 'host', 'control', 'ownScenarios', 'onAccess', 'onExchange', 'onError'] as const;
const OF_SESSIONS = ['scenario', 'rateLimit', 'timeScale'] as const;

const serverNames = Object.keys(readers) as OptionName[];
const sessionNames = without(serverNames, OF_SERVERS);

/** The options that each takes to whom they are given. */
const names = {
  server: serverNames,
  session: sessionNames,
  export: [...without(sessionNames, OF_SESSIONS), 'onError'],
} as const satisfies Readonly<Record<string, readonly OptionName[]>>;

/** To whom options are given. */
export type OptionsOf = keyof typeof names;

/** The options of a server once they were read. */
export type CheckedServerOptions = CheckedOptions & Omit<ServerOptions, keyof CheckedOptions>;

interface CheckedBy {
  readonly server: CheckedServerOptions;
  readonly session: CheckedOptions;
  readonly export: CheckedExportOptions;
}

/** Options whose bounds hang on one another. */
const TOGETHER = ['messagesPerDay', 'start', 'ids', 'now'] as const satisfies readonly OptionName[];

function without(all: readonly OptionName[], some: readonly OptionName[]): OptionName[] {
  return all.filter((name) => !some.includes(name));
}

/**
 * Reads options that somebody has given: what is undefined counts as left out. Returns those that can be, in one form,
 * and what is wrong with the others.
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

/** The same for a program. Rejects with a `SessionOptionsError`. */
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
  const all = near === '' ? ` There are ${known.join(', ')}.` : '';
  return { text: `expected a name that is known, got ${JSON.stringify(name.slice(0, 80))}.${near}${all}` };
}

const BEGUN = 'a date at which the network has begun, which is 2001 at the earliest';

async function worldMistakes(options: Readonly<Record<string, unknown>>): Promise<readonly OptionMistake[]> {
  const { worldOptions } = await import('../../generators/index.ts');
  try {
    worldOptions(options as WorldInput, typeof options.now === 'number' ? options.now : machineNow());
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, name = '', text = message] = /^(\w+): (.*)$/s.exec(message) ?? [];
    // The beginning was not given: it follows from the clock.
    if (name === 'start' && options.start === undefined && typeof options.now === 'number')
      return [{ name: 'now', ...expected(BEGUN, new Date(options.now)) }];
    return [{ name, text }];
  }
}

import type { ClientDescription, Operation, OptionName, RunValues } from '../model/client-description.ts';
import { optionNames } from '../model/client-description.ts';
import { isOption } from '../model/feature.ts';

/** A call of a client, ready to be made. */
export interface Call {
  readonly argv: readonly string[];
  /** The values once more, `ENGAGE_SINCE` for `{since}`, and what the description adds. */
  readonly env: Readonly<Record<string, string>>;
}

/** The reason why the client cannot be called. */
export interface NoCall {
  /**
   * An operation or an option; a process of its own, that can be killed and given an environment; a shell
   * that can limit the size of files; an output folder that the client writes to itself; the address of the
   * service in its source; a request for a token; or something that a client with the clock of the machine
   * needs.
   */
  readonly lacks:
    | Operation
    | OptionName
    | 'a process of its own'
    | 'a shell with ulimit'
    | 'an output folder'
    | 'the address of the service'
    | 'signing in'
    | ClockNeed;
}

/**
 * The needs of a client with the clock of the machine: a clock that the kit sets together with that of the
 * service; libfaketime, which sets it; a program that libfaketime reaches; or windows of seconds.
 */
export type ClockNeed =
  | 'the clock of the service'
  | 'libfaketime'
  | 'a program that libfaketime reaches'
  | 'windows of seconds';

const PLACEHOLDER = /\{([a-z_]+)\}/g;
const OPTIONS = '{options}';

/** The call of a client for an operation with these values; what it lacks if it cannot be made. */
export function callOf(client: ClientDescription, operation: Operation, values: RunValues): Call | NoCall {
  const command = client.commands[operation];
  if (command === undefined) return { lacks: operation };
  const asked = optionNames.filter((name) => values[name] !== undefined && isOption(name, operation));
  const missing = asked.find((name) => client.options[name] === undefined);
  if (missing !== undefined) return { lacks: missing };
  const options = asked.flatMap((name) => spelled(client.options[name] ?? [], name, values));
  const place = command.indexOf(OPTIONS);
  const filled = (texts: readonly string[]) => filledArguments(texts, values);
  const argv =
    place === -1
      ? [...filled(command), ...options]
      : [...filled(command.slice(0, place)), ...options, ...filled(command.slice(place + 1))];
  return { argv, env: { ...client.env, ...environmentOf(values) } };
}

/** Arguments with their placeholders replaced. */
export function filledArguments(texts: readonly string[], values: RunValues): readonly string[] {
  return texts.map((text) => fill(text, values));
}

/** The arguments of one option, once for each of its values. */
function spelled(args: readonly string[], name: OptionName, values: RunValues): readonly string[] {
  const value = values[name];
  const each = typeof value === 'string' || value === undefined ? [value ?? ''] : value;
  return each.flatMap((one) => args.map((arg) => fill(arg, { ...values, [name]: one })));
}

/**
 * A text with its placeholders replaced: several values are joined by commas, a missing value becomes empty.
 */
function fill(text: string, values: object): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => {
    if (!placeholders.has(name)) return whole;
    const value = Reflect.get(values, name);
    return Array.isArray(value) ? value.join(',') : String(value ?? '');
  });
}

/** Every placeholder that an argument may hold. */
export const placeholders: ReadonlySet<string> = new Set([
  'base_url',
  'token',
  'out_dir',
  'state_dir',
  'now',
  'since',
  'user_id',
  ...optionNames,
]);

/** The variable of the environment that holds the value of a placeholder. */
export function variableOf(placeholder: string): string {
  return `ENGAGE_${placeholder.toUpperCase()}`;
}

function environmentOf(values: RunValues): Readonly<Record<string, string>> {
  const entries = Object.entries(values).map(([name, value]) => [
    variableOf(name),
    Array.isArray(value) ? value.join(',') : String(value),
  ]);
  return Object.fromEntries(entries);
}

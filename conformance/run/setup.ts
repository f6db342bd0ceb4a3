import { arch, platform, release } from 'node:os';
import { redactArguments } from '../../server/index.ts';
import { type ClientDescription, formsOf, operations, optionNames } from '../model/client-description.ts';
import type { ClientSetup, Machine } from '../model/setup.ts';

/** The machine of this process. */
export function thisMachine(): Machine {
  return { node: process.version, platform: platform(), release: release(), arch: arch() };
}

/**
 * The setup of a client for a report.
 *
 * @param words The words of `engage-export test` that select the client.
 */
export function setupOf(client: ClientDescription, words: readonly string[]): ClientSetup {
  const { mode = 'process', serve = [], commands, options, env, passEnv = [] } = client;
  const { address = 'base-url' } = client;
  const variables = [...Object.keys(env), ...passEnv];
  const safe = redactorOf(env);
  const argvs = serve.length > 0 ? { serve } : mode === 'process' ? commands : {};
  return {
    mode,
    commands: Object.fromEntries(Object.entries(argvs).map(([name, argv]) => [name, safe(argv)])),
    operations: operations.filter((name) => commands[name] !== undefined),
    options: optionNames.filter((name) => options[name] !== undefined),
    output: formsOf(client),
    clock: client.clock ?? 'service',
    ...(address === 'base-url' ? {} : { address }),
    variables: [...new Set(variables)].sort(),
    timeLimitSeconds: client.timeLimitSeconds,
    words: safe(words),
    ...(client.source === undefined ? {} : { source: client.source }),
  };
}

/** A shorter value of a variable is no secret, and may be a part of an ordinary word. */
const LEAST_OF_A_SECRET = 6;
const SECRET_NAME = /token|secret|passw|credential|api_?key/i;
const PLACEHOLDER = /^\{[a-z_]+\}$/;

/**
 * Replaces secrets in arguments: credentials that can be recognized, and the values of variables whose names
 * say that they are secret, of this process and of the client.
 */
function redactorOf(env: ClientDescription['env']): (words: readonly string[]) => readonly string[] {
  const secrets = Object.entries({ ...process.env, ...env })
    .flatMap(([name, value = '']) =>
      SECRET_NAME.test(name) && value.length >= LEAST_OF_A_SECRET && !PLACEHOLDER.test(value)
        ? [{ name, value }]
        : [],
    )
    .sort((a, b) => b.value.length - a.value.length);
  const hidden = (word: string): string =>
    secrets.reduce((text, { name, value }) => text.replaceAll(value, `$${name}`), word);
  return (words) => redactArguments(words.map(hidden));
}

import { fileURLToPath } from 'node:url';
import { callOf } from '../client/command.ts';
import type { FunctionClient } from '../client/function-client.ts';
import { type ClientDescription, type Outcome, operations } from '../model/client-description.ts';
import { type Mutant, runMutant } from '../mutants/mutant.ts';
import { describeReference } from '../reference-client/describe.ts';

/** Short waits: a mutant need not be spared, nor the service. */
const PATIENCE = ['--stall-limit', '2', '--retry-wait', '0.05'];
const SIGN_IN = [
  '--sign-in',
  'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  '--token-file',
  '{state_dir}/token.json',
];
const TIME_LIMIT_SECONDS = 60;

/** The program that a mutant is, in TypeScript where this is. */
const MUTANT_MAIN = fileURLToPath(new URL(`./mutant-main${import.meta.url.slice(-3)}`, import.meta.url));

/** A mutant as a process of its own for every run. */
export function processOf(mutant: Mutant): ClientDescription {
  const program = [process.execPath, ...process.execArgv, MUTANT_MAIN, mutant.name];
  return described(mutant, program);
}

/** A mutant as a function of this process. */
export function functionOf(mutant: Mutant): FunctionClient {
  const description = described(mutant, []);
  const { name, output, timeLimitSeconds, exitCodes } = description;
  return {
    name,
    ...(isProxied(mutant) ? { address: 'proxy' as const } : {}),
    output,
    timeLimitSeconds,
    operations,
    run: async ({ operation, values, env, signal, print }) => {
      const call = callOf(description, operation, values);
      if ('lacks' in call) throw new Error(`The reference client has every option, and not ${call.lacks}.`);
      const code = await runMutant(mutant, {
        args: call.argv,
        env: { ...env, ENGAGE_TOKEN: values.token },
        signal,
        print: (stream, line) => print(stream, `${line}\n`),
      });
      const said: readonly Outcome[] = ['complete', 'partial', 'unsupported'];
      return said.find((outcome) => Reflect.get(exitCodes, outcome).includes(code)) ?? 'failed';
    },
  };
}

function described(mutant: Mutant, program: readonly string[]): ClientDescription {
  const { name, output = 'zip', timeLimitSeconds = TIME_LIMIT_SECONDS } = mutant;
  const flags = mutant.signsIn ? [...PATIENCE, ...SIGN_IN] : PATIENCE;
  const address = isProxied(mutant) ? ('proxy' as const) : ('base-url' as const);
  return { ...describeReference(name, program, flags), output, timeLimitSeconds, address };
}

function isProxied({ proxied, signsIn }: Mutant): boolean {
  return proxied === true || signsIn === true;
}

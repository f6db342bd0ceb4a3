import type { ClientDescription } from '../clients/description.ts';
import { exitCodes } from './run.ts';

/** The longest time without a byte, seconds: short, since the kit's server is on the same machine. */
const STALL_LIMIT = '3';

/**
 * How the kit calls the reference client, or a mutant that is a program of the same flags. `program` is what starts it:
 * `['node', '/…/dist/conformance/reference/main.js']`. `client.json` is this for a checkout.
 */
export function describeReference(name: string, program: readonly string[]): ClientDescription {
  const common = ['--base-url', '{base_url}', '--out', '{out_dir}', '--stall-limit', STALL_LIMIT];
  return {
    name,
    commands: {
      network: [...program, ...common, '--since', '{since}'],
      resume: [...program, ...common, '--since', '{since}', '--state', '{state_dir}', '--resume'],
      user: [...program, ...common, '--user-id', '{user_id}'],
    },
    options: {
      until: ['--until', '{until}'],
      model: ['--model', '{model}'],
      include: ['--include', '{include}'],
      network: ['--network', '{network}'],
      include_ens: ['--include-ens={include_ens}'],
      exclude_files: ['--exclude-files={exclude_files}'],
    },
    exitCodes: {
      complete: [exitCodes.complete],
      partial: [exitCodes.partial],
      unsupported: [exitCodes.unsupported],
    },
    leaves: 'zip',
    env: {},
    timeLimitSeconds: 60,
  };
}

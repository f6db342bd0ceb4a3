import type { ClientDescription } from '../model/client-description.ts';
import { defaultFolderLimits } from '../sandbox/look.ts';
import { exitCodes } from './run.ts';

/**
 * Seconds without a byte, and before the first retry: short, since the kit's server is on the same machine.
 */
const PATIENCE: readonly string[] = ['--stall-limit', '3', '--retry-wait', '0.3'];
/** Seconds before a request for the status of an export request, and for all of them together. */
const POLLS = ['--poll-wait', '0.3', '--job-limit', '20'];

/**
 * The description of the reference client, or of a mutant that is a program with the same flags. `program`
 * starts it: `['node', '/…/dist/conformance/reference-client/main.js']`. `client.json` is this description
 * for a checkout.
 */
export function describeReference(
  name: string,
  program: readonly string[],
  patience = PATIENCE,
): ClientDescription {
  const common = ['--base-url', '{base_url}', '--out', '{out_dir}', ...patience];
  return {
    name,
    commands: {
      network: [...program, ...common, '--since', '{since}'],
      resume: [...program, ...common, '--since', '{since}', '--state', '{state_dir}', '--resume'],
      user: [...program, ...common, '--user-id', '{user_id}'],
      files: [...program, ...common, ...POLLS, '--files', '--since', '{since}', '--until', '{until}'],
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
    output: 'zip',
    env: {},
    timeLimitSeconds: 60,
    limits: defaultFolderLimits,
  };
}

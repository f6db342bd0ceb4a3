import { callOf } from '../../conformance/client/command.ts';
import type { FunctionClient } from '../../conformance/index.ts';
import { describeReference } from '../../conformance/reference-client/describe.ts';
import { runHere } from './reference-client/run.ts';

const PATIENCE = ['--stall-limit', '60', '--first-byte-limit', '60', '--retry-wait', '0.05'];
const description = describeReference('reference', [], PATIENCE);

/**
 * The reference client in this process. Its time limits are long, so that it sends no retry on a busy
 * machine.
 */
export const patientReference: FunctionClient = {
  name: 'reference',
  async run({ operation, values, print }) {
    const call = callOf(description, operation, values);
    if ('lacks' in call) throw new Error(`The reference client has every option, and not ${call.lacks}.`);
    const { code, stdout, stderr } = await runHere(call.argv, values.token);
    print('stdout', stdout);
    print('stderr', stderr);
    if (description.exitCodes.complete.includes(code)) return 'complete';
    return description.exitCodes.partial.includes(code) ? 'partial' : 'failed';
  },
};

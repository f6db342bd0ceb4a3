import { callOf } from '../../../conformance/client/command.ts';
import type { FunctionClient } from '../../../conformance/index.ts';
import type { Outcome } from '../../../conformance/model/client-description.ts';
import { describeReference } from '../../../conformance/reference-client/describe.ts';
import type { ReferenceParts } from '../../../conformance/reference-client/parts.ts';
import { runArguments } from '../../../conformance/reference-client/program.ts';
import { referenceParts } from '../../../conformance/reference-client/reference-parts.ts';

const outcomes: Readonly<Record<number, Outcome>> = { 0: 'complete', 3: 'partial', 127: 'unsupported' };

/** The reference client as a function, with some parts replaced. `flags` are added to every call. */
export function referenceWith(parts: Partial<ReferenceParts>, flags: readonly string[] = []): FunctionClient {
  const description = describeReference('reference', [], flags);
  return {
    name: 'reference',
    run: async ({ operation, values, signal, print }) => {
      const call = callOf(description, operation, values);
      if ('lacks' in call) throw new Error(`expected an option for ${call.lacks}, got none.`);
      const code = await runArguments(call.argv, {
        env: { ENGAGE_TOKEN: values.token },
        signal,
        print: (stream, line) => print(stream, `${line}\n`),
        parts: { ...referenceParts, ...parts },
      });
      return outcomes[code] ?? 'failed';
    },
  };
}

import type { ClientDescription, Operation, OutputForm } from '../../model/client-description.ts';
import type { RunObservation } from '../../model/observation.ts';

/** The observation of the run before the cases. */
export interface Trial {
  readonly client: ClientDescription;
  readonly operation: Operation;
  readonly seen: RunObservation;
  /** Every request that reached the server meanwhile, in order. */
  readonly exchanges: RunObservation['exchanges'];
  /** The files that appeared outside the output folder, each in words: `export.zip in the state folder`. */
  readonly elsewhere: readonly string[];
  /** The addresses of other servers that a client without a request names in its output or its source. */
  readonly addresses: readonly string[];
  /** The form of the export in the output folder, if it differs from the `output` of the description. */
  readonly otherForm: OutputForm | undefined;
  /** True if the actual export is the whole expected export, row by row. */
  readonly whole: boolean;
}

/** A fault that the trial run shows. */
export interface Finding {
  /** True if the client description is certainly wrong: every case would fail for the same reason. */
  readonly stops: boolean;
  readonly expected: string;
  readonly seen: string;
  /** The change to make, as a sentence. */
  readonly change: string;
}

/** The property of the client description that holds the arguments of the run. */
export function place({ client, operation }: Pick<Trial, 'client' | 'operation'>): string {
  return client.mode === 'json-lines' ? 'serve' : `commands.${operation}`;
}

/** The change that passes a value to the client. */
export function howToPass(trial: Trial, placeholder: string, what: string): string {
  const { client, operation } = trial;
  if (client.mode === 'attached') return `Use the ${what} that the kit printed.`;
  const name = placeholder.slice(1, -1);
  if (client.mode === 'json-lines') return `Read the ${what} from values.${name} of each request.`;
  const passed = client.commands[operation]?.some((text) => text.includes(placeholder)) ?? false;
  return passed
    ? `Check the argument with ${placeholder} in ${place(trial)}: the client must read its ${what} from it.`
    : `No argument in ${place(trial)} contains ${placeholder}: add it where the client expects the ${what}, or let the client read ENGAGE_${name.toUpperCase()}.`;
}

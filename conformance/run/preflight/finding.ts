import type { ClientDescription, Operation } from '../../model/client-description.ts';
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
  /** The form in which an export lies there, if it is not the one that the client is said to leave. */
  readonly otherForm: ClientDescription['output'] | undefined;
  /** Whether what is kept is the whole export, row by row. */
  readonly whole: boolean;
}

/** Something that is not as it should be. */
export interface Finding {
  /** The client cannot have been meant to be called like that: no case would show anything else. */
  readonly stops: boolean;
  readonly expected: string;
  readonly seen: string;
  /** The change to make, as a sentence. */
  readonly change: string;
}

/** The place where the arguments of the run are written. */
export function place({ client, operation }: Pick<Trial, 'client' | 'operation'>): string {
  return client.mode === 'json-lines' ? 'serve' : `commands.${operation}`;
}

/** The change that passes a value to the client. */
export function howToPass(trial: Trial, placeholder: string, what: string): string {
  const { client, operation } = trial;
  if (client.mode === 'attached') return `The kit has said which ${what} to use.`;
  const name = placeholder.slice(1, -1);
  if (client.mode === 'json-lines') return `The ${what} is values.${name} in each request.`;
  const passed = client.commands[operation]?.some((text) => text.includes(placeholder)) ?? false;
  return passed
    ? `Look at the argument of ${place(trial)} that holds ${placeholder}: is it what the client takes its ${what} from?`
    : `No argument of ${place(trial)} holds ${placeholder}: put it where the client takes its ${what} from, or have it read ENGAGE_${name.toUpperCase()}.`;
}

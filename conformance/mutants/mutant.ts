import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientDescription } from '../model/client-description.ts';
import type { ReferenceParts } from '../reference-client/parts.ts';
import { runArguments } from '../reference-client/program.ts';
import { referenceParts } from '../reference-client/reference-parts.ts';
import type { Surroundings } from '../reference-client/run.ts';

/**
 * The cases that a function cannot show: those of other time zones, and those in which the client is killed.
 */
export const NEED_A_PROCESS = [
  'request.*-in-another-zone',
  'request.*-in-kolkata',
  'request.*-in-chatham',
  'request.hour-*',
  'windows.killed-*',
] as const;

/** The call of a mutant. */
export interface MutantCall extends Omit<Surroundings, 'parts'> {
  /** The flags of the reference client. */
  readonly args: readonly string[];
}

/** Runs the reference client with the call of the mutant, or with another one. Resolves to the exit code. */
export type AsReference = (
  changed?: Partial<MutantCall> & { readonly parts?: Partial<ReferenceParts> },
) => Promise<number>;

/** Runs the reference client again, without end, as long as it fails. */
export async function untilNoFailure({ signal }: MutantCall, asReference: AsReference): Promise<number> {
  for (;;) {
    const code = await asReference();
    if (code !== 1 || signal.aborted) return code;
    await sleep(50);
  }
}

/** A client that is broken on purpose, in one way: the reference client with that put in. */
export interface Mutant {
  /** Stable: `saver`. */
  readonly name: string;
  /** The fault of the mutant, as a sentence with the mutant as its subject: `Saves every response body.` */
  readonly does: string;
  /** The functions of the reference client that it has in place of the right ones. */
  readonly parts?: Partial<ReferenceParts>;
  /** Runs around the reference client, or instead of it. Resolves to the exit code. */
  readonly run?: (call: MutantCall, asReference: AsReference) => Promise<number>;
  /** Default `zip`. */
  readonly output?: ClientDescription['output'];
  /**
   * Cases and areas in which it is looked at, because it does the same as the reference client in the others;
   * all when left out.
   */
  readonly in?: readonly string[];
  /**
   * Cases and areas in which it is a process of its own, because what it does wrong cannot be seen of a
   * function; or
   * `all`. It is a function of the kit's process in every other case, which is much cheaper.
   */
  readonly processes?: readonly string[] | 'all';
  /** It asks the service for nothing, and therefore fails everything: no proof for any check. */
  readonly idle?: true;
  /** True for a client with the address of the service in its source, which uses a proxy. */
  readonly proxied?: true;
  /** True for a client that signs in, and keeps its tokens for later runs; it is proxied, too. */
  readonly signsIn?: true;
  /** Default 60. */
  readonly timeLimitSeconds?: number;
}

/** Runs a mutant once. Resolves to the exit code. */
export function runMutant({ run, parts: own }: Mutant, call: MutantCall): Promise<number> {
  const asReference: AsReference = (changed = {}) => {
    const { args, parts, ...surroundings } = { ...call, parts: {}, ...changed };
    return runArguments(args, { ...surroundings, parts: { ...referenceParts, ...own, ...parts } });
  };
  return run === undefined ? asReference() : run(call, asReference);
}

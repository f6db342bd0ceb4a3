import type { RunningServer } from '../../server/index.ts';
import type { ClientRunner } from '../client/runner/client-runner.ts';
import type { ClientDescription } from '../model/client-description.ts';
import type { SnapshotOptions } from '../sandbox/snapshot.ts';
import type { ServiceAddress } from './address/address.ts';
import type { FaketimeSettings } from './client-clock/faketime.ts';

/** The server, the client and its runner, which all cases share. */
export interface Kit {
  readonly server: RunningServer;
  readonly client: ClientDescription;
  readonly runner: ClientRunner;
  /** The address by which the client reaches the service. */
  readonly address: ServiceAddress;
  /** Ends every client at once. */
  readonly signal: AbortSignal;
  /** The settings of libfaketime that suit a client with the clock of the machine. */
  readonly faketime?: FaketimeSettings | undefined;
}

/**
 * The minimum time for the snapshot, milliseconds: a busy machine needs it even if the client's limit is
 * short.
 */
const LEAST_LOOK_MS = 20_000;

/** The time limit and the size limits of a snapshot of the client's output. */
export function lookingOf({ client, signal }: Pick<Kit, 'client' | 'signal'>): SnapshotOptions {
  const timeLimitMs = Math.max(client.timeLimitSeconds * 1000, LEAST_LOOK_MS);
  return { limits: client.limits, timeLimitMs, signal };
}

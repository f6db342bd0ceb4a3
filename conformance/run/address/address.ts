import type { RunningSession } from '../../../server/index.ts';
import type { Run } from '../../model/case.ts';
import type { Address } from '../../model/client-description.ts';

/** The way of a run to the service. */
export interface Reach {
  /** The value of `{base_url}`. */
  readonly baseUrl: string;
  /** The variables that lead the client to the service and let it trust the certificates. */
  readonly env: Readonly<Record<string, string>>;
  /** The words before the command of the client. */
  readonly prefix: readonly string[];
}

/** The address of the service in one case: every request to it belongs to the session of the case. */
export interface CaseAddress extends AsyncDisposable {
  /** Prepares a run. Resolves to its way to the service. */
  reach(run: Run): Promise<Reach>;
}

/** The address of the service for a client. */
export interface ServiceAddress extends AsyncDisposable {
  readonly kind: Address;
  /** Opens the address for a case. */
  open(session: RunningSession): Promise<CaseAddress>;
}

import type { RunningServer } from '../../../server/index.ts';
import { ClientDescriptionError } from '../../client/read.ts';
import type { ClientDescription } from '../../model/client-description.ts';
import { inherited } from '../inherited.ts';
import type { ServiceAddress } from './address.ts';
import { atBaseUrl } from './base-url.ts';

/** The input of `serviceAddress`. */
export interface AddressInput {
  readonly server: RunningServer;
  readonly client: ClientDescription;
}

/**
 * The address by which a client reaches the service.
 *
 * @throws {ClientDescriptionError} (as a rejection) when this machine cannot offer it.
 */
export async function serviceAddress({ server, client }: AddressInput): Promise<ServiceAddress> {
  const { address = 'base-url' } = client;
  if (address === 'base-url') return atBaseUrl(server);
  const { trustedEnvironment } = await import('./trusted-environment.ts');
  const trusted = await trustedEnvironment(inherited(client));
  try {
    if (address === 'proxy') return (await import('./proxy.ts')).atProxy(server, trusted);
    return await (await import('./hosts.ts')).atHosts(trusted);
  } catch (error) {
    await trusted[Symbol.asyncDispose]();
    throw error instanceof ClientDescriptionError ? error : new ClientDescriptionError(String(error));
  }
}

import type { RunningServer } from '../../../server/index.ts';
import { SERVICE_URL } from '../../model/client-description.ts';
import type { CaseAddress, ServiceAddress } from './address.ts';
import { REFUSING } from './base-url.ts';
import type { TrustedEnvironment } from './trusted-environment.ts';

/** The address of the real service, with a port of the session of each case as the proxy. */
export function atProxy(server: RunningServer, trusted: TrustedEnvironment): ServiceAddress {
  return {
    kind: 'proxy',
    open: async (session): Promise<CaseAddress> => {
      const port = await session.listen();
      return {
        reach: async ({ machine, certificate }) => {
          port.present(certificate);
          if (machine !== 'no-listener') return reachBy(port.port);
          // The closed port is the same for all sessions, and stays closed when this one has ended.
          await using refusing = await server.session(REFUSING);
          return reachBy(Number(new URL(refusing.url).port));
        },
        [Symbol.asyncDispose]: () => port.close(),
      };
    },
    [Symbol.asyncDispose]: () => trusted[Symbol.asyncDispose](),
  };

  function reachBy(proxyPort: number) {
    return { baseUrl: SERVICE_URL, env: trusted.variables(proxyPort), prefix: [] };
  }
}

import type { RunningServer, RunningSession } from '../../../server/index.ts';
import type { CaseAddress, ServiceAddress } from './address.ts';

/** A session at whose base URL nothing listens. */
export const REFUSING = { scenario: 'connection-refused' } as const;

/** The base URL of the session, on this machine, over HTTP. */
export function atBaseUrl(server: RunningServer): ServiceAddress {
  return {
    kind: 'base-url',
    open: async (session) => caseAt(server, session),
    [Symbol.asyncDispose]: async () => {},
  };
}

function caseAt(server: RunningServer, { url }: RunningSession): CaseAddress {
  const refusing: RunningSession[] = [];
  return {
    reach: async ({ machine }) => {
      if (machine !== 'no-listener') return { baseUrl: url, env: {}, prefix: [] };
      const session = await server.session(REFUSING);
      refusing.push(session);
      return { baseUrl: session.url, env: {}, prefix: [] };
    },
    [Symbol.asyncDispose]: async () => {
      for (const session of refusing) await session.close();
    },
  };
}

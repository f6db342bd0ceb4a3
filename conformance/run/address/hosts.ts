import { writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type RunningSession, type SessionPort, servedNames } from '../../../server/index.ts';
import { ClientDescriptionError } from '../../client/read.ts';
import { SERVICE_URL } from '../../model/client-description.ts';
import type { CaseAddress, ServiceAddress } from './address.ts';
import type { TrustedEnvironment } from './trusted-environment.ts';

/** The ports of `https:` and `http:` addresses. */
const PORTS = [443, 80] as const;
/** The number of addresses in the second half of an IPv4 address. */
const IN_HALF = 65_534;
/** An address of this machine at which nothing listens. */
const SILENT = '127.255.0.1';

/** Gives a program a file of names of its own, and becomes the program. */
const ENTER = 'mount --bind "$1" /etc/hosts || exit 126; shift; exec "$@"';

/**
 * The address of the real service, whose names lead to an address of this machine for each case. It needs a
 * network namespace in which nothing else exists.
 *
 * @throws {ClientDescriptionError} (as a rejection) outside of such a namespace.
 */
export async function atHosts(trusted: TrustedEnvironment): Promise<ServiceAddress> {
  const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  if (process.platform !== 'linux' || others.length > 0)
    throw new ClientDescriptionError(
      'the address "hosts" needs a network of its own: run engage-export test on Linux, with the programs unshare and ip. Elsewhere, use "proxy".',
    );
  let opened = 0;
  return {
    kind: 'hosts',
    open: (session) => {
      opened = (opened % IN_HALF) + 1;
      return caseAt(session, `127.1.${opened >> 8}.${opened & 0xff}`, trusted);
    },
    [Symbol.asyncDispose]: () => trusted[Symbol.asyncDispose](),
  };
}

async function caseAt(
  session: RunningSession,
  host: string,
  trusted: TrustedEnvironment,
): Promise<CaseAddress> {
  const ports: SessionPort[] = [];
  for (const port of PORTS) ports.push(await session.listen({ host, port }));
  const named = async (address: string): Promise<string> => {
    const file = join(trusted.folder, `hosts-${address}`);
    const lines = [
      '127.0.0.1 localhost',
      '::1 localhost',
      ...servedNames.map((name) => `${address} ${name}`),
    ];
    await writeFile(file, `${lines.join('\n')}\n`);
    return file;
  };
  return {
    reach: async ({ machine, certificate }) => {
      for (const port of ports) port.present(certificate);
      const hosts = await named(machine === 'no-listener' ? SILENT : host);
      return {
        baseUrl: SERVICE_URL,
        env: trusted.variables(undefined),
        prefix: ['unshare', '--mount', 'sh', '-c', ENTER, 'sh', hosts],
      };
    },
    [Symbol.asyncDispose]: async () => {
      for (const port of ports) await port.close();
    },
  };
}

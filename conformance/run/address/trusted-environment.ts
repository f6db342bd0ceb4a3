import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentTrusting, userAuthority } from '../../../server/index.ts';

/** The environment of clients that trust the certificates of the mock. */
export interface TrustedEnvironment extends AsyncDisposable {
  /** A folder for files that runs need, outside the folders of the client. */
  readonly folder: string;
  /** The variables for a client that uses this port of the machine as its proxy; none without a port. */
  variables(proxyPort: number | undefined): Readonly<Record<string, string>>;
}

/** Makes the environment, with the certificate authority of this user. */
export async function trustedEnvironment(
  inherited: Readonly<Record<string, string>>,
): Promise<TrustedEnvironment> {
  const authority = await (await userAuthority()).open();
  const folder = await mkdtemp(join(tmpdir(), 'engage-address-'));
  const environment = await environmentTrusting(authority, folder);
  return {
    folder,
    variables: (proxyPort) =>
      Object.fromEntries(
        Object.entries(environment.with(inherited, proxyPort)).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

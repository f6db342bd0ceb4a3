import { userAuthority } from '../server/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, parseFlags } from './flags.ts';

/** The flags of the command. */
export const flags = {
  remove: { type: 'boolean', help: 'remove the authority and its private key' },
} as const satisfies Flags;

/** The text of `engage-export ca --help`. */
export const help = `Usage: engage-export ca [FLAGS]

Prints the certificate authority that the mock uses for HTTPS, and how to trust it.
The authority is made once for each user. Its private key never leaves the folder.
engage-export run needs none of this: it makes one program trust the authority.

${describeFlags(flags)}
`;

/** Prints or removes the authority. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const values = await parseFlags(flags, args);
  const authority = await userAuthority();
  if (values.remove) {
    const removed = await authority.remove();
    const lines = removed.map((path) => `Removed ${path}\n`).join('');
    process.stdout.write(
      removed.length === 0
        ? `There is no authority in ${authority.folder}.\n`
        : `${lines}A system that was told to trust the authority still does: remove it there, too.\n`,
    );
    return exitCodes.passed;
  }
  const { path = '', fingerprint } = await authority.open();
  process.stdout.write(`Certificate: ${path}
SHA-256: ${fingerprint}

To make one program trust it: engage-export run -- PROGRAM
For one shell: export CURL_CA_BUNDLE="${path}" SSL_CERT_FILE="${path}" NODE_EXTRA_CA_CERTS="${path}"
To make the whole system trust it:
  Debian, Ubuntu  sudo cp "${path}" /usr/local/share/ca-certificates/engage-export-kit.crt && sudo update-ca-certificates
  Fedora, RHEL    sudo cp "${path}" /etc/pki/ca-trust/source/anchors/ && sudo update-ca-trust
  macOS           security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "${path}"
  Windows         certutil -user -addstore Root "${path}"
  Java            keytool -importcert -cacerts -alias engage-export-kit -file "${path}"
Whoever has the private key can then impersonate any site to you: prefer engage-export run.
`);
  return exitCodes.passed;
}

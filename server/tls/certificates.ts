import { generateKeyPair, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { DAY_MS } from '../../schemas/durations.ts';
import { once } from '../util/once.ts';

/** A certificate and its private key, PEM. */
export interface CertificatePair {
  readonly certificate: string;
  readonly key: string;
}

const AUTHORITY_YEARS = 10;
/**
 * The days for which the certificate of a host is valid, before and after now. Together they are fewer than
 * 825, the most that Apple's systems accept. A client whose clock is moved is still within them.
 */
const LEAF_DAYS = 400;
const MODULUS_BITS = 2048;
/** The kinds of names in a certificate, RFC 5280 section 4.2.1.6. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** Makes an authority that can issue certificates. `now` is Unix milliseconds. */
export async function makeAuthorityPair(now: number): Promise<CertificatePair> {
  const keys = await makeKeys();
  const certificate = unsigned(keys.publicKey, {
    from: now - LEAF_DAYS * DAY_MS,
    to: now + AUTHORITY_YEARS * 365 * DAY_MS,
  });
  const subject = [
    { name: 'commonName', value: 'engage-export-kit local authority' },
    { name: 'organizationName', value: 'engage-export-kit, for tests on this machine' },
  ];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(keys.privateKey), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key: keys.privateKey };
}

/** The data of a certificate for hosts. */
export interface LeafInput {
  /** Names or addresses; the first is also the common name. */
  readonly hosts: readonly string[];
  /** Unix milliseconds. */
  readonly now: number;
  /** True for a certificate that expired a day before now. @default false */
  readonly expired?: boolean;
}

/** Issues a certificate for hosts. All of them have the same key: to make one takes long. */
export async function makeLeafPair(
  authority: CertificatePair,
  { hosts, now, expired = false }: LeafInput,
): Promise<CertificatePair> {
  const keys = await leafKeys();
  const issuer = forge.pki.certificateFromPem(authority.certificate);
  const certificate = unsigned(keys.publicKey, {
    from: now - LEAF_DAYS * DAY_MS,
    to: now + (expired ? -1 : LEAF_DAYS) * DAY_MS,
  });
  certificate.setSubject([{ name: 'commonName', value: hosts[0] ?? 'localhost' }]);
  certificate.setIssuer(issuer.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: hosts.map((host) =>
        isIP(host) === 0 ? { type: DNS_NAME, value: host } : { type: IP_ADDRESS, ip: host },
      ),
    },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(authority.key), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key: keys.privateKey };
}

const generate = promisify(generateKeyPair);

function makeKeys(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  return generate('rsa', {
    modulusLength: MODULUS_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

const leafKeys = once(makeKeys);

function unsigned(publicKey: string, { from, to }: { readonly from: number; readonly to: number }) {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  // A serial number is positive and has no leading zeros: it begins with the bits 01.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] as number) & 0x3f) | 0x40;
  certificate.serialNumber = serial.toString('hex');
  certificate.validity.notBefore = new Date(from);
  certificate.validity.notAfter = new Date(to);
  return certificate;
}

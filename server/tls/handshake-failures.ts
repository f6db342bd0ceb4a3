import type { CertificateFault } from '../http/carrier.ts';

/** A handshake that failed, or that led to no request. */
interface Failure {
  readonly kind: 'certificate' | 'no-common-protocol' | 'handshake' | 'no-request';
  /** The reason, and what to do. */
  readonly reason: string;
}

/** The alerts with which a client refuses a certificate, RFC 8446 section 6.2, in the codes of OpenSSL. */
const REFUSED_CERTIFICATE =
  /ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_(?:UNKNOWN|EXPIRED|REVOKED))$/;

const MAKE_TRUST =
  'make it trust the certificate that engage-export ca prints; docs/unmodified-clients.md says how for each program.';

/** The failures in which client and mock have nothing in common, by the code of the error. */
const nothingInCommon: readonly (readonly [code: RegExp, reason: string])[] = [
  [
    /NO_APPLICATION_PROTOCOL$/,
    'the client offers no HTTP/1.1, the only version of the mock: allow http/1.1 in the client.',
  ],
  [
    /UNSUPPORTED_PROTOCOL$|PROTOCOL_VERSION$|VERSION_TOO_LOW$/,
    'client and mock have no version of TLS in common: allow TLS 1.2 or 1.3 in the client.',
  ],
  [
    /NO_SHARED_CIPHER$|NO_SUITABLE|HANDSHAKE_FAILURE$/,
    'client and mock have no cipher in common: allow the usual ones for RSA certificates in the client.',
  ],
];

/**
 * Explains a handshake that failed.
 *
 * @param code The code of the error of Node.
 * @param fault The fault of the certificate that was presented.
 */
export function handshakeFailure(code: string, fault: CertificateFault | undefined): Failure {
  if (REFUSED_CERTIFICATE.test(code)) return { kind: 'certificate', reason: refusedCertificate(fault) };
  for (const [pattern, reason] of nothingInCommon)
    if (pattern.test(code)) return { kind: 'no-common-protocol', reason };
  if (code === 'ERR_TLS_HANDSHAKE_TIMEOUT')
    return {
      kind: 'handshake',
      reason: 'the client did not finish the TLS handshake in time: look for where it waits.',
    };
  if (code === 'ECONNRESET')
    return {
      kind: 'handshake',
      reason: `the client ended the TLS handshake without a reason. ${perhaps(fault)}`,
    };
  return {
    kind: 'handshake',
    reason: `the TLS handshake failed (${code}): look at how the client uses TLS.`,
  };
}

/** Explains a connection that the client ended after the handshake without a request. */
export function withoutRequest(fault: CertificateFault | undefined): Failure {
  return {
    kind: 'no-request',
    reason: `the client ended the TLS connection without a request. ${perhaps(fault)}`,
  };
}

function refusedCertificate(fault: CertificateFault | undefined): string {
  if (fault === undefined) return `the client does not trust the mock's certificate; ${MAKE_TRUST}`;
  return `the client refused the certificate, which is wrong on purpose (${fault}): the client is right.`;
}

/** The usual cause: some programs refuse a certificate without an alert. */
function perhaps(fault: CertificateFault | undefined): string {
  if (fault !== undefined) return `The certificate is wrong on purpose (${fault}): the client is right.`;
  return `If it does not trust the mock's certificate, ${MAKE_TRUST}`;
}

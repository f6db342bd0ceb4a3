import type { CertificateFault, OwnScenario } from '../../server/index.ts';
import type { Case } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { keepsTheToken } from './demands.ts';
import { afterFailure, control, network } from './failures.ts';

const VERIFIES =
  'A client verifies the certificate of the service before it sends a token (RFC 6750, section 5.3). Seen broken in public clients: they turn the verification off.';

const titles: Readonly<Record<CertificateFault, string>> = {
  expired: 'A service whose certificate has expired gets no request.',
  'other-name': 'A service whose certificate is for another name gets no request.',
  'unknown-authority': 'A service whose certificate comes from an unknown authority gets no request.',
};

const trustsNone: CheckSpec = {
  check: 'trusts-no-wrong-certificate',
  level: 'MUST',
  rule: VERIFIES,
  label: 'documented',
  why: 'Anyone between the client and the service can take the token and export the whole network.',
};

/** A run with the right certificate comes first: it shows that the client trusts the authority of the kit. */
const wrongCertificate = (certificate: CertificateFault): Case => ({
  id: `safety.certificate-${certificate}`,
  area: 'safety',
  title: titles[certificate],
  ownAddress: true,
  runs: [control(), network({ certificate, ends: ['failed'] })],
  checks: [trustsNone, ...afterFailure(VERIFIES, 'documented')],
});

const toPlainHttp: OwnScenario = {
  name: 'redirect-to-plain-http',
  rules: [
    {
      when: { requests: '1' },
      steps: [
        {
          do: 'answer',
          status: 302,
          headers: { Location: 'http://www.yammer.com/api/v1/export?since=2024-06-01T00:00:00Z' },
        },
      ],
    },
  ],
};

/** The cases about the connection to the service, for clients that reach it by its own address. */
export const connectionCases: readonly Case[] = [
  ...(['expired', 'other-name', 'unknown-authority'] as const).map(wrongCertificate),
  {
    id: 'safety.redirect-to-plain-http',
    area: 'safety',
    title: 'The token is not sent over plain HTTP after a redirect from HTTPS.',
    ownAddress: true,
    runs: [network({ scenario: toPlainHttp, ends: ['complete', 'failed'] })],
    checks: [
      {
        check: 'keeps-the-token-encrypted',
        level: 'MUST',
        rule: 'A bearer token is sent over TLS only (RFC 6750, section 5.3). The libraries of some languages send it to the same host over HTTP, too.',
        label: 'documented',
        why: 'Everybody on the network between the client and the service can read the token.',
      },
      keepsTheToken,
    ],
  },
];

import type { CertificateFault, Exchange } from '../../server/index.ts';
import { type Check, held, unsupported } from './check.ts';

/** The faults of a certificate, as predicates. */
export const wrongCertificates: Readonly<Record<CertificateFault, string>> = {
  expired: 'has expired',
  'other-name': 'is for another name',
  'unknown-authority': 'comes from an unknown authority',
};

function hasToken({ request: { headers, target } }: Exchange): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'authorization') || /[?&]access_token=/.test(target);
}

/** The token of every mock without a session. */
function hasPublicToken({ request: { headers } }: Exchange): boolean {
  return headers.some(
    ([name, value]) => name.toLowerCase() === 'authorization' && /^bearer verified-admin$/i.test(value),
  );
}

function targetsOf(exchanges: readonly Exchange[]): string {
  return exchanges
    .map(({ request }) => `${request.method} ${request.target} over ${request.scheme}`)
    .join(', ');
}

/** Checks that protect the person who runs the client. */
export const safetyChecks = {
  'keeps-the-token-to-itself': {
    demand: 'The token appears in no output and in no file',
    judge: ({ leaks, exchanges }) =>
      exchanges.length > 0 && exchanges.every(hasPublicToken)
        ? unsupported('The client sends a token from its source, which is no secret.')
        : held(leaks.length === 0, 'no place with the token', leaks.join(', ') || 'none'),
  },
  'keeps-the-token-off-the-process-list': {
    demand: 'The token appears in the arguments of no process',
    judge: ({ watched }) => {
      const { tokenInArguments } = watched ?? {};
      if (tokenInArguments === undefined) return unsupported('The processes of the client cannot be seen.');
      return held(
        !tokenInArguments,
        'arguments without the token',
        tokenInArguments ? 'the token, visible to every user of the machine' : 'no token',
      );
    },
  },
  'keeps-the-token-encrypted': {
    demand: 'The token is sent over HTTPS only',
    judge: ({ exchanges }) => {
      const plain = exchanges.filter((exchange) => exchange.request.scheme === 'http' && hasToken(exchange));
      return held(plain.length === 0, 'no token over plain HTTP', targetsOf(plain) || 'none');
    },
  },
  'trusts-no-wrong-certificate': {
    demand: 'No request is sent over a connection whose certificate is wrong',
    judge: ({ exchanges, run }) =>
      held(
        exchanges.length === 0,
        `no request: the certificate ${wrongCertificates[run.certificate ?? 'expired']}`,
        exchanges.length === 0 ? 'no request' : targetsOf(exchanges),
      ),
  },
  'writes-nowhere-else': {
    demand: 'The client writes only into the given folders',
    judge: ({ escaped, out, state }) => {
      const links = [...out, ...state].filter(({ kind }) => kind === 'link');
      const odd = [...escaped, ...links].map(({ path }) => path);
      return held(odd.length === 0, 'files in the given folders only', odd.join(', ') || 'nothing else');
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

import type { Answer, SignInCall } from './call.ts';
import { json } from './call.ts';

interface EntraError {
  readonly status: number;
  readonly error: string;
  /** The number after `AADSTS`. */
  readonly code: number;
  readonly text: string;
  readonly suberror?: string;
}

/** The errors of Entra, by names that only this project uses; `<detail>` stands for a part of the request. */
const entraErrors = {
  consentMissing: {
    status: 400,
    error: 'invalid_grant',
    code: 65001,
    text: 'The user or administrator has not consented to use the application with ID <detail>. Send an interactive authorization request for this user and resource.',
    suberror: 'consent_required',
  },
  refreshExpired: {
    status: 400,
    error: 'invalid_grant',
    code: 700082,
    text: 'The refresh token has expired due to inactivity.',
  },
  refreshRevoked: {
    status: 400,
    error: 'invalid_grant',
    code: 50173,
    text: 'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
    suberror: 'bad_token',
  },
  throttled: {
    status: 429,
    error: 'temporarily_unavailable',
    code: 90055,
    text: 'The tenant is throttled: too many requests. Try again later.',
  },
  codeUsed: {
    status: 400,
    error: 'invalid_grant',
    code: 54005,
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  codeExpired: {
    status: 400,
    error: 'invalid_grant',
    code: 70008,
    text: 'The provided authorization code or refresh token has expired due to inactivity.',
  },
  grantUnknown: {
    status: 400,
    error: 'invalid_grant',
    code: 9002313,
    text: 'Invalid request. Request is malformed or invalid.',
  },
  verifierWrong: {
    status: 400,
    error: 'invalid_grant',
    code: 501481,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  redirectWrong: {
    status: 400,
    error: 'invalid_grant',
    code: 500112,
    text: 'The reply address does not match the reply address provided when requesting Authorization code.',
  },
  clientWrong: {
    status: 400,
    error: 'invalid_grant',
    code: 700005,
    text: 'The provided Authorization Code is intended to use against another application.',
  },
  pending: {
    status: 400,
    error: 'authorization_pending',
    code: 70016,
    text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  deviceExpired: {
    status: 400,
    error: 'expired_token',
    code: 70020,
    text: 'The provided value for the input parameter device_code is not valid. This device code has expired.',
  },
  secretMissing: {
    status: 401,
    error: 'invalid_client',
    code: 7000218,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  secretWrong: {
    status: 401,
    error: 'invalid_client',
    code: 7000215,
    text: 'Invalid client secret provided.',
  },
  grantUnsupported: {
    status: 400,
    error: 'unsupported_grant_type',
    code: 70003,
    text: "The app requested an unsupported grant type '<detail>'.",
  },
  parameterMissing: {
    status: 400,
    error: 'invalid_request',
    code: 900144,
    text: "The request body must contain the following parameter: '<detail>'.",
  },
  scopeOfApplication: {
    status: 400,
    error: 'invalid_scope',
    code: 1002012,
    text: 'The provided value for scope <detail> is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
} as const satisfies Readonly<Record<string, EntraError>>;

/** The name of an error of Entra. */
export type EntraErrorName = keyof typeof entraErrors;

/** A request of signing in is refused. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly problem: EntraErrorName;
  readonly detail: string;
  readonly hint: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    problem: EntraErrorName,
    hint: string,
    { detail = '', headers = {} }: { readonly detail?: string; readonly headers?: Answer['headers'] } = {},
  ) {
    super(hint);
    this.problem = problem;
    this.hint = hint;
    this.detail = detail;
    this.headers = headers;
  }

  /** The error code of OAuth. */
  get error(): string {
    return entraErrors[this.problem].error;
  }

  /** The description as Entra writes it, with the number of the error. */
  get description(): string {
    const { code, text } = entraErrors[this.problem];
    return `AADSTS${code}: ${text.replace('<detail>', this.detail)}`;
  }
}

/** The response of Entra to a request that is refused. */
export function refusal(error: SignInError, { session, record }: SignInCall): Answer {
  const { status, code, ...entry }: EntraError = entraErrors[error.problem];
  const trace = `00000000-0000-4000-8000-${String(record.id).padStart(12, '0')}`;
  const timestamp = new Date(session.clock.now()).toISOString().replace('T', ' ').replace(/\.\d+/, '');
  const answer = json(
    {
      error: error.error,
      error_description: `${error.description} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: trace,
      correlation_id: trace,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      ...(entry.suberror === undefined ? {} : { suberror: entry.suberror }),
    },
    { status, headers: error.headers },
  );
  return { ...answer, hint: error.hint };
}

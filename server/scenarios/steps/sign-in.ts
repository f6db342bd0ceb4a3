import type { StepKinds } from './kind.ts';

/** The ways to get a token, as `grant_type` names them; `device_code` stands for its long name. */
export const grants = [
  'authorization_code',
  'refresh_token',
  'device_code',
  'client_credentials',
  'password',
] as const;
export type Grant = (typeof grants)[number];

/** Steps that answer a request for a token; requests for exports pass by them. */
export type SignInStep =
  | {
      readonly do: 'refuse-sign-in';
      readonly why: 'consent-missing' | 'token-expired' | 'token-revoked';
      /** @default every grant */
      readonly grant?: Grant;
    }
  | {
      readonly do: 'throttle-sign-in';
      /** Requests for tokens that arrive earlier get another 429. */
      readonly seconds: number;
    };

const reasons = {
  'consent-missing': 'nobody has consented to the application (AADSTS65001)',
  'token-expired': 'the refresh token has expired (AADSTS700082)',
  'token-revoked': 'the refresh token was revoked (AADSTS50173)',
} as const;

export const signInKinds: StepKinds<SignInStep> = {
  'refuse-sign-in': {
    properties: {
      why: { enum: ['consent-missing', 'token-expired', 'token-revoked'] },
      grant: { enum: [...grants] },
    },
    required: ['why'],
    explain: ({ why, grant }) =>
      `answers 400 to a request for a token${grant === undefined ? '' : ` with the grant ${grant}`}: ${reasons[why]}`,
  },
  'throttle-sign-in': {
    properties: { seconds: { type: 'integer', minimum: 0, maximum: 3600 } },
    required: ['seconds'],
    explain: ({ seconds }) => `answers 429 to a request for a token, with Retry-After ${seconds}`,
  },
};

import type { StepKinds } from './kind.ts';
import { duration } from './phrases.ts';

/** What happens before there is an export. The first step that answers is the last that happens. */
export type AnswerStep =
  | { readonly do: 'wait' /** Milliseconds. */; readonly ms: number }
  | {
      readonly do: 'answer';
      readonly status: number;
      /** The words beside the status; the usual ones when left out, `''` for none. */
      readonly reason?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly do: 'refuse'; readonly why: 'missing' | 'unknown' | 'expired' | 'revoked' | 'not-admin' }
  | {
      readonly do: 'rate-limit';
      /** Whoever comes back sooner is refused again. */
      readonly seconds: number;
      /** How the answer says when to come back. */
      readonly retryAfter: 'seconds' | 'date' | 'none';
    }
  | { readonly do: 'redirect'; readonly to: 'same-host' | 'other-host' | 'loop'; readonly status?: number }
  | { readonly do: 'be-silent' /** Milliseconds until the connection is reset. */; readonly ms: number }
  | { readonly do: 'hang-up'; readonly how: 'reset' | 'close' }
  | { readonly do: 'refuse-connections' };

const ms = { type: 'integer', minimum: 0, maximum: 600_000, description: 'Milliseconds.' } as const;
const status = { type: 'integer', minimum: 200, maximum: 599 } as const;
/** No control character gets into a head by way of a scenario. */
const headerText = { type: 'string', pattern: '^[\\x20-\\x7e]*$', maxLength: 8000 } as const;

const targets = {
  'same-host': 'another address of the same host, where the export is',
  'other-host': 'another host, where the export is and no token is needed',
  loop: 'itself, for ever',
} as const;

const retryTexts = {
  seconds: (seconds: number) => ` and Retry-After ${seconds}`,
  date: (seconds: number) => ` and Retry-After as the date in ${seconds} s`,
  none: (seconds: number) => ` and no Retry-After (and again for whoever is back within ${seconds} s)`,
} as const;

export const answerKinds: StepKinds<AnswerStep> = {
  wait: { properties: { ms }, required: ['ms'], explain: (step) => `waits ${duration(step.ms)}` },
  answer: {
    properties: {
      status,
      reason: headerText,
      headers: {
        type: 'object',
        propertyNames: { pattern: '^[A-Za-z0-9-]{1,80}$' },
        additionalProperties: headerText,
      },
      body: { type: 'string', maxLength: 1_000_000 },
    },
    required: ['status'],
    explain: ({ status, reason, body = '', headers = {} }) => {
      const words = reason === '' ? ' without a reason phrase' : '';
      const type = headers['Content-Type'] ?? headers['content-type'];
      const what =
        body === '' ? 'an empty body' : `${body.length} characters of ${type ?? 'no declared type'}`;
      return `answers ${status}${words} with ${what}`;
    },
  },
  refuse: {
    properties: { why: { enum: ['missing', 'unknown', 'expired', 'revoked', 'not-admin'] } },
    required: ['why'],
    explain: ({ why }) => `refuses the token as the service does when it is ${why}`,
  },
  'rate-limit': {
    properties: {
      seconds: { type: 'integer', minimum: 0, maximum: 3600 },
      retryAfter: { enum: ['seconds', 'date', 'none'] },
    },
    required: ['seconds', 'retryAfter'],
    explain: ({ seconds, retryAfter }) => `answers 429${retryTexts[retryAfter](seconds)}`,
  },
  redirect: {
    properties: {
      to: { enum: ['same-host', 'other-host', 'loop'] },
      status: { enum: [301, 302, 303, 307, 308] },
    },
    required: ['to'],
    explain: ({ to, status = 302 }) => `answers ${status} to ${targets[to]}`,
  },
  'be-silent': {
    properties: { ms },
    required: ['ms'],
    explain: (step) => `accepts the request, says nothing for ${duration(step.ms)} and resets the connection`,
  },
  'hang-up': {
    properties: { how: { enum: ['reset', 'close'] } },
    required: ['how'],
    explain: ({ how }) =>
      how === 'reset' ? 'resets the connection before any answer' : 'closes the connection before any answer',
  },
  'refuse-connections': {
    properties: {},
    required: [],
    explain: () =>
      'refuses connections: the base URL of its session is a port where nobody listens (chosen by token: resets the connection before any answer)',
  },
};

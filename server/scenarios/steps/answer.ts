import type { StepKind } from './kind.ts';
import { duration } from './phrases.ts';

/** Steps that run before the export is made. The first step that answers the request ends the sequence. */
export type AnswerStep =
  | { readonly do: 'wait' /** Milliseconds. */; readonly ms: number }
  | {
      readonly do: 'answer';
      readonly status: number;
      /** The reason phrase; the standard one when left out, `''` for none. */
      readonly reason?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly do: 'refuse'; readonly why: 'missing' | 'unknown' | 'expired' | 'revoked' | 'not-admin' }
  | {
      readonly do: 'rate-limit';
      /** Requests that arrive earlier get another 429. */
      readonly seconds: number;
      /** The form of the Retry-After header. */
      readonly retryAfter: 'seconds' | 'date' | 'none';
    }
  | {
      readonly do: 'redirect';
      readonly to: 'same-host' | 'other-host' | 'other-port' | 'loop';
      readonly status?: number;
    }
  | { readonly do: 'be-silent' /** Milliseconds until the connection is reset. */; readonly ms: number }
  | { readonly do: 'hang-up'; readonly how: 'reset' | 'close' }
  | { readonly do: 'refuse-connections' };

const ms = { type: 'integer', minimum: 0, maximum: 600_000, description: 'Milliseconds.' } as const;
const status = { type: 'integer', minimum: 200, maximum: 599 } as const;
/** Printable ASCII only: a scenario cannot put a control character into a response head. */
const headerText = { type: 'string', pattern: '^[\\x20-\\x7e]*$', maxLength: 8000 } as const;

const targets = {
  'same-host': 'another URL of the same host, which answers with the export',
  'other-host': 'another host, which answers with the export without a token',
  'other-port': 'another port of the same host, which answers with the export without a token',
  loop: 'the same URL, endlessly',
} as const;

const retryTexts = {
  seconds: (seconds: number) => ` with Retry-After ${seconds}`,
  date: (seconds: number) => ` with Retry-After as the date in ${seconds} s`,
  none: (seconds: number) => ` without Retry-After (and again to requests within ${seconds} s)`,
} as const;

const tokenTexts = {
  missing: 'missing',
  unknown: 'unknown',
  expired: 'expired',
  revoked: 'revoked',
  'not-admin': 'not that of a verified admin',
} as const;

/** The kind of a step that runs before the export is made. */
interface AnswerKind<S> extends StepKind<S> {
  /**
   * True if the step ends every request, so that no later step happens. A redirect does not: the client comes
   * back.
   */
  readonly endsRequest: boolean;
}

type AnswerKinds = {
  readonly [K in AnswerStep['do']]: AnswerKind<Extract<AnswerStep, { readonly do: K }>>;
};

export const answerKinds: AnswerKinds = {
  wait: {
    properties: { ms },
    required: ['ms'],
    endsRequest: false,
    explain: (step) => `waits ${duration(step.ms)}`,
  },
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
    endsRequest: true,
    explain: ({ status, reason, body = '', headers = {} }) => {
      const words = reason === '' ? ' without a reason phrase' : '';
      const type = headers['Content-Type'] ?? headers['content-type'];
      const what =
        body === '' ? 'an empty body' : `${body.length} characters of ${type ?? 'undeclared type'}`;
      return `answers ${status}${words} with ${what}`;
    },
  },
  refuse: {
    properties: { why: { enum: ['missing', 'unknown', 'expired', 'revoked', 'not-admin'] } },
    required: ['why'],
    endsRequest: true,
    explain: ({ why }) => `answers 401, as the service does for a token that is ${tokenTexts[why]}`,
  },
  'rate-limit': {
    properties: {
      seconds: { type: 'integer', minimum: 0, maximum: 3600 },
      retryAfter: { enum: ['seconds', 'date', 'none'] },
    },
    required: ['seconds', 'retryAfter'],
    endsRequest: true,
    explain: ({ seconds, retryAfter }) => `answers 429${retryTexts[retryAfter](seconds)}`,
  },
  redirect: {
    properties: {
      to: { enum: ['same-host', 'other-host', 'other-port', 'loop'] },
      status: { enum: [301, 302, 303, 307, 308] },
    },
    required: ['to'],
    endsRequest: false,
    explain: ({ to, status = 302 }) => `answers ${status} to ${targets[to]}`,
  },
  'be-silent': {
    properties: { ms },
    required: ['ms'],
    endsRequest: true,
    explain: (step) =>
      `accepts the request, sends nothing for ${duration(step.ms)} and resets the connection`,
  },
  'hang-up': {
    properties: { how: { enum: ['reset', 'close'] } },
    required: ['how'],
    endsRequest: true,
    explain: ({ how }) =>
      how === 'reset'
        ? 'resets the connection before any response'
        : 'closes the connection before any response',
  },
  'refuse-connections': {
    properties: {},
    required: [],
    endsRequest: true,
    explain: () =>
      'refuses connections: the base URL of its session is a port without a listener (selected by token: resets the connection before any response)',
  },
};

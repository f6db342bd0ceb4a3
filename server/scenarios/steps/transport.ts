import { type Anchor, anchorSchema } from './anchor.ts';
import type { StepKinds } from './kind.ts';
import { duration, place } from './phrases.ts';

/** Steps that change the response that carries the export. */
export type TransportStep =
  | {
      readonly do: 'head';
      readonly status?: number;
      readonly reason?: string;
      /** Headers to set; they replace existing ones. */
      readonly set?: Readonly<Record<string, string>>;
      /** Headers to remove. */
      readonly remove?: readonly string[];
      /** The number of additional headers. */
      readonly flood?: number;
      /** The offset of the `Date` header from the clock, milliseconds. */
      readonly dateOffsetMs?: number;
    }
  | {
      readonly do: 'framing';
      readonly as: 'length' | 'chunked' | 'close';
      /** Added to the true length in `Content-Length`. */
      readonly lengthOff?: number;
    }
  | {
      readonly do: 'encode';
      readonly as: 'gzip' /** True if `Content-Encoding` announces it. */;
      readonly announced: boolean;
    }
  | { readonly do: 'stream'; readonly until: Anchor; readonly end: 'reset' | 'close' | 'complete' }
  | { readonly do: 'stall'; readonly at: Anchor; readonly ms: number }
  | {
      readonly do: 'slow';
      readonly from: Anchor;
      /** The number of bytes per write. */
      readonly bytes: number;
      readonly everyMs: number;
    };

const headerText = { type: 'string', pattern: '^[\\x20-\\x7e]*$', maxLength: 8000 } as const;
const headerName = { type: 'string', pattern: '^[A-Za-z0-9-]{1,80}$' } as const;
const ms = { type: 'integer', minimum: 0, maximum: 600_000, description: 'Milliseconds.' } as const;

const endings = {
  reset: 'resets the connection',
  close: 'closes the connection without a reset, before the body is complete',
  complete: 'ends the body as if it were complete',
} as const;

const framings = {
  length: 'with Content-Length',
  chunked: 'in chunks',
  close: 'without Content-Length and without chunks, ended by the close of the connection',
} as const;

function headChanges(step: Extract<TransportStep, { do: 'head' }>): string[] {
  return [
    ...(step.status === undefined ? [] : [`status ${step.status}`]),
    ...(step.reason === undefined
      ? []
      : [step.reason === '' ? 'no reason phrase' : `the reason ${step.reason}`]),
    ...Object.entries(step.set ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(step.remove ?? []).map((name) => `no ${name}`),
    ...(step.flood === undefined ? [] : [`${step.flood} more headers`]),
    ...(step.dateOffsetMs === undefined ? [] : [`a Date that is off by ${duration(step.dateOffsetMs)}`]),
  ];
}

export const transportKinds: StepKinds<TransportStep> = {
  head: {
    properties: {
      status: { type: 'integer', minimum: 200, maximum: 599 },
      reason: headerText,
      set: { type: 'object', propertyNames: headerName, additionalProperties: headerText },
      remove: { type: 'array', items: headerName, maxItems: 20 },
      flood: { type: 'integer', minimum: 1, maximum: 150 },
      dateOffsetMs: { type: 'integer', minimum: -1e12, maximum: 1e12 },
    },
    required: [],
    needsProperty: true,
    explain: (step) => `answers with ${headChanges(step).join(', ') || 'an unchanged head'}`,
  },
  framing: {
    properties: {
      as: { enum: ['length', 'chunked', 'close'] },
      lengthOff: { type: 'integer', minimum: -1_000_000, maximum: 1_000_000 },
    },
    required: ['as'],
    explain: ({ as, lengthOff = 0 }) => {
      const off = lengthOff > 0 ? ` that is ${lengthOff} too large` : ` that is ${-lengthOff} too small`;
      return `sends the body ${framings[as]}${as === 'length' && lengthOff !== 0 ? off : ''}`;
    },
  },
  encode: {
    properties: { as: { enum: ['gzip'] }, announced: { type: 'boolean' } },
    required: ['as', 'announced'],
    explain: ({ as, announced }) =>
      `compresses the body with ${as}, ${announced ? 'with' : 'without'} Content-Encoding`,
  },
  stream: {
    properties: { until: anchorSchema, end: { enum: ['reset', 'close', 'complete'] } },
    required: ['until', 'end'],
    explain: ({ until, end }) => `streams until ${place(until)} and ${endings[end]}`,
    endsBody: () => true,
  },
  stall: {
    properties: { at: anchorSchema, ms },
    required: ['at', 'ms'],
    explain: ({ at, ms: time }) => `stalls for ${duration(time)} at ${place(at)}`,
  },
  slow: {
    properties: {
      from: anchorSchema,
      bytes: { type: 'integer', minimum: 1, maximum: 1e9 },
      everyMs: { ...ms, minimum: 1 },
    },
    required: ['from', 'bytes', 'everyMs'],
    explain: ({ from, bytes, everyMs }) =>
      `sends ${bytes === 1 ? 'one byte' : `${bytes} bytes`} every ${duration(everyMs)} from ${place(from)}`,
  },
};

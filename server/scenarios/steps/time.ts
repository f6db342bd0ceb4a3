import type { StepKinds } from './kind.ts';
import { duration } from './phrases.ts';

/** What the export is made from. */
export type TimeStep =
  | {
      readonly do: 'clock';
      /** What the clock shows at the first request, ISO 8601; the session's clock when left out. */
      readonly set?: string;
      /** Milliseconds by which it is ahead of that, behind if negative. */
      readonly offsetMs?: number;
      /** Milliseconds by which it is later at every request after the first. */
      readonly advanceMs?: number;
      /** It shows the very millisecond of the latest message, so that a window ends on a row. */
      readonly onMessage?: boolean;
    }
  | { readonly do: 'ids'; readonly style: 'current' | 'small' | 'large' };

const styles = { current: '16 digits', small: 'ten digits', large: '18 digits, beyond 2^53' } as const;

const shift = { type: 'integer', minimum: -1e11, maximum: 1e11, description: 'Milliseconds.' } as const;

export const timeKinds: StepKinds<TimeStep> = {
  clock: {
    properties: {
      set: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$' },
      offsetMs: shift,
      advanceMs: shift,
      onMessage: { type: 'boolean' },
    },
    required: [],
    explain: ({ set, offsetMs, advanceMs, onMessage }) =>
      [
        set === undefined ? 'goes by its clock' : `sets its clock to ${set}`,
        ...(offsetMs === undefined
          ? []
          : [`is ${duration(Math.abs(offsetMs))} ${offsetMs < 0 ? 'behind' : 'ahead of'} it`]),
        ...(advanceMs === undefined ? [] : [`moves it by ${duration(advanceMs)} with every request`]),
        ...(onMessage ? ['moves it back to the millisecond of the latest message'] : []),
      ].join(' and '),
  },
  ids: {
    properties: { style: { enum: ['current', 'small', 'large'] } },
    required: ['style'],
    explain: ({ style }) => `gives every id ${styles[style]}`,
  },
};

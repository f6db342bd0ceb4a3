import type { StepKinds } from './kind.ts';
import { duration } from './phrases.ts';

/** Steps that change the state from which the export is made. */
export type TimeStep =
  | {
      readonly do: 'clock';
      /**
       * The time at the first request, ISO 8601.
       *
       * @default the clock of the session
       */
      readonly set?: string;
      /** Milliseconds that are added to the time; may be negative. */
      readonly offsetMs?: number;
      /** Milliseconds that are added at every request after the first. */
      readonly advanceMs?: number;
      /** Sets the clock to the millisecond of the latest message, so that a window ends at a row. */
      readonly onMessage?: boolean;
    }
  | { readonly do: 'ids'; readonly style: 'current' | 'small' | 'large' }
  /** Ends the window at 00:00 GMT of the date of `until`, or of the clock without `until`. */
  | { readonly do: 'until-at-midnight' };

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
    needsProperty: true,
    explain: ({ set, offsetMs, advanceMs, onMessage }) =>
      [
        set === undefined ? 'uses the clock of the session' : `sets its clock to ${set}`,
        ...(offsetMs === undefined
          ? []
          : [`sets it ${duration(Math.abs(offsetMs))} ${offsetMs < 0 ? 'back' : 'ahead'}`]),
        ...(advanceMs === undefined ? [] : [`moves it by ${duration(advanceMs)} at every request`]),
        ...(onMessage ? ['moves it back to the millisecond of the latest message'] : []),
      ].join(' and '),
  },
  ids: {
    properties: { style: { enum: ['current', 'small', 'large'] } },
    required: ['style'],
    explain: ({ style }) => `writes every id with ${styles[style]}`,
  },
  'until-at-midnight': {
    properties: {},
    required: [],
    explain: () => 'ends the window at 00:00 GMT of the date of until',
  },
};

import type { Assumption } from './assumption.ts';

/** The switches for the window of an export. */
export const windowAssumptions = {
  'things-in-window': {
    about: 'Users, communities and other things that change, in a window',
    values: [
      {
        value: 'touched',
        does: 'A thing is in every window in which it was created or changed, in its current state.',
      },
      { value: 'latest-change', does: 'A thing is only in the window of its latest change.' },
    ],
  },
  'legacy-until': {
    about: 'A time of day in `until`, in the older profiles',
    values: [
      { value: 'instant', does: 'The window ends at that time; a date alone is its 00:00 GMT.' },
      { value: 'midnight', does: 'The window ends at 00:00 GMT of that date, as the page says.' },
    ],
  },
  'legacy-until-default': {
    about: '`until` left out in the older profiles',
    values: [
      { value: 'now', does: 'The window ends now.' },
      { value: 'today', does: 'The window ends at 00:00 GMT of the current day.' },
    ],
  },
} as const satisfies Readonly<Record<string, Assumption>>;

import type { StepKinds } from './kind.ts';

/** Steps of an export request of the Files Export API. The request that creates it decides about them. */
export type JobStep =
  | {
      /** Sets the time that the export request takes. */
      readonly do: 'job-takes';
      readonly seconds: number;
    }
  | {
      /** Answers 404 to requests for the status at first. */
      readonly do: 'job-hides';
      /** The time since the creation. */
      readonly seconds: number;
    }
  | {
      /** Ends the export request in another state, or never. */
      readonly do: 'job-ends';
      readonly as: 'failed' | 'expired' | 'empty' | 'never';
    }
  | {
      /** Gives links that have expired already. */
      readonly do: 'link-expires';
      /** The responses with the links, from the first: only that one, or all. */
      readonly in: 'first-response' | 'every-response';
    }
  | {
      /** Makes the downloads of links fail. */
      readonly do: 'link-breaks';
      readonly how: 'refused' | 'gone' | 'error' | 'page' | 'cut' | 'reset' | 'short' | 'damaged';
      /** @default every link */
      readonly part?: 'first' | 'last';
    }
  | {
      /** Gives links that lead to another name of the same server. */
      readonly do: 'link-leads';
      readonly to: 'other-host';
    };

const seconds = { type: 'integer', minimum: 0, maximum: 604_800, description: 'Seconds.' } as const;

const endings = {
  failed: 'ends the export request as failed',
  expired: 'ends the export request as expired',
  empty: 'ends the export request without files',
  never: 'leaves the export request in progress',
} as const;

const breaks = {
  refused: 'answers 403',
  gone: 'answers 404',
  error: 'answers 500',
  page: 'answers 200 with an HTML page',
  cut: 'closes the connection before the last kilobyte of the archive',
  reset: 'resets the connection before the last kilobyte of the archive',
  short: 'leaves out the last kilobyte of the archive in a well-formed response',
  damaged: 'changes a byte of `Files.csv` in the archive',
} as const;

export const jobKinds: StepKinds<JobStep> = {
  'job-takes': {
    properties: { seconds },
    required: ['seconds'],
    explain: (step) => `finishes the export request after ${step.seconds} s`,
  },
  'job-hides': {
    properties: { seconds },
    required: ['seconds'],
    explain: (step) => `answers 404 for the export request until ${step.seconds} s after its creation`,
  },
  'job-ends': {
    properties: { as: { enum: Object.keys(endings) } },
    required: ['as'],
    explain: (step) => endings[step.as],
  },
  'link-expires': {
    properties: { in: { enum: ['first-response', 'every-response'] } },
    required: ['in'],
    explain: (step) =>
      step.in === 'first-response'
        ? 'gives links that have expired already, except when the client asks again'
        : 'gives links that have expired already',
  },
  'link-breaks': {
    properties: { how: { enum: Object.keys(breaks) }, part: { enum: ['first', 'last'] } },
    required: ['how'],
    explain: ({ how, part }) =>
      `${breaks[how]} when the client downloads ${part === undefined ? 'the files' : `the ${part} part`}`,
  },
  'link-leads': {
    properties: { to: { enum: ['other-host'] } },
    required: ['to'],
    explain: () => 'gives links with another host name that leads to this server',
  },
};

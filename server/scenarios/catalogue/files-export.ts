import type { Scenario } from '../scenario.ts';
import type { JobStep } from '../steps/job.ts';

const OBSERVED = 'Observed in the public sample client';

/** The scenario of one step that applies to every export request. */
function every(step: JobStep): Scenario['rules'] {
  return [{ when: { operation: 'files' }, steps: [step] }];
}

/** Scenarios of the Files Export API: of its export requests and of their links. */
export const filesExportScenarios: readonly Scenario[] = [
  {
    name: 'files-export-instant',
    area: 'files-export',
    what: 'An export request is complete at once.',
    shows: 'The client waits for a state before COMPLETE, or waits minutes without need.',
    source: 'Assumed: a short range can be finished before the first request for the status.',
    rules: every({ do: 'job-takes', seconds: 0 }),
  },
  {
    name: 'files-export-slow',
    area: 'files-export',
    what: 'An export request takes an hour.',
    shows: 'The client gives up too early, or asks for the status without a pause.',
    source: `${OBSERVED}: it waits two minutes between requests for the status, without a limit.`,
    rules: every({ do: 'job-takes', seconds: 3600 }),
  },
  {
    name: 'files-export-too-early',
    area: 'files-export',
    what: 'For ten seconds after its creation, an export request is not found.',
    shows: 'The client takes the first 404 for the end, and loses the export request.',
    source: `${OBSERVED}: its comment names this error, and it waits five seconds before the first request for the status.`,
    rules: every({ do: 'job-hides', seconds: 10 }),
  },
  {
    name: 'files-export-failed',
    area: 'files-export',
    what: 'Every export request fails.',
    shows: 'The client waits endlessly for the word COMPLETE, or reports success.',
    source: `${OBSERVED}: its loop ends with COMPLETE only, and its page advises a shorter range when packing fails. Assumed: the name of the state.`,
    rules: every({ do: 'job-ends', as: 'failed' }),
  },
  {
    name: 'files-export-failed-once',
    area: 'files-export',
    what: 'The first export request fails; later ones succeed.',
    shows: 'The client does not create another export request after a failed one.',
    source: `${OBSERVED}: its page advises to start again with a shorter range. Assumed: the name of the state.`,
    rules: [{ when: { requests: '1', operation: 'files' }, steps: [{ do: 'job-ends', as: 'failed' }] }],
  },
  {
    name: 'files-export-never-ready',
    area: 'files-export',
    what: 'Every export request stays in progress.',
    shows: 'The client waits endlessly: it has no time limit.',
    source: `${OBSERVED}: it asks for the status without a limit.`,
    rules: every({ do: 'job-ends', as: 'never' }),
  },
  {
    name: 'files-export-expired',
    area: 'files-export',
    what: 'Every export request has expired when it would be complete.',
    shows: 'The client waits for an export request that cannot be completed any more.',
    source: 'Assumed: the service does not keep archives for ever.',
    rules: every({ do: 'job-ends', as: 'expired' }),
  },
  {
    name: 'files-export-no-files',
    area: 'files-export',
    what: 'Every export request is complete without files: there are no links.',
    shows: 'The client downloads an empty address, or takes the missing links for a failure.',
    source: `${OBSERVED}: it reports that there are no files when data is empty.`,
    rules: every({ do: 'job-ends', as: 'empty' }),
  },
  {
    name: 'files-export-link-expired-once',
    area: 'files-export',
    what: 'The first links of an export request have expired; the response to another request for the status has valid ones.',
    shows: 'The client does not ask for new links.',
    source: 'Assumed: a link that needs no token is valid for a limited time.',
    rules: every({ do: 'link-expires', in: 'first-response' }),
  },
  {
    name: 'files-export-link-expired',
    area: 'files-export',
    what: 'All links have expired.',
    shows: 'The client saves the error body as an archive, or reports success.',
    source: 'Assumed: a link that needs no token is valid for a limited time.',
    rules: every({ do: 'link-expires', in: 'every-response' }),
  },
  {
    name: 'files-export-link-broken',
    area: 'files-export',
    what: 'Every link is answered 500.',
    shows: 'The client saves the error body as an archive, or reports success.',
    source: 'Observed in public clients of the network export: an error body is saved as an archive.',
    rules: every({ do: 'link-breaks', how: 'error' }),
  },
  {
    name: 'files-export-part-missing',
    area: 'files-export',
    what: 'The link to the last part is answered 404; the others work.',
    shows: 'The client reports a complete export with a part missing.',
    source: `${OBSERVED}: data has several links.`,
    rules: every({ do: 'link-breaks', how: 'gone', part: 'last' }),
  },
  {
    name: 'files-export-link-refused',
    area: 'files-export',
    what: 'The link to the first part is answered 403; the others work.',
    shows: 'The client stops without a message, or continues as if nothing was missing.',
    source: 'Assumed: the storage refuses a link.',
    rules: every({ do: 'link-breaks', how: 'refused', part: 'first' }),
  },
  {
    name: 'files-export-html-page',
    area: 'files-export',
    what: 'Every link is answered 200 with an HTML page.',
    shows: 'The client takes every 200 for an archive.',
    source: 'Observed in public clients of the network export: a page is taken for an export.',
    rules: every({ do: 'link-breaks', how: 'page' }),
  },
  {
    name: 'files-export-cut',
    area: 'files-export',
    what: 'Every download ends before the last kilobyte of the archive.',
    shows: 'The client keeps an archive without its directory.',
    source: 'Observed in public clients of the network export: a truncated body is not noticed.',
    rules: every({ do: 'link-breaks', how: 'cut' }),
  },
];

import type { OwnScenario } from '../../server/index.ts';
import type { Case } from '../model/case.ts';
import { keepsTheToken, keepsWhatItSays } from './demands.ts';
import { failures, MONTH_BEFORE, network } from './failures.ts';

const SAVED = 'An error response is a failed export; its body is not an export.';
const UNKNOWN_MODEL =
  'The response to an unknown model is 400 with two lines of text: the unsupported models and the supported ones.';
const DISGUISED = 'An export is a ZIP: a response with status 200 and another body is a failed export.';

const html = { 'Content-Type': 'text/html; charset=utf-8' };
const json = { 'Content-Type': 'application/json; charset=utf-8' };

/** The time until a silent connection is reset: a client may wait for it. */
const SILENT_MS = 8000;
const SILENT_AGAIN_MS = 1000;

/** A scenario that answers every request in the same way. */
function answers(name: string, ...steps: OwnScenario['rules'][number]['steps']): OwnScenario {
  return { name, rules: [{ steps }] };
}

/** Every request is broken; one silence shows whether a client has an end of its own. */
const silent: OwnScenario = {
  name: 'silent',
  rules: [
    { when: { requests: '1' }, steps: [{ do: 'be-silent', ms: SILENT_MS }] },
    { when: { requests: '2-' }, steps: [{ do: 'be-silent', ms: SILENT_AGAIN_MS }] },
  ],
};

/** A client that makes one request meets nothing here; one that makes several lacks what the others ask. */
const laterRequests: Case = {
  id: 'errors.later-requests',
  area: 'errors',
  title: 'A run whose first request succeeds and whose later ones fail is not complete.',
  runs: [
    network({
      parameters: { since: MONTH_BEFORE },
      ends: ['complete', 'partial', 'failed'],
      scenario: {
        name: 'later-requests-fail',
        rules: [
          { when: { requests: '2-' }, steps: [{ do: 'answer', status: 500, headers: json, body: '{}' }] },
        ],
      },
    }),
  ],
  checks: [
    keepsWhatItSays(
      {
        rule: 'An export in several requests is complete when each of them has succeeded.',
        label: 'observed',
        level: 'MUST',
      },
      'The rows that the failed requests asked for are never exported, and no message says so.',
    ),
  ],
};

const failing: readonly Case[] = failures('errors', [
  {
    id: 'status-500',
    title: 'A 500 with a JSON body is reported as a failure.',
    scenario: 'error-500',
    rule: SAVED,
    label: 'observed',
    tells: 'server-error',
    more: [keepsTheToken],
  },
  {
    id: 'status-502-html',
    title: 'A 502 with an HTML page is reported as a failure.',
    scenario: 'error-502',
    rule: SAVED,
    label: 'observed',
    tells: 'server-error',
  },
  {
    id: 'status-500-xml',
    title: 'A 500 with an XML body is reported as a failure.',
    scenario: 'error-xml',
    rule: SAVED,
    label: 'assumed',
    tells: 'server-error',
  },
  {
    id: 'no-reason',
    title: 'A 5xx status without a reason phrase is reported as a failure.',
    scenario: 'no-reason-phrase',
    rule: SAVED,
    label: 'assumed',
    tells: 'server-error',
  },
  {
    id: 'login-page',
    title: 'A sign-in page with status 200 is reported as a failure.',
    scenario: 'ok-login-page',
    rule: DISGUISED,
    label: 'observed',
    tells: 'no-export',
  },
  {
    id: 'json-with-200',
    title: 'A JSON error with status 200 is reported as a failure.',
    scenario: 'ok-json-error',
    rule: DISGUISED,
    label: 'observed',
    tells: 'no-export',
  },
  {
    id: 'empty-with-200',
    title: 'An empty body with status 200 is reported as a failure.',
    scenario: 'ok-empty',
    rule: DISGUISED,
    label: 'observed',
    tells: 'no-export',
  },
  {
    id: 'reset-before-headers',
    title: 'A connection that is reset before the response is reported as a failure.',
    scenario: 'reset-before-headers',
    rule: 'A request without a response is a failed export.',
    label: 'observed',
    more: [keepsTheToken],
  },
  {
    id: 'closed-before-headers',
    title: 'A connection that is closed before the response is reported as a failure.',
    scenario: 'close-before-headers',
    rule: 'A request without a response is a failed export.',
    label: 'observed',
  },
  {
    id: 'redirect-loop',
    title: 'A redirect loop is given up and reported as a failure.',
    scenario: 'redirect-loop',
    rule: 'The service sends the export directly, without a redirect.',
    label: 'observed',
  },
  {
    id: 'status-504',
    title: 'A 504 from a gateway is reported as a failure.',
    scenario: answers(
      'slow-504',
      { do: 'wait', ms: 300 },
      {
        do: 'answer',
        status: 504,
        headers: html,
        body: '<!doctype html><title>504</title><h1>Gateway Time-out</h1>',
      },
    ),
    rule: 'A large export starts late, and a gateway may time out.',
    label: 'assumed',
    tells: 'server-error',
  },
  {
    id: 'status-400',
    title: 'A 400 is reported as a failure, with the reason that the service gives.',
    scenario: answers('refused-model', {
      do: 'answer',
      status: 400,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      body: 'At least one of the provided models in the input is not supported: NoSuchModel\nSupported models are Group, Topic, File, Message, LikedMessageHistory\n',
    }),
    rule: UNKNOWN_MODEL,
    label: 'documented',
    asks: '1-2',
    tells: 'refused-parameter',
  },
  {
    id: 'status-404',
    title: 'A 404 is reported as a failure.',
    scenario: answers('nothing-there', {
      do: 'answer',
      status: 404,
      headers: json,
      body: '{"response":{"message":"Not found.","code":1,"stat":"fail"}}',
    }),
    rule: 'The response for an unknown path under /api/ is 404 with a JSON error.',
    label: 'assumed',
    asks: '1-2',
    tells: 'not-found',
  },
  {
    id: 'unknown-user',
    title: 'An unknown user is reported as a failure.',
    rule: 'The response for an unknown or deleted user is 404 with an empty body.',
    label: 'documented',
    asking: { operation: 'user', parameters: { user: 'unknown' } },
    asks: '1-2',
    tells: 'not-found',
  },
  {
    id: 'deleted-user',
    title: 'A deleted user is reported as a failure.',
    rule: 'The response for an unknown or deleted user is 404 with an empty body.',
    label: 'documented',
    asking: { operation: 'user', parameters: { user: 'deleted' } },
    asks: '1-2',
    tells: 'not-found',
  },
  {
    id: 'silent-before-headers',
    title: 'A connection on which no response begins is given up and reported as a failure.',
    scenario: silent,
    rule: 'A dead connection sends no data and no error.',
    label: 'assumed',
  },
  {
    id: 'status-203',
    title: 'A 203 with the page of a proxy is reported as a failure.',
    scenario: answers('proxy-page', {
      do: 'answer',
      status: 203,
      headers: html,
      body: '<!doctype html><title>Scanning</title><p>Your download is being scanned.',
    }),
    rule: 'An export is a ZIP: a response with a status of success and another body is a failed export.',
    label: 'assumed',
  },
  {
    id: 'status-202',
    title: 'A 202 is reported as a failure, although it is no error status.',
    scenario: answers('accepted', { do: 'answer', status: 202, headers: json, body: '{"status":"queued"}' }),
    rule: 'The status of an export is 200.',
    label: 'documented',
  },
  {
    id: 'status-204',
    title: 'A 204 is reported as a failure.',
    scenario: answers('no-content', { do: 'answer', status: 204 }),
    rule: 'The status of an export is 200.',
    label: 'documented',
  },
]);

export const errorCases: readonly Case[] = [...failing, laterRequests];

import type { OwnScenario } from '../../server/index.ts';
import type { Case } from '../model/case.ts';
import { keepsTheToken } from './demands.ts';
import { failures } from './failures.ts';

const SAVED = 'The body of an error is no export.';
const UNKNOWN_MODEL =
  'An unknown model is answered with 400 and two lines of text: those that are not supported, and those that are.';
const DISGUISED = 'An export is a ZIP, whatever the status says.';

const html = { 'Content-Type': 'text/html; charset=utf-8' };
const json = { 'Content-Type': 'application/json; charset=utf-8' };

/** The same answer to every request. */
function answers(name: string, ...steps: OwnScenario['rules'][number]['steps']): OwnScenario {
  return { name, rules: [{ steps }] };
}

export const errorCases: readonly Case[] = failures('errors', [
  {
    id: 'status-500',
    title: 'A 500 with a JSON body is a failure.',
    scenario: 'error-500',
    rule: SAVED,
    label: 'observed',
    tells: 'server-error',
    more: [keepsTheToken],
  },
  {
    id: 'status-502-html',
    title: 'A page of HTML from a gateway is a failure.',
    scenario: 'error-502',
    rule: SAVED,
    label: 'observed',
    tells: 'server-error',
  },
  {
    id: 'status-500-xml',
    title: 'An error in XML is a failure.',
    scenario: 'error-xml',
    rule: SAVED,
    label: 'assumed',
    tells: 'server-error',
  },
  {
    id: 'no-reason',
    title: 'A status without words is a failure all the same.',
    scenario: 'no-reason-phrase',
    rule: SAVED,
    label: 'assumed',
    tells: 'server-error',
  },
  {
    id: 'login-page',
    title: 'A page for signing in, sent with status 200, is no export.',
    scenario: 'ok-login-page',
    rule: DISGUISED,
    label: 'observed',
    tells: 'no-export',
  },
  {
    id: 'json-with-200',
    title: 'An error in JSON, sent with status 200, is no export.',
    scenario: 'ok-json-error',
    rule: DISGUISED,
    label: 'observed',
    tells: 'no-export',
  },
  {
    id: 'empty-with-200',
    title: 'An empty body with status 200 is no export.',
    scenario: 'ok-empty',
    rule: DISGUISED,
    label: 'observed',
    tells: 'no-export',
  },
  {
    id: 'reset-before-headers',
    title: 'A connection that is reset before an answer is a failure.',
    scenario: 'reset-before-headers',
    rule: 'What was not answered was not exported.',
    label: 'observed',
    more: [keepsTheToken],
  },
  {
    id: 'closed-before-headers',
    title: 'A connection that is closed before an answer is a failure.',
    scenario: 'close-before-headers',
    rule: 'What was not answered was not exported.',
    label: 'observed',
  },
  {
    id: 'redirect-loop',
    title: 'A redirect that leads to itself comes to an end.',
    scenario: 'redirect-loop',
    rule: '200 comes directly, never through a redirect.',
    label: 'observed',
  },
  {
    id: 'status-504',
    title: 'A gateway that loses its patience is a failure.',
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
    rule: 'A large export is slow to begin, and gateways are impatient.',
    label: 'assumed',
    tells: 'server-error',
  },
  {
    id: 'status-400',
    title: 'A request that the service refuses is a failure, and its words are passed on.',
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
    title: 'An address where nothing is is a failure.',
    scenario: answers('nothing-there', {
      do: 'answer',
      status: 404,
      headers: json,
      body: '{"response":{"message":"Not found.","code":1,"stat":"fail"}}',
    }),
    rule: 'Anything else under /api/ is answered with 404 and an error in JSON.',
    label: 'assumed',
    asks: '1-2',
    tells: 'not-found',
  },
  {
    id: 'unknown-user',
    title: 'A user whom nobody knows is a failure.',
    rule: 'A user who is unknown or deleted is answered with 404 and an empty body.',
    label: 'documented',
    asking: { operation: 'user', parameters: { user: 'unknown' } },
    asks: '1-2',
    tells: 'not-found',
  },
  {
    id: 'deleted-user',
    title: 'A user who is deleted is a failure.',
    rule: 'A user who is unknown or deleted is answered with 404 and an empty body.',
    label: 'documented',
    asking: { operation: 'user', parameters: { user: 'deleted' } },
    asks: '1-2',
    tells: 'not-found',
  },
  {
    id: 'status-202',
    title: 'Another status than 200 is no export, though it is no error either.',
    scenario: answers('accepted', { do: 'answer', status: 202, headers: json, body: '{"status":"queued"}' }),
    rule: 'An export is answered with 200.',
    label: 'documented',
  },
  {
    id: 'status-204',
    title: 'A status that has no body is no export.',
    scenario: answers('no-content', { do: 'answer', status: 204 }),
    rule: 'An export is answered with 200.',
    label: 'documented',
  },
]);

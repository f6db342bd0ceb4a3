import type { Case } from './case.ts';
import { failures } from './failures.ts';

const SAVED = 'The body of an error is no export.';
const DISGUISED = 'An export is a ZIP, whatever the status says.';

export const errorCases: readonly Case[] = failures('errors', [
  {
    id: 'status-500',
    title: 'A 500 with a JSON body is a failure.',
    scenario: 'error-500',
    rule: SAVED,
    label: 'observed',
  },
  {
    id: 'status-502-html',
    title: 'A page of HTML from a gateway is a failure.',
    scenario: 'error-502',
    rule: SAVED,
    label: 'observed',
  },
  {
    id: 'status-500-xml',
    title: 'An error in XML is a failure.',
    scenario: 'error-xml',
    rule: SAVED,
    label: 'assumed',
  },
  {
    id: 'no-reason',
    title: 'A status without words is a failure all the same.',
    scenario: 'no-reason-phrase',
    rule: SAVED,
    label: 'assumed',
  },
  {
    id: 'login-page',
    title: 'A page for signing in, sent with status 200, is no export.',
    scenario: 'ok-login-page',
    rule: DISGUISED,
    label: 'observed',
  },
  {
    id: 'json-with-200',
    title: 'An error in JSON, sent with status 200, is no export.',
    scenario: 'ok-json-error',
    rule: DISGUISED,
    label: 'observed',
  },
  {
    id: 'empty-with-200',
    title: 'An empty body with status 200 is no export.',
    scenario: 'ok-empty',
    rule: DISGUISED,
    label: 'observed',
  },
  {
    id: 'reset-before-headers',
    title: 'A connection that is reset before an answer is a failure.',
    scenario: 'reset-before-headers',
    rule: 'What was not answered was not exported.',
    label: 'observed',
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
]);

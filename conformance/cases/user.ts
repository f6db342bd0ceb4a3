import type { Case, CaseArea, Run } from '../model/case.ts';
import type { CheckSpec, Label } from '../model/check.ts';
import { eitherWay, keepsAll } from './demands.ts';
import { afterFailure } from './failures.ts';

const SAME = 'The export of one user is a ZIP like that of the network and can fail in the same ways.';

/** A network whose first active user has messages and attachments. */
export const WITH_ATTACHMENTS = { seed: '5' };

/** A run that exports the first active user. */
function userRun(run: Pick<Run, 'ends' | 'scenario' | 'truth'>): Run {
  return { operation: 'user', parameters: { user: 'active' }, ...run };
}

interface UserCase {
  readonly area: CaseArea;
  readonly id: string;
  readonly title: string;
  readonly scenario: NonNullable<Run['scenario']>;
  readonly label: Label;
}

const broken: readonly UserCase[] = [
  {
    area: 'errors',
    id: 'user-status-500',
    title: 'A 500 for the export of a user is reported as a failure.',
    scenario: 'error-500',
    label: 'observed',
  },
  {
    area: 'errors',
    id: 'user-login-page',
    title: 'A sign-in page with status 200 is not taken for the export of a user.',
    scenario: 'ok-login-page',
    label: 'observed',
  },
  {
    area: 'download',
    id: 'user-cut-mid-member',
    title: 'A user export that is cut inside the data of a member is reported as a failure.',
    scenario: 'cut-mid-member-chunked',
    label: 'observed',
  },
  {
    area: 'download',
    id: 'user-reset-mid-member',
    title: 'A user export whose connection is reset is reported as a failure.',
    scenario: 'reset-mid-member',
    label: 'observed',
  },
  {
    area: 'archive',
    id: 'user-wrong-crc',
    title: 'A user export with a wrong CRC is reported as a failure.',
    scenario: 'zip-wrong-crc',
    label: 'observed',
  },
  {
    area: 'archive',
    id: 'user-no-directory',
    title: 'A user export without its central directory is reported as a failure.',
    scenario: 'zip-no-directory',
    label: 'observed',
  },
];

const kept: readonly UserCase[] = [
  {
    area: 'rows',
    id: 'user-line-breaks',
    title: 'Every kind of line break inside a text of a user export is kept.',
    scenario: 'csv-line-breaks',
    label: 'observed',
  },
];

const partial: readonly CheckSpec[] = [
  {
    check: 'says-how-it-ended',
    level: 'MUST',
    rule: 'In a partial export data is missing and log.txt reports it, while the status is 200 and the ZIP is sound.',
    label: 'documented',
    why: 'A request for the data of a person is answered with a part of them.',
  },
];

const waits: readonly CheckSpec[] = [
  ...keepsAll(
    {
      rule: 'The response to too many requests is 429; a client waits and retries.',
      label: 'observed',
      level: 'SHOULD',
    },
    'The export is missing although a retry would succeed.',
  ),
  {
    check: 'makes-no-remark',
    of: 'retry-too-early',
    level: 'MUST',
    rule: 'Retry-After says how long to wait (RFC 9110, section 10.2.3).',
    label: 'documented',
    why: 'A retry that comes too early is rejected again and delays other clients.',
  },
];

/** The core of the other areas, for the export of one user. */
export const userCases: readonly Case[] = [
  {
    id: 'download.user-one-byte-short',
    area: 'download',
    title:
      'A well-formed user export that lacks its last byte is kept with all its data or reported as a failure.',
    world: WITH_ATTACHMENTS,
    runs: [userRun({ scenario: 'cut-one-byte-short-well-formed', ends: ['complete', 'failed'] })],
    checks: eitherWay(
      { rule: SAME, label: 'observed', level: 'MUST' },
      'The data of a person are reported as complete, and are not.',
    ),
  },
  ...broken.map(
    ({ area, id, title, scenario, label }): Case => ({
      id: `${area}.${id}`,
      area,
      title,
      world: WITH_ATTACHMENTS,
      runs: [userRun({ scenario, ends: ['failed'] })],
      checks: afterFailure(SAME, label),
    }),
  ),
  ...kept.map(
    ({ area, id, title, scenario, label }): Case => ({
      id: `${area}.${id}`,
      area,
      title,
      world: WITH_ATTACHMENTS,
      runs: [userRun({ scenario, truth: 'served', ends: ['complete'] })],
      checks: keepsAll(
        { rule: SAME, label, level: 'MUST' },
        'A lost or changed row cannot be recovered after the network deletes it.',
      ),
    }),
  ),
  {
    id: 'partial.user-model-missing',
    area: 'partial',
    title: 'A user export without its messages is not reported as complete.',
    world: WITH_ATTACHMENTS,
    runs: [userRun({ scenario: 'partial-messages-missing', ends: ['partial', 'failed'] })],
    checks: partial,
  },
  {
    id: 'limits.user-retry-after',
    area: 'limits',
    title: 'After a 429 for the export of a user, the client waits and retries.',
    world: WITH_ATTACHMENTS,
    runs: [userRun({ scenario: 'rate-limited', ends: ['complete'] })],
    checks: waits,
  },
];

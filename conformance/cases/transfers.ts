import type { OwnScenario } from '../../server/index.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { eitherWay, keepsAll } from './demands.ts';
import { network } from './failures.ts';

const PRODUCED = 'The service streams an export while it produces it.';
const HEADERS =
  'Proxies and gateways may change the headers and the framing of a response, but not the export.';

interface Odd {
  readonly id: string;
  readonly title: string;
  readonly scenario: NonNullable<Run['scenario']>;
  readonly rule: string;
  readonly label: CheckSpec['label'];
  readonly level?: CheckSpec['level'];
}

/**
 * The requests that are delayed: more than a client repeats one, and not every one of a client that requests
 * each day or each model on its own.
 */
const first = { requests: '1-4' } as const;

const paused: OwnScenario = {
  name: 'pause',
  rules: [
    {
      when: first,
      steps: [
        { do: 'stall', at: { byte: 1000 }, ms: 700 },
        { do: 'stall', at: { member: 'Messages.csv', percent: 60 }, ms: 1600 },
        { do: 'stall', at: { beforeEnd: 1 }, ms: 1600 },
      ],
    },
  ],
};

const unhurried: OwnScenario = {
  name: 'unhurried',
  rules: [{ steps: [{ do: 'slow', from: { byte: 0 }, bytes: 1500, everyMs: 100 }] }],
};

const lateToBegin: OwnScenario = {
  name: 'late',
  rules: [{ when: first, steps: [{ do: 'wait', ms: 5500 }] }],
};

const dripping: OwnScenario = {
  name: 'drip',
  rules: [{ when: first, steps: [{ do: 'slow', from: { directory: 95 }, bytes: 1, everyMs: 50 }] }],
};

/** Unusual transfers of a complete export. */
const odd: readonly Odd[] = [
  {
    id: 'late-first-byte',
    title: 'A response that starts after some seconds is received.',
    scenario: lateToBegin,
    rule: 'A large export starts late.',
    label: 'assumed',
  },
  {
    id: 'pauses',
    title: 'A stream that pauses, even before its last byte, is received completely.',
    scenario: paused,
    rule: PRODUCED,
    label: 'documented',
  },
  {
    id: 'slow',
    title: 'A slow stream is received completely.',
    scenario: unhurried,
    rule: PRODUCED,
    label: 'documented',
  },
  {
    id: 'drip',
    title: 'A stream whose end arrives byte by byte is received completely.',
    scenario: dripping,
    rule: PRODUCED,
    label: 'documented',
  },
  {
    id: 'with-length',
    title: 'A body with Content-Length is received like a chunked one.',
    scenario: 'with-length',
    rule: HEADERS,
    label: 'assumed',
  },
  {
    id: 'no-length-no-chunks',
    title: 'A body that is delimited by the end of the connection is received.',
    scenario: 'no-length-no-chunks',
    rule: 'For a client of HTTP/1.0, the end of the connection ends the body.',
    label: 'observed',
  },
  {
    id: 'header-flood',
    title: 'Fifty additional headers do not disturb the export.',
    scenario: { name: 'header-flood-50', rules: [{ steps: [{ do: 'head', flood: 50 }] }] },
    rule: HEADERS,
    label: 'assumed',
    level: 'SHOULD',
  },
  {
    id: 'header-flood-100',
    title: 'A hundred additional headers do not disturb the export.',
    scenario: 'header-flood',
    // The standard libraries of Python and Go, and others, take about a hundred headers.
    rule: HEADERS,
    label: 'assumed',
    level: 'MAY',
  },
  {
    id: 'no-content-type',
    title: 'An export without Content-Type and without a file name is received.',
    scenario: 'no-content-type',
    rule: HEADERS,
    label: 'assumed',
    level: 'SHOULD',
  },
];

/** The transfers that correct clients handle differently. */
const disputed: readonly Odd[] = [
  {
    id: 'wrong-content-type',
    title: 'A sound ZIP with the Content-Type of a web page is received completely or rejected.',
    scenario: 'wrong-content-type',
    rule: HEADERS,
    label: 'assumed',
  },
  {
    id: 'status-203',
    title: 'A sound export with status 203 is received completely or rejected.',
    scenario: { name: 'through-a-proxy', rules: [{ steps: [{ do: 'head', status: 203 }] }] },
    rule: 'A proxy that changes a response answers 203 in place of 200 (RFC 9110, section 15.3.4).',
    label: 'documented',
  },
  {
    id: 'gzip-encoding',
    title: 'An export with Content-Encoding: gzip is decoded or rejected.',
    scenario: 'gzip-encoding',
    rule: HEADERS,
    label: 'assumed',
  },
  {
    id: 'redirect-same-host',
    title: 'A redirect to the same host is followed or reported as a failure.',
    scenario: 'redirect-same-host',
    rule: 'The service sends the export directly, without a redirect.',
    label: 'observed',
  },
  {
    id: 'redirect-other-host',
    title: 'A redirect to another host is followed or reported as a failure.',
    scenario: 'redirect-other-host',
    rule: 'The service sends the export directly, without a redirect.',
    label: 'observed',
  },
];

/** The cases in which the complete export arrives. */
export const transferCases: readonly Case[] = [
  ...odd.map(
    ({ id, title, scenario, rule, label, level = 'MUST' }): Case => ({
      id: `download.${id}`,
      area: 'download',
      title,
      runs: [network({ scenario, ends: ['complete'] })],
      checks: keepsAll(
        { rule, label, level },
        'The complete export arrived, but it is missing from the output.',
      ),
    }),
  ),
  ...disputed.map(
    ({ id, title, scenario, rule, label }): Case => ({
      id: `download.${id}`,
      area: 'download',
      title,
      runs: [network({ scenario, ends: ['complete', 'failed'] })],
      checks: eitherWay(
        { rule, label, level: 'MUST' },
        'A wrong export that is reported as complete is found months later.',
      ),
    }),
  ),
];

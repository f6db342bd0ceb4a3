import type { OwnScenario } from '../../server/index.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { eitherWay, keepsAll } from './demands.ts';
import { network } from './failures.ts';

const PRODUCED = 'An export is streamed while it is produced.';
const HEADERS = 'What proxies and gateways do to an answer leaves the export as it is.';

interface Odd {
  readonly id: string;
  readonly title: string;
  readonly scenario: NonNullable<Run['scenario']>;
  readonly rule: string;
  readonly label: CheckSpec['label'];
  readonly level?: CheckSpec['level'];
}

const paused: OwnScenario = {
  name: 'pause',
  rules: [
    {
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

const lateToBegin: OwnScenario = { name: 'late', rules: [{ steps: [{ do: 'wait', ms: 5500 }] }] };

/** Ways in which a whole export comes. */
const odd: readonly Odd[] = [
  {
    id: 'late-first-byte',
    title: 'An answer that begins after some seconds is waited for.',
    scenario: lateToBegin,
    rule: 'A large export is slow to begin.',
    label: 'assumed',
  },
  {
    id: 'pauses',
    title: 'A stream that pauses, even before its last byte, is waited for.',
    scenario: paused,
    rule: PRODUCED,
    label: 'documented',
  },
  {
    id: 'slow',
    title: 'A stream that takes its time is taken to its end.',
    scenario: unhurried,
    rule: PRODUCED,
    label: 'documented',
  },
  {
    id: 'drip',
    title: 'A stream whose end comes byte by byte is taken to its end.',
    scenario: 'drip',
    rule: PRODUCED,
    label: 'documented',
  },
  {
    id: 'with-length',
    title: 'A body with a length is taken as a chunked one is.',
    scenario: 'with-length',
    rule: HEADERS,
    label: 'assumed',
  },
  {
    id: 'no-length-no-chunks',
    title: 'A body that ends with the connection is taken.',
    scenario: 'no-length-no-chunks',
    rule: 'To a client of HTTP/1.0 the body ends with the connection.',
    label: 'observed',
  },
  {
    id: 'header-flood',
    title: 'A hundred headers more change nothing.',
    scenario: 'header-flood',
    rule: HEADERS,
    label: 'assumed',
    level: 'SHOULD',
  },
  {
    id: 'no-content-type',
    title: 'An export without a type and without a name is taken for what it is.',
    scenario: 'no-content-type',
    rule: HEADERS,
    label: 'assumed',
    level: 'SHOULD',
  },
];

/** The transfers on which correct clients differ. */
const disputed: readonly Odd[] = [
  {
    id: 'wrong-content-type',
    title: 'A sound ZIP under the name of a web page is taken whole, or refused.',
    scenario: 'wrong-content-type',
    rule: HEADERS,
    label: 'assumed',
  },
  {
    id: 'gzip-encoding',
    title: 'An export in a gzip that is announced is unpacked, or refused.',
    scenario: 'gzip-encoding',
    rule: HEADERS,
    label: 'assumed',
  },
  {
    id: 'redirect-same-host',
    title: 'A redirect within the host is followed to the export, or refused.',
    scenario: 'redirect-same-host',
    rule: '200 comes directly, never through a redirect.',
    label: 'observed',
  },
  {
    id: 'redirect-other-host',
    title: 'A redirect to another host is followed to the export, or refused.',
    scenario: 'redirect-other-host',
    rule: '200 comes directly, never through a redirect.',
    label: 'observed',
  },
];

/** Exports that come whole, in whichever way. */
export const transferCases: readonly Case[] = [
  ...odd.map(
    ({ id, title, scenario, rule, label, level = 'MUST' }): Case => ({
      id: `download.${id}`,
      area: 'download',
      title,
      runs: [network({ scenario, ends: ['complete'] })],
      checks: keepsAll({ rule, label, level }, 'The whole export came, and is missing.'),
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
        'What is called complete and is not the export is found out months later.',
      ),
    }),
  ),
];

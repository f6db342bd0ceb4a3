import type { Case, RunParameters } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { keepsTheToken, staysInside } from './demands.ts';
import { SINCE } from './failures.ts';
import { moreRequestCases } from './request-more.ts';

const UNTIL = '2024-06-10T12:30:00+00:00';

function reaches(of: string, why: string): CheckSpec {
  return {
    check: 'asks-for',
    of,
    level: 'MUST',
    rule: `${of} is a documented parameter.`,
    label: 'documented',
    why,
  };
}

const remarks: readonly CheckSpec[] = [
  ['raw-plus', 'A raw + is a space to a form decoder, and the offset is lost.'],
  ['no-offset', 'A time without an offset means another hour to everybody.'],
  ['token-in-query', 'A token in the address lands in every log on the way.'],
].map(([of = '', why = '']) => ({
  check: 'makes-no-remark',
  of,
  level: 'MUST',
  rule: 'Dates are ISO 8601 with an offset, percent-encoded; the token is sent in Authorization.',
  label: 'documented',
  why,
}));

const whole: readonly CheckSpec[] = [
  {
    check: 'says-how-it-ended',
    level: 'MUST',
    rule: 'A sound export is answered with status 200 and a ZIP.',
    label: 'documented',
    why: 'A client that calls success a failure makes everybody ignore its failures.',
  },
  {
    check: 'keeps-the-export',
    level: 'MUST',
    rule: 'Every row is quoted CSV in UTF-8, as the pages and a real export show.',
    label: 'observed',
    why: 'Rows that are lost or changed on the way are lost for ever once the network has deleted them.',
  },
];

interface Asking {
  readonly id: string;
  readonly title: string;
  readonly parameters: RunParameters;
  readonly needs?: Case['needs'];
  readonly of: string;
  readonly env?: Readonly<Record<string, string>>;
}

const askings: readonly Asking[] = [
  {
    id: 'since',
    title: 'The beginning of the window reaches the service.',
    parameters: { since: SINCE },
    of: 'since',
  },
  {
    id: 'since-with-offset',
    title: 'A beginning with an offset means the same instant.',
    parameters: { since: '2024-06-01T07:30:00+05:30' },
    of: 'since',
  },
  {
    id: 'since-in-another-zone',
    title: 'The zone of the machine does not move the window.',
    parameters: { since: SINCE },
    of: 'since',
    env: { TZ: 'America/Los_Angeles' },
  },
  {
    id: 'until',
    title: 'The end of the window reaches the service.',
    parameters: { since: SINCE, until: UNTIL },
    needs: ['until'],
    of: 'until',
  },
  {
    id: 'models',
    title: 'Several models are asked for in one export.',
    parameters: { since: SINCE, model: ['User', 'Group', 'Message'] },
    needs: ['model'],
    of: 'model',
  },
  {
    id: 'include-csv',
    title: 'An export without attachments can be asked for.',
    parameters: { since: SINCE, include: 'csv' },
    needs: ['include'],
    of: 'include',
  },
  {
    id: 'external-networks',
    title: 'The external networks can be asked for.',
    parameters: { since: SINCE, includeEns: true },
    needs: ['include_ens'],
    of: 'include_ens',
  },
];

/** The checks that hold for every request alike. A few cases make them. */
const general: readonly CheckSpec[] = [
  ...remarks,
  {
    check: 'sends-the-token-in-the-header',
    level: 'MUST',
    rule: 'The token is sent as a bearer token in Authorization.',
    label: 'documented',
    why: 'A token in another place is logged by others.',
  },
  keepsTheToken,
  staysInside,
  {
    check: 'leaves-no-process',
    level: 'MUST',
    rule: 'An export is over when the client ends.',
    label: 'assumed',
    why: 'What goes on in the background holds files open and is never waited for.',
  },
];

/** The checks that only the plainest export makes. */
const once: readonly CheckSpec[] = [
  {
    check: 'asks-so-often',
    of: '1',
    level: 'SHOULD',
    rule: 'One request is one export, made while it is sent.',
    label: 'documented',
    why: 'An export that is asked for twice is made twice, and counts twice for the rate limit.',
  },
  {
    check: 'keeps-the-base-path',
    level: 'SHOULD',
    rule: 'The address may have a path, as behind a proxy.',
    label: 'assumed',
    why: 'A client that drops the path asks somebody else.',
  },
  {
    check: 'accepts-a-zip',
    level: 'MAY',
    rule: 'An export is application/zip.',
    label: 'documented',
    why: 'A gateway that goes by Accept answers 406.',
  },
  {
    check: 'makes-no-remark',
    of: 'no-user-agent',
    level: 'MAY',
    rule: 'A user agent should send User-Agent in each request.',
    label: 'assumed',
    why: 'Whoever runs the service cannot tell whom to ask about a client without a name.',
  },
  {
    check: 'makes-no-remark',
    of: 'unknown-parameter',
    level: 'SHOULD',
    rule: 'Parameters that nobody knows are ignored.',
    label: 'observed',
    why: 'A parameter that is misspelt is never noticed.',
  },
];

export const requestCases: readonly Case[] = [
  ...askings.map(
    ({ id, title, parameters, needs, of, env }): Case => ({
      id: `request.${id}`,
      area: 'request',
      title,
      ...(needs === undefined ? {} : { needs }),
      runs: [{ operation: 'network', parameters, ends: ['complete'], ...(env === undefined ? {} : { env }) }],
      checks: [
        ...whole,
        reaches(of, 'What does not reach the service is not in the export, and nothing says so.'),
        ...general,
        ...(id === 'since' ? once : []),
      ],
    }),
  ),
  ...moreRequestCases,
];

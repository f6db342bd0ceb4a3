import type { Case, RunParameters } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { keepsTheToken, staysInside, staysWithin } from './demands.ts';
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
  {
    check: 'makes-no-remark',
    of: 'raw-plus',
    // The examples of the documentation have a raw plus sign.
    level: 'SHOULD',
    rule: 'A value in a query is percent-encoded (WHATWG URL, application/x-www-form-urlencoded).',
    label: 'assumed',
    why: 'A form decoder reads a raw + as a space, so the offset is lost.',
  },
  ...[
    ['no-offset', 'A time without an offset is a different instant in each time zone.'],
    ['token-in-query', 'A token in the URL appears in every log on the way.'],
  ].map(
    ([of = '', why = '']): CheckSpec => ({
      check: 'makes-no-remark',
      of,
      level: 'MUST',
      rule: 'Dates are ISO 8601 with an offset; the token is sent in the Authorization header.',
      label: 'documented',
      why,
    }),
  ),
];

const whole: readonly CheckSpec[] = [
  {
    check: 'says-how-it-ended',
    level: 'MUST',
    rule: 'A successful export is a response with status 200 and a ZIP.',
    label: 'documented',
    why: 'Users learn to ignore failures when a client reports a success as a failure.',
  },
  {
    check: 'keeps-the-export',
    level: 'MUST',
    rule: 'Every row is quoted CSV in UTF-8, as the documentation and a real export show.',
    label: 'observed',
    why: 'A lost or changed row cannot be recovered after the network deletes it.',
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
    title: 'The start of the window reaches the service.',
    parameters: { since: SINCE },
    of: 'since',
  },
  {
    id: 'since-with-offset',
    title: 'A start with an offset reaches the service as the same instant.',
    parameters: { since: '2024-06-01T07:30:00+05:30' },
    of: 'since',
  },
  {
    id: 'since-in-another-zone',
    title: 'The time zone of the machine does not move the window.',
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
    title: 'One export requests several models.',
    parameters: { since: SINCE, model: ['User', 'Group', 'Message'] },
    needs: ['model'],
    of: 'model',
  },
  {
    id: 'include-csv',
    title: 'An export without attachments is requested.',
    parameters: { since: SINCE, include: 'csv' },
    needs: ['include'],
    of: 'include',
  },
  {
    id: 'external-networks',
    title: 'An export with the external networks is requested.',
    parameters: { since: SINCE, includeEns: true },
    needs: ['include_ens'],
    of: 'include_ens',
  },
];

/** The checks that hold for every request. */
const general: readonly CheckSpec[] = [
  ...remarks,
  {
    check: 'sends-the-token-in-the-header',
    level: 'MUST',
    rule: 'The token is sent as a bearer token in the Authorization header.',
    label: 'documented',
    why: 'Proxies and servers log a token that is sent in another place.',
  },
  keepsTheToken,
  staysInside,
  {
    check: 'leaves-no-process',
    level: 'MUST',
    rule: 'The export is over when the client exits.',
    label: 'assumed',
    why: 'A process in the background holds files open, and nobody waits for it.',
  },
];

/** The checks that only the simplest case makes. */
const once: readonly CheckSpec[] = [
  {
    check: 'asks-so-often',
    of: '1',
    level: 'SHOULD',
    rule: 'Each request makes a new export.',
    label: 'documented',
    why: 'Two requests make the export twice and count twice towards the rate limit.',
  },
  {
    check: 'keeps-the-base-path',
    level: 'SHOULD',
    rule: 'The base URL may have a path, for example behind a proxy.',
    label: 'assumed',
    why: 'A client that drops the path sends its request to another service.',
  },
  {
    check: 'accepts-a-zip',
    level: 'MAY',
    rule: 'The content type of an export is application/zip.',
    label: 'documented',
    why: 'A gateway that obeys the Accept header answers 406.',
  },
  {
    check: 'makes-no-remark',
    of: 'no-user-agent',
    level: 'MAY',
    rule: 'A user agent should send User-Agent in each request.',
    label: 'assumed',
    why: 'The operators of the service cannot identify a client without a name.',
  },
  {
    check: 'makes-no-remark',
    of: 'unknown-parameter',
    level: 'SHOULD',
    rule: 'The service ignores unknown parameters.',
    label: 'observed',
    why: 'Nobody notices a misspelt parameter.',
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
        reaches(of, 'A parameter that does not reach the service has no effect, and no message says so.'),
        ...(id === 'since' || id === 'until' ? [staysWithin(of)] : []),
        ...general,
        ...(id === 'since' ? once : []),
      ],
    }),
  ),
  ...moreRequestCases,
];

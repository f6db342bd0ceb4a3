import type { Case, Run, RunParameters } from '../model/case.ts';
import type { CheckSpec, Label } from '../model/check.ts';
import { keepsAll, staysWithin } from './demands.ts';
import { SINCE } from './failures.ts';
import { WITH_ATTACHMENTS } from './user.ts';

const WINDOW = 'since and until are ISO 8601 with any offset.';
const CHOICE = 'The parameters choose the data; each is sent with the given value.';

interface Asking {
  readonly id: string;
  readonly title: string;
  readonly parameters: RunParameters;
  readonly operation?: Run['operation'];
  readonly needs?: NonNullable<Case['needs']>;
  readonly world?: Case['world'];
  readonly env?: Run['env'];
  /** The parameters that have to arrive. */
  readonly of: readonly string[];
  /** True when no request may reach beyond the given instant. */
  readonly exactly?: true;
  readonly rule?: string;
  readonly label?: Label;
}

const askings: readonly Asking[] = [
  {
    id: 'since-in-kolkata',
    title: 'An offset of half an hour works on a machine in that time zone.',
    parameters: { since: '2024-06-01T05:30:00+05:30' },
    env: { TZ: 'Asia/Kolkata' },
    of: ['since'],
  },
  {
    id: 'until-in-chatham',
    title: 'An offset of three quarters of an hour works and does not move the end of the window.',
    parameters: { since: '2024-06-01T12:45:00+12:45', until: '2024-06-11T00:15:00+12:45' },
    needs: ['until'],
    env: { TZ: 'Pacific/Chatham' },
    of: ['since', 'until'],
  },
  {
    id: 'hour-that-is-skipped',
    title: 'A window that starts in the hour that summer time skips starts at the given instant.',
    parameters: { since: '2024-03-10T02:30:00-05:00' },
    world: { now: '2024-03-20T12:00:00Z' },
    env: { TZ: 'America/New_York' },
    of: ['since'],
  },
  {
    id: 'hour-that-comes-twice',
    title: 'The repeated hour at the end of summer time is not confused with the first one.',
    parameters: { since: '2023-11-05T01:30:00-05:00', until: '2023-11-12T00:00:00-05:00' },
    needs: ['until'],
    world: { now: '2023-11-15T12:00:00Z' },
    env: { TZ: 'America/New_York' },
    of: ['since', 'until'],
  },
  {
    id: 'since-with-fraction',
    title: 'The milliseconds of the start are sent.',
    parameters: { since: '2024-06-01T00:00:00.250+00:00' },
    of: ['since'],
    exactly: true,
  },
  {
    id: 'past-window',
    title: 'A window in the past is exported, without later data.',
    parameters: { since: '2024-05-01T00:00:00+00:00', until: '2024-05-11T23:59:59+00:00' },
    needs: ['until'],
    of: ['since', 'until'],
  },
  {
    id: 'one-model',
    title: 'One model is requested alone.',
    parameters: { since: SINCE, model: ['Message'] },
    needs: ['model'],
    of: ['model'],
    rule: CHOICE,
  },
  {
    id: 'include-all',
    title: 'An export with attachments is requested explicitly.',
    parameters: { since: SINCE, include: 'all' },
    needs: ['include'],
    of: ['include'],
    rule: CHOICE,
  },
  {
    id: 'home-network',
    title: 'The home network is requested by its id.',
    parameters: { since: SINCE, network: ['home'] },
    needs: ['network'],
    of: ['network'],
    rule: CHOICE,
  },
  {
    id: 'external-network',
    title: 'One external network is requested alone.',
    parameters: { since: SINCE, network: ['external-1'] },
    needs: ['network'],
    of: ['network'],
    rule: CHOICE,
  },
  {
    id: 'two-networks',
    title: 'One export requests two networks, and each is written to its own folder.',
    parameters: { since: SINCE, network: ['home', 'external-1'] },
    needs: ['network'],
    of: ['network'],
    rule: CHOICE,
  },
  {
    id: 'everything-at-once',
    title: 'Several options work together in one request.',
    parameters: {
      since: SINCE,
      until: '2024-06-15T00:00:00+00:00',
      model: ['Message', 'UploadedFileVersion'],
      include: 'csv',
      includeEns: true,
    },
    needs: ['until', 'model', 'include', 'include_ens'],
    of: ['until', 'model', 'include', 'include_ens'],
    rule: CHOICE,
  },
  {
    id: 'user',
    title: 'The data of one user are exported.',
    operation: 'user',
    world: WITH_ATTACHMENTS,
    parameters: { user: 'active' },
    of: ['user_id'],
    rule: 'The export of one user has its own URL.',
  },
  {
    id: 'suspended-user',
    title: 'The data of a suspended user are exported.',
    operation: 'user',
    parameters: { user: 'suspended' },
    of: ['user_id'],
    rule: 'A suspended user can be exported like an active one.',
    label: 'assumed',
  },
  {
    id: 'user-without-files',
    title: 'The data of one user are exported without attachments.',
    operation: 'user',
    world: WITH_ATTACHMENTS,
    parameters: { user: 'active', excludeFiles: true },
    needs: ['exclude_files'],
    of: ['exclude_files'],
    rule: 'exclude_files is a documented parameter of the user export.',
  },
  {
    id: 'user-models',
    title: 'Selected models of one user are exported.',
    operation: 'user',
    parameters: { user: 'active', model: ['Message', 'Group'] },
    needs: ['model'],
    of: ['model'],
    rule: 'model is a documented parameter of the user export and may be repeated.',
  },
];

function reaches(of: string, rule: string): CheckSpec {
  return {
    check: 'asks-for',
    of,
    level: 'MUST',
    rule,
    label: 'documented',
    why: 'A parameter that does not reach the service has no effect, and no message says so.',
  };
}

const encoded: Case = {
  id: 'request.encoded-values',
  area: 'request',
  title: 'Characters with a meaning in URLs arrive unchanged.',
  needs: ['network'],
  runs: [
    {
      operation: 'network',
      parameters: { since: SINCE, network: ['r&d+ops=50% é/#1'] },
      ends: ['failed'],
    },
  ],
  checks: [
    {
      check: 'sends-as-meant',
      of: 'network',
      level: 'MUST',
      rule: 'A network is requested by its id or its permalink; values in a query are percent-encoded.',
      label: 'documented',
      why: 'A value that is not encoded requests other data, or adds an unintended parameter.',
    },
  ],
};

export const moreRequestCases: readonly Case[] = [
  ...askings.map(
    ({
      id,
      title,
      parameters,
      operation = 'network',
      needs,
      world,
      env,
      of,
      exactly = false,
      rule = WINDOW,
      label = 'documented',
    }): Case => ({
      id: `request.${id}`,
      area: 'request',
      title,
      ...(needs === undefined ? {} : { needs }),
      ...(world === undefined ? {} : { world }),
      runs: [{ operation, parameters, ends: ['complete'], ...(env === undefined ? {} : { env }) }],
      checks: [
        ...keepsAll(
          { rule, label, level: 'MUST' },
          'An export of other data or of another time looks like the right one.',
        ),
        ...of.map((name) => (exactly ? staysWithin(name) : reaches(name, rule))),
      ],
    }),
  ),
  encoded,
];

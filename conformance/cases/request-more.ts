import type { Case, Run, RunParameters } from '../model/case.ts';
import type { CheckSpec, Label, Level } from '../model/check.ts';
import { keepsAll } from './demands.ts';
import { SINCE } from './failures.ts';

const WINDOW = 'since and until are ISO 8601, and any offset names the same instant.';
const CHOICE = 'What is asked for is chosen by parameters, each sent as it was given.';

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
  readonly level?: Level;
  readonly rule?: string;
  readonly label?: Label;
}

/** A network whose first user has attachments. */
const WITH_ATTACHMENTS = { seed: '5' };

const askings: readonly Asking[] = [
  {
    id: 'since-in-kolkata',
    title: 'An offset of half an hour is understood on a machine in that zone.',
    parameters: { since: '2024-06-01T05:30:00+05:30' },
    env: { TZ: 'Asia/Kolkata' },
    of: ['since'],
  },
  {
    id: 'until-in-chatham',
    title:
      'An offset of three quarters of an hour is understood, and the end of the window stays where it is.',
    parameters: { since: '2024-06-01T12:45:00+12:45', until: '2024-06-11T00:15:00+12:45' },
    needs: ['until'],
    env: { TZ: 'Pacific/Chatham' },
    of: ['since', 'until'],
  },
  {
    id: 'hour-that-is-skipped',
    title: 'A window that begins in the hour that summer time skips begins there.',
    parameters: { since: '2024-03-10T02:30:00-05:00' },
    world: { now: '2024-03-20T12:00:00Z' },
    env: { TZ: 'America/New_York' },
    of: ['since'],
  },
  {
    id: 'hour-that-comes-twice',
    title: 'The second of the two hours at the end of summer time is told from the first.',
    parameters: { since: '2023-11-05T01:30:00-05:00', until: '2023-11-12T00:00:00-05:00' },
    needs: ['until'],
    world: { now: '2023-11-15T12:00:00Z' },
    env: { TZ: 'America/New_York' },
    of: ['since', 'until'],
  },
  {
    id: 'since-with-fraction',
    title: 'A beginning with milliseconds is sent with them.',
    parameters: { since: '2024-06-01T00:00:00.250+00:00' },
    of: ['since'],
    level: 'SHOULD',
  },
  {
    id: 'past-window',
    title: 'A window that is long over is exported, and nothing after it.',
    parameters: { since: '2024-05-01T00:00:00+00:00', until: '2024-05-11T23:59:59+00:00' },
    needs: ['until'],
    of: ['since', 'until'],
  },
  {
    id: 'one-model',
    title: 'One model can be asked for alone.',
    parameters: { since: SINCE, model: ['Message'] },
    needs: ['model'],
    of: ['model'],
    rule: CHOICE,
  },
  {
    id: 'include-all',
    title: 'An export with attachments can be asked for by name.',
    parameters: { since: SINCE, include: 'all' },
    needs: ['include'],
    of: ['include'],
    rule: CHOICE,
  },
  {
    id: 'home-network',
    title: 'The home network can be asked for by its id.',
    parameters: { since: SINCE, network: ['home'] },
    needs: ['network'],
    of: ['network'],
    rule: CHOICE,
  },
  {
    id: 'external-network',
    title: 'One external network can be asked for alone.',
    parameters: { since: SINCE, network: ['external-1'] },
    needs: ['network'],
    of: ['network'],
    rule: CHOICE,
  },
  {
    id: 'two-networks',
    title: 'Two networks are asked for in one export, and kept in a folder each.',
    parameters: { since: SINCE, network: ['home', 'external-1'] },
    needs: ['network'],
    of: ['network'],
    rule: CHOICE,
  },
  {
    id: 'everything-at-once',
    title: 'Several options in one request do not get in each other’s way.',
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
    rule: 'The export of one user has an address of its own.',
  },
  {
    id: 'suspended-user',
    title: 'The data of a user who is suspended are exported.',
    operation: 'user',
    parameters: { user: 'suspended' },
    of: ['user_id'],
    rule: 'A suspended user has data as an active one has.',
    label: 'assumed',
  },
  {
    id: 'user-without-files',
    title: 'The data of one user are exported without the files.',
    operation: 'user',
    world: WITH_ATTACHMENTS,
    parameters: { user: 'active', excludeFiles: true },
    needs: ['exclude_files'],
    of: ['exclude_files'],
    rule: 'exclude_files is a documented parameter of the user export.',
  },
  {
    id: 'user-models',
    title: 'Some models of one user are exported.',
    operation: 'user',
    parameters: { user: 'active', model: ['Message', 'Group'] },
    needs: ['model'],
    of: ['model'],
    rule: 'model is a documented parameter of the user export, and may come again and again.',
  },
];

function reaches(of: string, level: Level, rule: string): CheckSpec {
  return {
    check: 'asks-for',
    of,
    level,
    rule,
    label: 'documented',
    why: 'What does not reach the service is not in the export, and nothing says so.',
  };
}

const encoded: Case = {
  id: 'request.encoded-values',
  area: 'request',
  title: 'Characters that mean something in an address arrive as they were given.',
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
      rule: 'A network is asked for by its id or its permalink, and values in a query are percent-encoded.',
      label: 'documented',
      why: 'A value that is not encoded asks for something else, or adds a parameter that nobody meant.',
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
      level = 'MUST',
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
          'An export of something else, or of another time, looks like the right one.',
        ),
        ...of.map((name) => reaches(name, level, rule)),
      ],
    }),
  ),
  encoded,
];

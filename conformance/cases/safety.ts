import type { OwnScenario } from '../../server/index.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { eitherWay, keepsTheToken, staysInside } from './demands.ts';
import { network } from './failures.ts';

const NAMES = 'Public clients extract members outside of the folder.';

/** A member more, whatever it is called; `{root}` is the folder around the client's. */
function added(name: string, ...members: readonly string[]): OwnScenario {
  return {
    name,
    rules: [
      {
        steps: members.map((member) => ({ do: 'add-member' as const, name: member, holds: 'text' as const })),
      },
    ],
  };
}

interface Hostile {
  readonly id: string;
  readonly title: string;
  readonly scenario: NonNullable<Run['scenario']>;
}

const hostile: readonly Hostile[] = [
  {
    id: 'traversal-name',
    title: 'A member that climbs out of the folder writes nothing there.',
    scenario: added('climbing', '../outside.txt', '../../outside.txt', 'x/../../../outside.txt'),
  },
  {
    id: 'absolute-name',
    title: 'A member with an absolute name writes nothing to that place.',
    scenario: added('absolute', '{root}/outside.txt'),
  },
  {
    id: 'backslash-traversal-name',
    title: 'A member that climbs out by backslashes writes nothing there.',
    scenario: 'zip-backslash-traversal-name',
  },
  {
    id: 'drive-name',
    title: 'A member with the name of a drive writes nothing to it.',
    scenario: 'zip-drive-name',
  },
  { id: 'symlink', title: 'A link in the archive is not made.', scenario: 'zip-symlink' },
  {
    id: 'device-name',
    title: 'A member with the name of a device is no device.',
    scenario: 'zip-device-name',
  },
];

/** A member of 64 MiB in a few hundred kilobytes. */
const bomb: Case = {
  id: 'safety.zip-bomb',
  area: 'safety',
  title: 'A member that unpacks to a thousand times its size brings nobody down.',
  large: true,
  runs: [
    network({ ends: ['complete'], midway: 'look' }),
    network({ scenario: 'zip-high-ratio', ends: ['complete', 'failed'], midway: 'look' }),
  ],
  checks: [
    {
      check: 'needs-no-more-memory',
      of: '40',
      level: 'SHOULD',
      rule: 'A small download may unpack to any size: the member here has 64 MiB, so a client that takes it whole into memory needs them all, and one that does not stays below.',
      label: 'observed',
      why: 'One attachment ends the export of the whole network, every night.',
    },
    {
      check: 'ends-in-time',
      level: 'MUST',
      rule: 'Public clients hold the whole ZIP in memory.',
      label: 'observed',
      why: 'A client that is still unpacking in the morning holds up everything after it.',
    },
  ],
};

const otherHost: CheckSpec = {
  check: 'makes-no-remark',
  of: 'token-on-another-host',
  level: 'MUST',
  rule: 'Public clients forward Authorization to another host.',
  label: 'observed',
  why: 'Whoever can redirect one request has the whole network.',
};

const looked: OwnScenario = {
  name: 'pause-for-a-look',
  rules: [{ steps: [{ do: 'stall', at: { member: 'Messages.csv', percent: 60 }, ms: 500 }] }],
};

export const safetyCases: readonly Case[] = [
  ...hostile.map(
    ({ id, title, scenario }): Case => ({
      id: `safety.${id}`,
      area: 'safety',
      title,
      runs: [network({ scenario, truth: 'served-or-usual', ends: ['complete', 'partial', 'failed'] })],
      checks: [
        staysInside,
        ...eitherWay(
          { rule: NAMES, label: 'observed', level: 'SHOULD' },
          'An export that an odd name has spoilt, and that is called complete, is found out months later.',
        ),
      ],
    }),
  ),
  bomb,
  {
    id: 'safety.redirect-to-another-host',
    area: 'safety',
    title: 'The token goes to the host that it is for, and to nobody else.',
    runs: [network({ scenario: 'redirect-other-host', ends: ['complete', 'failed'] })],
    checks: [otherHost, keepsTheToken],
  },
  {
    id: 'safety.process-list',
    area: 'safety',
    title: 'The token does not stand in the list of processes.',
    runs: [network({ scenario: looked, ends: ['complete'], midway: 'look' })],
    checks: [
      {
        check: 'keeps-the-token-off-the-process-list',
        level: 'SHOULD',
        rule: 'Public clients show the token in the list of processes.',
        label: 'observed',
        why: 'Everybody who has an account on the machine can read it.',
      },
    ],
  },
];

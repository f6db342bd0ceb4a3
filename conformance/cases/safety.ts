import type { OwnScenario } from '../../server/index.ts';
import type { Case, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { eitherWay, keepsTheToken, staysInside } from './demands.ts';
import { network } from './failures.ts';

const NAMES =
  'A client writes only into the folders that it was given, whatever the names of members are. Seen broken in public clients: they extract members outside the folder.';

/** A scenario with additional members of any name; `{root}` is the folder above the client's folders. */
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
    title: 'A member name with ../ does not write outside the folder.',
    scenario: added('climbing', '../outside.txt', '../../outside.txt', 'x/../../../outside.txt'),
  },
  {
    id: 'absolute-name',
    title: 'A member with an absolute path does not write to that path.',
    scenario: added('absolute', '{root}/outside.txt'),
  },
  {
    id: 'backslash-traversal-name',
    title: 'A member name with ..\\ does not write outside the folder.',
    scenario: 'zip-backslash-traversal-name',
  },
  {
    id: 'drive-name',
    title: 'A member name with a drive letter does not write to that drive.',
    scenario: 'zip-drive-name',
  },
  { id: 'symlink', title: 'A symbolic link in the archive is not created.', scenario: 'zip-symlink' },
  {
    id: 'device-name',
    title: 'A member with the name of a device does not open the device.',
    scenario: 'zip-device-name',
  },
];

/** A member of 64 MiB that is compressed to a few hundred kilobytes. */
const bomb: Case = {
  id: 'safety.zip-bomb',
  area: 'safety',
  title: 'A member that decompresses to many times its size does not exhaust memory.',
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
      rule: 'A small download may decompress to any size, so members are streamed. The member here has 64 MiB: a client that holds it in memory exceeds 40 MB, and one that streams it stays below.',
      label: 'observed',
      why: 'A single attachment makes every export of the network fail.',
    },
    {
      check: 'ends-in-time',
      level: 'MUST',
      rule: 'A small download may decompress to any size; the run still ends within its time limit. Seen broken in public clients: they hold the whole ZIP in memory.',
      label: 'observed',
      why: 'A client that decompresses for hours blocks all later jobs.',
    },
  ],
};

const otherHost: CheckSpec = {
  check: 'makes-no-remark',
  of: 'token-on-another-host',
  level: 'MUST',
  rule: 'The token is sent to no other host. Seen broken in public clients: they forward the Authorization header after a redirect.',
  label: 'observed',
  why: 'Anyone who can redirect one request can export the whole network.',
};

/** A SHOULD: the standard library of Go, for one, compares only the names of the hosts. */
const otherPort: CheckSpec = {
  check: 'makes-no-remark',
  of: 'token-on-another-port',
  level: 'SHOULD',
  rule: 'A client considers which headers to leave out after a redirect (RFC 9110, section 15.4); another port is another program.',
  label: 'documented',
  why: 'Any user of the machine of the service can listen on another port and get the token.',
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
          'A damaged export that is reported as complete is found months later.',
        ),
      ],
    }),
  ),
  bomb,
  {
    id: 'safety.redirect-to-another-host',
    area: 'safety',
    title: 'The token is sent to the host of the service and to no other host.',
    runs: [network({ scenario: 'redirect-other-host', ends: ['complete', 'failed'] })],
    checks: [otherHost, keepsTheToken],
  },
  {
    id: 'safety.redirect-to-another-port',
    area: 'safety',
    title: 'The token is sent to the port of the service and to no other port of its host.',
    runs: [network({ scenario: 'redirect-other-port', ends: ['complete', 'failed'] })],
    checks: [otherPort, keepsTheToken],
  },
  {
    id: 'safety.process-list',
    area: 'safety',
    title: 'The token does not appear in the process list.',
    runs: [network({ scenario: looked, ends: ['complete'], midway: 'look' })],
    checks: [
      {
        check: 'keeps-the-token-off-the-process-list',
        level: 'SHOULD',
        rule: 'Secrets do not belong in process arguments. Seen broken in public clients: the process list shows the token.',
        label: 'observed',
        why: 'Every user of the machine can read the token.',
      },
    ],
  },
];

import type { Case, Run } from '../model/case.ts';
import type { CheckSpec, Label, Level } from '../model/check.ts';
import { eitherWay, keepsAll } from './demands.ts';
import { network, SINCE } from './failures.ts';

const STORED =
  'Attachments are in files/ in their native format, under the name in the column path of Files.csv.';
const NAMES = 'The documentation does not limit the characters in the name of an attachment.';
const GONE = 'A lost or changed attachment cannot be recovered after the network deletes it.';

interface Attached {
  readonly id: string;
  readonly title: string;
  readonly run: Omit<Partial<Run>, 'ends'>;
  readonly rule: string;
  readonly label: Label;
  readonly level?: Level;
  readonly needs?: NonNullable<Case['needs']>;
  readonly world?: Case['world'];
}

const served = (scenario: NonNullable<Run['scenario']>) => ({ scenario, truth: 'served' as const });

const kept: readonly Attached[] = [
  {
    id: 'every-byte',
    title: 'Every attachment of a larger network is kept byte for byte.',
    run: { parameters: { since: '2024-06-18T00:00:00+00:00' } },
    world: { size: 'small' },
    rule: STORED,
    label: 'observed',
  },
  {
    id: 'external-networks',
    title: 'The attachments of each network are kept in its folder.',
    run: { parameters: { since: SINCE, includeEns: true } },
    needs: ['include_ens'],
    rule: 'An export of several networks has one folder for each network.',
    label: 'documented',
  },
  {
    id: 'non-ascii-name',
    title: 'An attachment keeps a name with umlauts, Chinese characters and an emoji.',
    run: served('zip-non-ascii-name'),
    rule: NAMES,
    label: 'assumed',
  },
  {
    id: 'spaces-and-marks',
    title: 'An attachment keeps a name with spaces, quotes and percent signs.',
    run: served({
      name: 'name-with-marks',
      rules: [
        { steps: [{ do: 'add-member', name: 'files/two  words & "50%20" #1;(copy).txt', holds: 'text' }] },
      ],
    }),
    rule: NAMES,
    label: 'assumed',
    level: 'SHOULD',
  },
  {
    id: 'csv-attachment',
    title: 'A CSV attachment is kept as an attachment and not read as a table.',
    run: served({
      name: 'csv-attachment',
      rules: [{ steps: [{ do: 'add-member', name: 'files/Messages.csv', holds: 'text' }] }],
    }),
    rule: STORED,
    label: 'observed',
  },
  {
    id: 'long-name',
    title: 'An attachment with a long name is kept.',
    run: served('zip-long-name'),
    rule: NAMES,
    label: 'assumed',
    level: 'SHOULD',
  },
  {
    id: 'without-row',
    title: 'An attachment without a row in Files.csv is kept.',
    run: served('attachment-without-row'),
    rule: 'Each attachment has a row.',
    label: 'documented',
    level: 'SHOULD',
  },
];

const noticed: readonly { readonly id: string; readonly title: string; readonly scenario: string }[] = [
  {
    id: 'row-without-attachment',
    title: 'A row without its attachment is reported as partial or as a failure.',
    scenario: 'row-without-attachment',
  },
  {
    id: 'missing-silently',
    title: 'A missing attachment that log.txt does not name is reported as partial or as a failure.',
    scenario: 'partial-attachment-missing-silently',
  },
];

/** An attachment of the baseline window. */
const ATTACHMENT = 'files/1759794445337792.png';

/** Bytes and CRC do not agree: to a reader, it is all the same which of them is wrong. */
const wrongByte: Case = {
  id: 'attachments.wrong-byte',
  area: 'attachments',
  title: 'An attachment whose bytes do not have its CRC is reported as partial or as a failure.',
  runs: [
    network({
      scenario: {
        name: 'attachment-with-another-crc',
        rules: [{ steps: [{ do: 'wrong-crc', member: ATTACHMENT }] }],
      },
      ends: ['partial', 'failed'],
    }),
  ],
  checks: [
    {
      check: 'says-how-it-ended',
      level: 'MUST',
      rule: 'An export is complete only if every member has its CRC (APPNOTE 4.4.7); attachments are members too.',
      label: 'documented',
      why: GONE,
    },
  ],
};

const missed: CheckSpec = {
  check: 'says-how-it-ended',
  level: 'SHOULD',
  rule: 'Only files that are stored elsewhere have a row without an attachment.',
  label: 'documented',
  why: 'A missing attachment is noticed only when somebody needs it.',
};

export const attachmentCases: readonly Case[] = [
  ...kept.map(
    ({ id, title, run, rule, label, level = 'MUST', needs, world }): Case => ({
      id: `attachments.${id}`,
      area: 'attachments',
      title,
      ...(needs === undefined ? {} : { needs }),
      ...(world === undefined ? {} : { world }),
      runs: [network({ ...run, ends: ['complete'] })],
      checks: keepsAll({ rule, label, level }, GONE),
    }),
  ),
  {
    id: 'attachments.name-too-long',
    area: 'attachments',
    title: 'An attachment with a name that no file system accepts does not lead to a wrong export.',
    runs: [network({ ...served('zip-too-long-name'), ends: ['complete', 'partial', 'failed'] })],
    checks: eitherWay({ rule: NAMES, label: 'assumed', level: 'SHOULD' }, GONE),
  },
  wrongByte,
  ...noticed.map(
    ({ id, title, scenario }): Case => ({
      id: `attachments.${id}`,
      area: 'attachments',
      title,
      runs: [network({ scenario, ends: ['partial', 'failed'] })],
      checks: [missed],
    }),
  ),
];

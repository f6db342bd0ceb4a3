import type { Case, Run } from '../model/case.ts';
import type { CheckSpec, Label, Level } from '../model/check.ts';
import { eitherWay, keepsAll } from './demands.ts';
import { network, SINCE } from './failures.ts';

const STORED =
  'Attachments are in files/ in their native format, under the name that Files.csv has in its column path.';
const NAMES = 'No page says which characters the name of an attachment may have.';
const GONE = 'An attachment that is lost or changed is lost for ever once the network has deleted it.';

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
    title: 'Every attachment of a larger network is kept, byte for byte.',
    run: { parameters: { since: '2024-06-18T00:00:00+00:00' } },
    world: { size: 'small' },
    rule: STORED,
    label: 'observed',
  },
  {
    id: 'external-networks',
    title: 'The attachments of every network are kept, in the folder of each.',
    run: { parameters: { since: SINCE, includeEns: true } },
    needs: ['include_ens'],
    rule: 'More than one network in one export: a folder for each.',
    label: 'documented',
  },
  {
    id: 'non-ascii-name',
    title: 'An attachment with umlauts, Chinese characters and an emoji in its name is kept under that name.',
    run: served('zip-non-ascii-name'),
    rule: NAMES,
    label: 'assumed',
  },
  {
    id: 'spaces-and-marks',
    title: 'An attachment whose name has spaces, quotes and percent signs is kept under that name.',
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
    title: 'An attachment that is a CSV is no table of the export.',
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
    title: 'An attachment that no row names is kept.',
    run: served('attachment-without-row'),
    rule: 'Each attachment has a row.',
    label: 'documented',
    level: 'SHOULD',
  },
];

const noticed: readonly { readonly id: string; readonly title: string; readonly scenario: string }[] = [
  {
    id: 'row-without-attachment',
    title: 'A row whose attachment is not there is noticed.',
    scenario: 'row-without-attachment',
  },
  {
    id: 'missing-silently',
    title: 'An attachment that is missing without a word is missed.',
    scenario: 'partial-attachment-missing-silently',
  },
];

const missed: CheckSpec = {
  check: 'says-how-it-ended',
  level: 'SHOULD',
  rule: 'Only files that are kept elsewhere have a row and no attachment.',
  label: 'documented',
  why: 'A row without its attachment is found out when somebody needs it.',
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
    title: 'An attachment whose name no file system takes does not make the export a wrong one.',
    runs: [network({ ...served('zip-too-long-name'), ends: ['complete', 'partial', 'failed'] })],
    checks: eitherWay({ rule: NAMES, label: 'assumed', level: 'SHOULD' }, GONE),
  },
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

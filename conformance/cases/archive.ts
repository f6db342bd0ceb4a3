import type { Case } from './case.ts';
import { failures, network } from './failures.ts';

const UNREAD = 'Public clients never open the ZIP, or never read what is in it.';

const broken = failures('archive', [
  {
    id: 'wrong-crc',
    title: 'A member whose CRC is wrong is noticed.',
    scenario: 'zip-wrong-crc',
    rule: UNREAD,
    label: 'observed',
  },
  {
    id: 'bad-deflate',
    title: 'Data that cannot be unpacked are noticed.',
    scenario: 'zip-bad-deflate',
    rule: UNREAD,
    label: 'observed',
  },
  {
    id: 'no-directory',
    title: 'An archive without its directory is noticed.',
    scenario: 'zip-no-directory',
    rule: UNREAD,
    label: 'observed',
  },
  {
    id: 'cut-directory',
    title: 'An archive that ends inside its directory is noticed.',
    scenario: 'zip-cut-directory',
    rule: UNREAD,
    label: 'observed',
  },
]);

/** Archives that are unusual and sound. */
const sound = [
  { id: 'zip64', scenario: 'zip-zip64', title: 'An archive with ZIP64 records is read.' },
  {
    id: 'no-descriptors',
    scenario: 'zip-no-descriptors',
    title: 'An archive with sizes in its local headers is read.',
  },
  { id: 'stored', scenario: 'zip-stored', title: 'Members that are stored and not compressed are read.' },
];

export const archiveCases: readonly Case[] = [
  ...broken,
  ...sound.map(
    ({ id, scenario, title }): Case => ({
      id: `archive.${id}`,
      area: 'archive',
      title,
      runs: [network({ scenario, ends: ['complete'] })],
      checks: [
        {
          aspect: 'says-how-it-ended',
          level: 'MUST',
          rule: 'An export is a ZIP; no page says by which of its forms.',
          label: 'assumed',
          why: 'Exports of more than 4 GB cannot do without these forms.',
        },
        {
          aspect: 'keeps-the-export',
          level: 'MUST',
          rule: 'An export is a ZIP; no page says by which of its forms.',
          label: 'assumed',
          why: 'What is not read is lost without a word.',
        },
      ],
    }),
  ),
];

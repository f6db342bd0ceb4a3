import type { Case } from '../model/case.ts';
import { eitherWay, keepsAll } from './demands.ts';
import { failures, network } from './failures.ts';

const UNREAD = 'Public clients never open the ZIP, or never read what is in it.';
const FORMS = 'An export is a ZIP; no page says by which of its forms.';

const broken = failures(
  'archive',
  [
    { id: 'wrong-crc', scenario: 'zip-wrong-crc', title: 'A member whose CRC is wrong is noticed.' },
    { id: 'bad-deflate', scenario: 'zip-bad-deflate', title: 'Data that cannot be unpacked are noticed.' },
    {
      id: 'no-directory',
      scenario: 'zip-no-directory',
      title: 'An archive without its directory is noticed.',
    },
    {
      id: 'cut-directory',
      scenario: 'zip-cut-directory',
      title: 'An archive that ends inside its directory is noticed.',
    },
    {
      id: 'end-without-directory',
      scenario: 'zip-end-without-directory',
      title: 'An end record that counts a directory which is not there is noticed.',
    },
    {
      id: 'size-too-small',
      scenario: 'zip-size-too-small',
      title: 'A member that has more bytes than it says is noticed.',
    },
    { id: 'empty', scenario: 'zip-empty', title: 'An archive without a member is no export.' },
  ].map((one) => ({ ...one, rule: UNREAD, label: 'observed' as const })),
);

/** Archives that are unusual and sound. */
const sound = [
  { id: 'zip64', scenario: 'zip-zip64', title: 'An archive with ZIP64 records is read.' },
  {
    id: 'no-descriptors',
    scenario: 'zip-no-descriptors',
    title: 'An archive with sizes in its local headers is read.',
  },
  { id: 'stored', scenario: 'zip-stored', title: 'Members that are stored and not compressed are read.' },
  {
    id: 'unsigned-descriptors',
    scenario: 'zip-unsigned-descriptors',
    title: 'Sizes behind the data without a signature before them are read.',
  },
  {
    id: 'stored-descriptors',
    scenario: 'zip-stored-descriptors',
    title: 'Stored members whose sizes come behind the data are read.',
  },
  {
    id: 'directory-entry',
    scenario: 'zip-directory-entry',
    title: 'An entry for a folder is no file, and does no harm.',
  },
  { id: 'comment', scenario: 'zip-comment', title: 'An archive with a comment is read.' },
  {
    id: 'nested',
    scenario: 'zip-nested',
    title: 'A ZIP inside the archive is an attachment, and its members are not the export’s.',
    truth: 'served' as const,
  },
];

/** Archives that readers disagree on. */
const disputed = [
  {
    id: 'size-too-large',
    scenario: 'zip-size-too-large',
    title: 'A member that has a byte less than it says is read whole, or refused.',
  },
  {
    id: 'leading-bytes',
    scenario: 'zip-leading-bytes',
    title: 'Line breaks before the archive are passed over, or refused.',
  },
  {
    id: 'trailing-bytes',
    scenario: 'zip-trailing-bytes',
    title: 'Bytes behind the archive are passed over, or refused.',
  },
  {
    id: 'trailing-bytes-far',
    scenario: 'zip-trailing-bytes-far',
    title: 'More bytes behind the archive than a comment can have are noticed.',
  },
  {
    id: 'comment-end-record',
    scenario: 'zip-comment-end-record',
    title: 'A comment that ends like an empty archive does not make the export an empty one.',
  },
  {
    id: 'duplicate-name',
    scenario: 'zip-duplicate-name',
    title: 'A file that is there twice is kept once, or refused.',
  },
  {
    id: 'duplicate-name-other',
    scenario: 'zip-duplicate-name-other',
    title: 'A second file of the same name does not take the place of the messages.',
  },
  {
    id: 'case-names',
    scenario: 'zip-case-names',
    title: 'Two names that differ in capital letters only do not become one file.',
  },
  {
    id: 'local-name-differs',
    scenario: 'zip-local-name-differs',
    title: 'A member that has two names is read under that of the directory, or refused.',
  },
];

const LOST = 'What is not read is lost without a word.';

export const archiveCases: readonly Case[] = [
  ...broken,
  ...sound.map(
    ({ id, scenario, title, truth }): Case => ({
      id: `archive.${id}`,
      area: 'archive',
      title,
      runs: [network({ scenario, ends: ['complete'], ...(truth === undefined ? {} : { truth }) })],
      checks: keepsAll({ rule: FORMS, label: 'assumed', level: 'MUST' }, LOST),
    }),
  ),
  ...disputed.map(
    ({ id, scenario, title }): Case => ({
      id: `archive.${id}`,
      area: 'archive',
      title,
      runs: [network({ scenario, ends: ['complete', 'failed'] })],
      checks: eitherWay(
        { rule: 'Readers disagree on such an archive.', label: 'assumed', level: 'SHOULD' },
        'What one program shows to be complete, the next one finds empty, or something else.',
      ),
    }),
  ),
];

import type { Case, Run } from '../model/case.ts';
import type { Level } from '../model/check.ts';
import { eitherWay, keepsAll } from './demands.ts';
import { failures, network } from './failures.ts';

const UNREAD =
  'An export is complete only if its ZIP and every member can be read to the end. Seen broken in public clients: they never open the ZIP, or never read its members.';
const FORMS = 'An export is a ZIP; the documentation names no variant of the format.';
const DESCRIPTORS =
  'The signature of a data descriptor is optional; readers should account for both forms (APPNOTE 4.3.9.3).';

const broken = failures(
  'archive',
  [
    {
      id: 'wrong-crc',
      scenario: 'zip-wrong-crc',
      title: 'A member with a wrong CRC is reported as a failure.',
    },
    {
      id: 'bad-deflate',
      scenario: 'zip-bad-deflate',
      title: 'A member that cannot be decompressed is reported as a failure.',
    },
    {
      id: 'no-directory',
      scenario: 'zip-no-directory',
      title: 'An archive without its central directory is reported as a failure.',
    },
    {
      id: 'cut-directory',
      scenario: 'zip-cut-directory',
      title: 'An archive that ends inside its central directory is reported as a failure.',
    },
    {
      id: 'end-without-directory',
      scenario: 'zip-end-without-directory',
      title: 'An end record without the central directory that it names is reported as a failure.',
    },
  ].map((one) => ({ ...one, rule: UNREAD, label: 'observed' as const })),
);

interface Sound {
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly truth?: NonNullable<Run['truth']>;
  /** Default: that an export is a ZIP, a MUST. */
  readonly rule?: string;
  readonly level?: Level;
}

/** Unusual archives that are sound. */
const sound: readonly Sound[] = [
  { id: 'zip64', scenario: 'zip-zip64', title: 'An archive with ZIP64 records is read.' },
  {
    id: 'no-descriptors',
    scenario: 'zip-no-descriptors',
    title: 'An archive with the sizes in its local headers is read.',
  },
  { id: 'stored', scenario: 'zip-stored', title: 'Members that are stored without compression are read.' },
  {
    id: 'unsigned-descriptors',
    scenario: 'zip-unsigned-descriptors',
    title: 'Data descriptors without a signature are read.',
    rule: DESCRIPTORS,
    level: 'SHOULD',
  },
  {
    id: 'stored-descriptors',
    scenario: 'zip-stored-descriptors',
    title: 'Stored members with data descriptors are read.',
  },
  {
    id: 'directory-entry',
    scenario: 'zip-directory-entry',
    title: 'An archive with an entry for a folder is read.',
  },
  { id: 'comment', scenario: 'zip-comment', title: 'An archive with a comment is read.' },
  {
    id: 'nested',
    scenario: 'zip-nested',
    title: 'A ZIP inside the archive is kept as an attachment and not unpacked into the export.',
    truth: 'served',
  },
];

/** Archives that ZIP readers read differently. */
const disputed = [
  {
    id: 'size-too-small',
    scenario: 'zip-size-too-small',
    title: 'A member with more bytes than its stated size is read completely or rejected.',
  },
  {
    id: 'size-too-large',
    scenario: 'zip-size-too-large',
    title: 'A member with one byte less than its stated size is read completely or rejected.',
  },
  {
    id: 'leading-bytes',
    scenario: 'zip-leading-bytes',
    title: 'An archive with line breaks before it is read completely or rejected.',
  },
  {
    id: 'trailing-bytes',
    scenario: 'zip-trailing-bytes',
    title: 'An archive with extra bytes after it is read completely or rejected.',
  },
  {
    id: 'trailing-bytes-far',
    scenario: 'zip-trailing-bytes-far',
    title:
      'An archive with more extra bytes after it than a comment can hold is read completely or rejected.',
  },
  {
    id: 'comment-end-record',
    scenario: 'zip-comment-end-record',
    title: 'An archive whose comment ends like an empty archive is not read as an empty export.',
  },
  {
    id: 'duplicate-name',
    scenario: 'zip-duplicate-name',
    title: 'A file that the archive holds twice is kept once or rejected.',
  },
  {
    id: 'duplicate-name-other',
    scenario: 'zip-duplicate-name-other',
    title: 'A second file with the name of the messages does not replace them.',
  },
  {
    id: 'case-names',
    scenario: 'zip-case-names',
    title: 'Two names that differ only in case do not become one file.',
  },
  {
    id: 'local-name-differs',
    scenario: 'zip-local-name-differs',
    title: 'A member with two names is read under its name in the central directory or rejected.',
  },
];

const LOST = 'Data that the client does not read is lost without a message.';

/** An archive without members may count as a failure, or as an export of which everything is missing. */
const empty: Case = {
  id: 'archive.empty',
  area: 'archive',
  title: 'An archive without members is not reported as complete.',
  runs: [network({ scenario: 'zip-empty', ends: ['partial', 'failed'] })],
  checks: [
    {
      check: 'says-how-it-ended',
      level: 'MUST',
      rule: UNREAD,
      label: 'observed',
      why: 'A scheduler reads only the exit code: a failure that looks like success is found months later.',
    },
    {
      check: 'tells-why',
      level: 'SHOULD',
      rule: UNREAD,
      label: 'observed',
      why: 'The operator has only the log to find out what to do.',
    },
  ],
};

export const archiveCases: readonly Case[] = [
  ...broken,
  empty,
  ...sound.map(
    ({ id, scenario, title, truth, rule = FORMS, level = 'MUST' }): Case => ({
      id: `archive.${id}`,
      area: 'archive',
      title,
      runs: [network({ scenario, ends: ['complete'], ...(truth === undefined ? {} : { truth }) })],
      checks: keepsAll({ rule, label: 'assumed', level }, LOST),
    }),
  ),
  ...disputed.map(
    ({ id, scenario, title }): Case => ({
      id: `archive.${id}`,
      area: 'archive',
      title,
      runs: [network({ scenario, ends: ['complete', 'failed'] })],
      checks: eitherWay(
        {
          rule: 'ZIP readers read such an archive differently; the output must match the exit code.',
          label: 'assumed',
          level: 'SHOULD',
        },
        'One program reads a complete export where another finds it empty or different.',
      ),
    }),
  ),
];

import type { Case } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { keepsTheToken } from './demands.ts';
import { failures } from './failures.ts';
import { transferCases } from './transfers.ts';

const TRUNCATED = 'Public clients do not notice that an export is cut short.';

const places = {
  'after-headers': 'before its first byte',
  'in-local-header': 'inside a local header',
  'mid-member': 'inside the data of a member',
  'in-row': 'inside a row',
  'between-members': 'between two members',
  'before-directory': 'before the central directory',
  'mid-directory': 'inside the central directory',
  'one-byte-short': 'one byte before its end',
} as const;

const framings = {
  chunked: 'An export in chunks',
  length: 'An export with a length',
  'close-delimited': 'An export that ends with the connection',
} as const;

const clearsUp: CheckSpec = {
  check: 'leaves-nothing-unfinished',
  level: 'SHOULD',
  rule: 'A part of an export is of no use: a new request is a new export.',
  label: 'documented',
  why: 'A part of many gigabytes that stays every night fills the disk.',
};

const cuts = Object.entries(framings).flatMap(([framing, what]) =>
  Object.entries(places).map(([place, where]) => ({
    id: `cut-${place}-${framing}`,
    title: `${what} that is cut ${where} is a failure.`,
    scenario: `cut-${place}-${framing}`,
    rule: TRUNCATED,
    label: 'observed' as const,
    ...(place === 'mid-member' ? { more: [clearsUp] } : {}),
  })),
);

export const downloadCases: readonly Case[] = [
  ...failures('download', [
    ...cuts,
    {
      id: 'reset-after-headers',
      title: 'A reset after the headers is a failure.',
      scenario: 'reset-after-headers',
      rule: TRUNCATED,
      label: 'observed',
      more: [keepsTheToken],
    },
    {
      id: 'reset-mid-member',
      title: 'A reset in the middle of the export is a failure.',
      scenario: 'reset-mid-member',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'well-formed-mid-member',
      title: 'A body that ends in due form in the middle of the archive is a failure.',
      scenario: 'cut-mid-member-well-formed',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'length-too-large',
      title: 'A body that is shorter than its length is a failure.',
      scenario: 'length-too-large',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'length-too-small',
      title: 'A body whose length is too small, so that its end is missing, is a failure.',
      scenario: 'length-too-small',
      rule: 'Public clients never open the ZIP.',
      label: 'observed',
    },
    {
      id: 'gzip-unannounced',
      title: 'An export in a gzip that no header announces is no ZIP.',
      scenario: 'gzip-unannounced',
      rule: 'Public clients never open the ZIP.',
      label: 'observed',
    },
    {
      id: 'well-formed-after-headers',
      title: 'A body that ends in due form before its first byte is a failure.',
      scenario: 'cut-after-headers-well-formed',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'well-formed-between-members',
      title: 'A body that ends in due form between two members is a failure.',
      scenario: 'cut-between-members-well-formed',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'well-formed-mid-directory',
      title: 'A body that ends in due form inside the central directory is a failure.',
      scenario: 'cut-mid-directory-well-formed',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'well-formed-one-byte-short',
      title: 'A body that ends in due form one byte before its end is a failure.',
      scenario: 'cut-one-byte-short-well-formed',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'silent-in-the-middle',
      title: 'A stream that falls silent for good is given up.',
      scenario: 'stall-and-reset',
      rule: 'A connection that died on the way says nothing any more.',
      label: 'assumed',
    },
  ]),
  ...transferCases,
];

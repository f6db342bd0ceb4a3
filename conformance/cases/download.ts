import type { Case } from './case.ts';
import { failures } from './failures.ts';

const TRUNCATED = 'Public clients do not notice that an export is cut short.';

const places = {
  'after-headers': 'before its first byte',
  'in-local-header': 'inside a local header',
  'mid-member': 'inside the data of a member',
  'in-row': 'inside a row',
  'before-directory': 'before the central directory',
  'mid-directory': 'inside the central directory',
  'one-byte-short': 'one byte before its end',
} as const;

const framings = {
  chunked: 'An export in chunks',
  length: 'An export with a length',
  'close-delimited': 'An export that ends with the connection',
} as const;

const cuts = Object.entries(framings).flatMap(([framing, what]) =>
  Object.entries(places).map(([place, where]) => ({
    id: `cut-${place}-${framing}`,
    title: `${what} that is cut ${where} is a failure.`,
    scenario: `cut-${place}-${framing}`,
    rule: TRUNCATED,
    label: 'observed' as const,
  })),
);

export const downloadCases: readonly Case[] = failures('download', [
  ...cuts,
  {
    id: 'reset-after-headers',
    title: 'A reset after the headers is a failure.',
    scenario: 'reset-after-headers',
    rule: TRUNCATED,
    label: 'observed',
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
]);

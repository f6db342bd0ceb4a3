import type { Case } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { eitherWay, keepsTheToken } from './demands.ts';
import { failures, network } from './failures.ts';
import { transferCases } from './transfers.ts';

const TRUNCATED =
  'An incomplete response is a failed export (RFC 9112, section 8). Seen broken in public clients: they take a truncated export for a complete one.';

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
  chunked: 'A chunked export',
  length: 'An export with Content-Length',
  'close-delimited': 'An export that is delimited by the end of the connection',
} as const;

const clearsUp: CheckSpec = {
  check: 'leaves-nothing-unfinished',
  level: 'SHOULD',
  rule: 'A partial download cannot be continued: a new request makes a new export.',
  label: 'documented',
  why: 'Partial downloads of many gigabytes that are never removed fill the disk.',
};

/**
 * The places after the last byte of data. Where HTTP says nothing about the end of the body, a client that
 * reads the members in order has every byte, and each with its CRC: it is complete for this client.
 */
const afterTheData: ReadonlySet<string> = new Set(['mid-directory', 'one-byte-short']);

const cuts = Object.entries(framings).flatMap(([framing, what]) =>
  Object.entries(places).flatMap(([place, where]) =>
    framing === 'close-delimited' && afterTheData.has(place)
      ? []
      : [
          {
            id: `cut-${place}-${framing}`,
            title: `${what} is reported as a failure when it is cut ${where}.`,
            scenario: `cut-${place}-${framing}`,
            rule: TRUNCATED,
            label: 'observed' as const,
            ...(place === 'mid-member' ? { more: [clearsUp] } : {}),
          },
        ],
  ),
);

/** The transfers that lack a part of the central directory, and of which only the archive says so. */
const shortOfTheDirectory: readonly Case[] = [
  {
    id: 'cut-mid-directory-close-delimited',
    scenario: 'cut-mid-directory-close-delimited',
    what: `${framings['close-delimited']} and cut ${places['mid-directory']}`,
  },
  {
    id: 'cut-one-byte-short-close-delimited',
    scenario: 'cut-one-byte-short-close-delimited',
    what: `${framings['close-delimited']} and cut ${places['one-byte-short']}`,
  },
  {
    id: 'well-formed-mid-directory',
    scenario: 'cut-mid-directory-well-formed',
    what: 'A well-formed body that ends inside the central directory',
  },
  {
    id: 'well-formed-one-byte-short',
    scenario: 'cut-one-byte-short-well-formed',
    what: 'A well-formed body that lacks its last byte',
  },
].map(({ id, scenario, what }) => ({
  id: `download.${id}`,
  area: 'download',
  title: `${what} is kept with all its data or reported as a failure.`,
  runs: [network({ scenario, ends: ['complete', 'failed'] })],
  checks: eitherWay(
    { rule: TRUNCATED, label: 'observed', level: 'MUST' },
    'An archive that cannot be read is reported as complete.',
  ),
}));

export const downloadCases: readonly Case[] = [
  ...failures('download', [
    ...cuts,
    {
      id: 'reset-after-headers',
      title: 'A reset after the headers is reported as a failure.',
      scenario: 'reset-after-headers',
      rule: TRUNCATED,
      label: 'observed',
      more: [keepsTheToken],
    },
    {
      id: 'reset-mid-member',
      title: 'A reset in the middle of the export is reported as a failure.',
      scenario: 'reset-mid-member',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'well-formed-mid-member',
      title: 'A well-formed body that ends in the middle of the archive is reported as a failure.',
      scenario: 'cut-mid-member-well-formed',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'length-too-large',
      title: 'A body that is shorter than Content-Length is reported as a failure.',
      scenario: 'length-too-large',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'length-too-small',
      title: 'A body that Content-Length cuts short is reported as a failure.',
      scenario: 'length-too-small',
      rule: 'An export is complete only if its ZIP can be read. Seen broken in public clients: they never open the ZIP.',
      label: 'observed',
    },
    {
      id: 'gzip-unannounced',
      title: 'A gzip body without Content-Encoding is reported as a failure.',
      scenario: 'gzip-unannounced',
      rule: 'An export is complete only if its ZIP can be read. Seen broken in public clients: they never open the ZIP.',
      label: 'observed',
    },
    {
      id: 'well-formed-after-headers',
      title: 'A well-formed body without a byte is reported as a failure.',
      scenario: 'cut-after-headers-well-formed',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'well-formed-between-members',
      title: 'A well-formed body that ends between two members is reported as a failure.',
      scenario: 'cut-between-members-well-formed',
      rule: TRUNCATED,
      label: 'observed',
    },
    {
      id: 'status-206',
      title:
        'A 206 with the first part of the export, for a request without Range, is reported as a failure.',
      scenario: {
        name: 'first-part',
        rules: [
          {
            steps: [
              { do: 'head', status: 206, set: { 'Content-Range': 'bytes 0-399/100000' } },
              { do: 'stream', until: { byte: 400 }, end: 'complete' },
            ],
          },
        ],
      },
      rule: 'A 206 holds a part of the content (RFC 9110, section 15.3.7); a client that gets one without asking has no complete export.',
      label: 'documented',
    },
    {
      id: 'silent-in-the-middle',
      title: 'A stream that sends no more data is given up and reported as a failure.',
      scenario: 'stall-and-reset',
      rule: 'A dead connection sends no data and no error.',
      label: 'assumed',
    },
  ]),
  ...shortOfTheDirectory,
  ...transferCases,
];

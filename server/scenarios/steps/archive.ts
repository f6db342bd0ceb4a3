import type { JsonSchema } from '../../../schemas/index.ts';
import type { StepKinds } from './kind.ts';

/**
 * What happens to the container. `member` is a name as in the archive, `Messages.csv`; in an export of several networks
 * the first folder's member of that name is meant. A step whose member is not in the export changes nothing.
 */
export type ArchiveStep =
  | { readonly do: 'wrong-crc'; readonly member: string }
  | {
      readonly do: 'wrong-size';
      readonly member: string /** Bytes more, or fewer, than there are. */;
      readonly by: number;
    }
  | {
      readonly do: 'corrupt-data';
      readonly member: string;
      /** The place in the packed data, or the nearest one before it where unpacking must fail. */
      readonly percent: number;
    }
  | { readonly do: 'cut-directory' /** Where the archive ends. */; readonly percent: number }
  | {
      readonly do: 'no-directory' /** Whether the record that says where the directory is stays. */;
      readonly keepEnd?: boolean;
    }
  | { readonly do: 'zip64' }
  | { readonly do: 'descriptors'; readonly as: 'signed' | 'unsigned' | 'none' }
  | { readonly do: 'store' }
  | { readonly do: 'leading-bytes'; readonly bytes: number }
  | { readonly do: 'trailing-bytes'; readonly bytes: number }
  | { readonly do: 'comment'; readonly holds: 'text' | 'signature' | 'end-record' }
  | {
      readonly do: 'add-member';
      /** A copy whose name is that of its model stands in the same folder. */
      readonly name: string;
      readonly holds: 'text' | 'zip' | 'zeros' | 'copy' | 'directory' | 'link';
      /** Bytes of zeros; 32 MiB when left out. */
      readonly bytes?: number;
      /** The member whose content a copy has, or that a link points at; Messages.csv when left out. */
      readonly of?: string;
      /** A shorter name is made this long, in bytes, before its ending. */
      readonly nameBytes?: number;
      /** The flags do not say that the name is UTF-8. */
      readonly unflagged?: boolean;
    }
  | {
      readonly do: 'rename-member';
      readonly member: string;
      readonly to: string;
      /** Everywhere, or in the local header only; everywhere when left out. */
      readonly where?: 'everywhere' | 'local-header';
    }
  | { readonly do: 'empty-archive' };

/** No name gets longer than the 65,535 bytes that the format allows: a UTF-16 unit takes three at most, a folder's slash one. */
const name = { type: 'string', minLength: 1, maxLength: 21_844 } as const satisfies JsonSchema;
const member = { type: 'string', minLength: 1, maxLength: 300 } as const satisfies JsonSchema;
const percent = { type: 'number', minimum: 0, maximum: 100 } as const satisfies JsonSchema;
const bytes = { type: 'integer', minimum: 1, maximum: 1_000_000 } as const satisfies JsonSchema;

/** What zeros take at most once unpacked. */
const MOST_ZEROS = 64 * 1024 * 1024;
/** Zeros when nobody says how many. */
export const USUAL_ZEROS = MOST_ZEROS / 2;
/** The member that a copy copies and a link points at when nobody names another. */
export const USUAL_MODEL = 'Messages.csv';

const descriptorTexts = {
  signed: 'writes CRC and sizes behind the data of every member, after a signature',
  unsigned: 'writes CRC and sizes behind the data of every member, without a signature',
  none: 'writes CRC and sizes into every local header, and nothing behind the data',
} as const;

const commentTexts = {
  text: 'gives the archive a comment',
  signature: 'gives the archive a comment that holds the signature of an end record',
  'end-record': 'gives the archive a comment that ends in the end record of an empty archive',
} as const;

type AddMember = Extract<ArchiveStep, { do: 'add-member' }>;

const contentTexts: { readonly [H in AddMember['holds']]: (step: AddMember) => string } = {
  text: () => 'with a harmless sentence',
  zip: () => 'that is a ZIP itself',
  zeros: ({ bytes: count = USUAL_ZEROS }) => `of ${count} zero bytes`,
  copy: ({ of = USUAL_MODEL }) => `with the content of ${of}`,
  directory: () => 'that is a folder',
  link: ({ of = USUAL_MODEL }) => `that is a symbolic link to ${of}`,
};

/** How far a size is from the truth. */
function inSize(by: number): string {
  const much = Math.abs(by);
  return `${much} ${much === 1 ? 'byte' : 'bytes'} too ${by > 0 ? 'large' : 'small'}`;
}

/** A name in a sentence, its odd characters escaped. */
function shown(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return escaped.length > 60 ? `${escaped.slice(0, 60)}…` : escaped;
}

function addition(step: AddMember): string {
  const long = step.nameBytes === undefined ? '' : `, its name ${step.nameBytes} bytes long,`;
  const flag = step.unflagged ? ', its name not marked as UTF-8' : '';
  return `adds a member ${shown(step.name)}${long} ${contentTexts[step.holds](step)}${flag}`;
}

export const archiveKinds: StepKinds<ArchiveStep> = {
  'wrong-crc': {
    properties: { member },
    required: ['member'],
    explain: (step) => `states a wrong CRC for ${step.member}`,
  },
  'wrong-size': {
    properties: {
      member,
      by: { type: 'integer', minimum: -1_000_000, maximum: 1_000_000, not: { const: 0 } },
    },
    required: ['member', 'by'],
    explain: (step) => `states a size of ${step.member} that is ${inSize(step.by)}`,
  },
  'corrupt-data': {
    properties: { member, percent },
    required: ['member', 'percent'],
    explain: (step) => `breaks the packed data of ${step.member} at ${step.percent} %`,
  },
  'cut-directory': {
    properties: { percent },
    required: ['percent'],
    explain: (step) => `ends the archive at ${step.percent} % of the central directory`,
  },
  'no-directory': {
    properties: { keepEnd: { type: 'boolean' } },
    required: [],
    explain: ({ keepEnd }) =>
      `leaves out the central directory${keepEnd ? ' and keeps the end record' : ' and all after it'}`,
  },
  zip64: {
    properties: {},
    required: [],
    explain: () => 'writes every size and place in the 64-bit fields of ZIP64',
  },
  descriptors: {
    properties: { as: { enum: ['signed', 'unsigned', 'none'] } },
    required: ['as'],
    explain: (step) => descriptorTexts[step.as],
  },
  store: { properties: {}, required: [], explain: () => 'stores every member uncompressed, by method 0' },
  'leading-bytes': {
    properties: { bytes },
    required: ['bytes'],
    explain: (step) => `puts ${step.bytes} bytes before the archive`,
  },
  'trailing-bytes': {
    properties: { bytes },
    required: ['bytes'],
    explain: (step) => `puts ${step.bytes} bytes after the archive`,
  },
  comment: {
    properties: { holds: { enum: ['text', 'signature', 'end-record'] } },
    required: ['holds'],
    explain: (step) => commentTexts[step.holds],
  },
  'add-member': {
    properties: {
      name,
      holds: { enum: ['text', 'zip', 'zeros', 'copy', 'directory', 'link'] },
      bytes: { type: 'integer', minimum: 1, maximum: MOST_ZEROS },
      of: { ...member, pattern: '^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$' },
      nameBytes: { type: 'integer', minimum: 1, maximum: 65_535 },
      unflagged: { type: 'boolean' },
    },
    required: ['name', 'holds'],
    explain: addition,
  },
  'rename-member': {
    properties: { member, to: name, where: { enum: ['everywhere', 'local-header'] } },
    required: ['member', 'to'],
    explain: ({ member: from, to, where }) =>
      where === 'local-header'
        ? `calls ${from} ${shown(to)} in its local header`
        : `renames ${from} to ${shown(to)}`,
  },
  'empty-archive': { properties: {}, required: [], explain: () => 'sends an archive without any member' },
};

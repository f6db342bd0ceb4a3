import type { JsonSchema } from '../../../schemas/index.ts';
import type { StepKinds } from './kind.ts';

/**
 * Steps that change the archive. `member` is a name as in the archive, `Messages.csv`; in an export of
 * several networks it selects the member of the first folder. A step whose member is not in the export
 * changes nothing.
 */
export type ArchiveStep =
  | { readonly do: 'wrong-crc'; readonly member: string }
  | {
      readonly do: 'wrong-size';
      readonly member: string /** Added to the true size, in bytes. */;
      readonly by: number;
    }
  | {
      readonly do: 'corrupt-data';
      readonly member: string;
      /**
       * The position in the compressed data. The break is there, or at the nearest earlier position where
       * decompression must fail.
       */
      readonly percent: number;
    }
  | {
      readonly do: 'cut-directory' /** The position in the directory where the archive ends. */;
      readonly percent: number;
    }
  | {
      readonly do: 'no-directory' /** True if the end record remains. */;
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
      /** The member name. A copy with the name of its original is in the same folder. */
      readonly name: string;
      readonly holds: 'text' | 'zip' | 'zeros' | 'copy' | 'directory' | 'link';
      /**
       * The number of zero bytes.
       *
       * @default 32 MiB
       */
      readonly bytes?: number;
      /**
       * The member that is copied, or that a link points to.
       *
       * @default Messages.csv
       */
      readonly of?: string;
      /** The length of the name in bytes: a shorter name is padded before its extension. */
      readonly nameBytes?: number;
      /** Omits the flag that marks the name as UTF-8. */
      readonly unflagged?: boolean;
    }
  | {
      readonly do: 'rename-member';
      readonly member: string;
      readonly to: string;
      /**
       * The records that contain the new name.
       *
       * @default everywhere
       */
      readonly where?: 'everywhere' | 'local-header';
    }
  | { readonly do: 'empty-archive' };

/**
 * Limits names to the 65,535 bytes of the format: a UTF-16 unit takes at most three bytes, the slash of a
 * folder one.
 */
const name = { type: 'string', minLength: 1, maxLength: 21_844 } as const satisfies JsonSchema;
const member = { type: 'string', minLength: 1, maxLength: 300 } as const satisfies JsonSchema;
const percent = { type: 'number', minimum: 0, maximum: 100 } as const satisfies JsonSchema;
const bytes = { type: 'integer', minimum: 1, maximum: 1_000_000 } as const satisfies JsonSchema;

/** The maximum number of zero bytes, decompressed. */
const MOST_ZEROS = 64 * 1024 * 1024;
/** The default number of zero bytes. */
export const USUAL_ZEROS = MOST_ZEROS / 2;
/** The default member that a copy copies and a link points to. */
export const USUAL_MODEL = 'Messages.csv';

const descriptorTexts = {
  signed: 'writes CRC and sizes after the data of every member, with a signature',
  unsigned: 'writes CRC and sizes after the data of every member, without a signature',
  none: 'writes CRC and sizes into every local header, and nothing after the data',
} as const;

const commentTexts = {
  text: 'gives the archive a comment',
  signature: 'gives the archive a comment that contains the signature of an end record',
  'end-record': 'gives the archive a comment that ends with the end record of an empty archive',
} as const;

type AddMember = Extract<ArchiveStep, { do: 'add-member' }>;

const contentTexts: { readonly [H in AddMember['holds']]: (step: AddMember) => string } = {
  text: () => 'with a harmless sentence',
  zip: () => 'that is a ZIP archive',
  zeros: ({ bytes: count = USUAL_ZEROS }) => `of ${count} zero bytes`,
  copy: ({ of = USUAL_MODEL }) => `with the content of ${of}`,
  directory: () => 'that is a folder',
  link: ({ of = USUAL_MODEL }) => `that is a symbolic link to ${of}`,
};

/** The difference between a stated size and the true one. */
function inSize(by: number): string {
  const much = Math.abs(by);
  return `${much} ${much === 1 ? 'byte' : 'bytes'} too ${by > 0 ? 'large' : 'small'}`;
}

/** A member name for a sentence, with special characters escaped. */
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
    explain: (step) => `breaks the compressed data of ${step.member} at ${step.percent} %`,
  },
  'cut-directory': {
    properties: { percent },
    required: ['percent'],
    explain: (step) => `ends the archive at ${step.percent} % of the central directory`,
    endsBody: () => true,
  },
  'no-directory': {
    properties: { keepEnd: { type: 'boolean' } },
    required: [],
    explain: ({ keepEnd }) =>
      `leaves out the central directory${keepEnd ? ' and keeps the end record' : ' and all records after it'}`,
    endsBody: ({ keepEnd = false }) => !keepEnd,
  },
  zip64: {
    properties: {},
    required: [],
    explain: () => 'writes every size and offset in the 64-bit fields of ZIP64',
  },
  descriptors: {
    properties: { as: { enum: ['signed', 'unsigned', 'none'] } },
    required: ['as'],
    explain: (step) => descriptorTexts[step.as],
  },
  store: { properties: {}, required: [], explain: () => 'stores every member uncompressed, with method 0' },
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
        ? `renames ${from} to ${shown(to)} in its local header only`
        : `renames ${from} to ${shown(to)}`,
  },
  'empty-archive': { properties: {}, required: [], explain: () => 'sends an archive without members' },
};

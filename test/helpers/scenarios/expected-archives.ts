import type { FindingCode } from '../../../conformance/index.ts';

/** An archive without any scenario, and the offsets of its last parts. */
export interface Plain {
  readonly bytes: Buffer;
  readonly directoryAt: number;
  readonly endAt: number;
}

/** The expected effect of a scenario on an archive and on its readers. */
export interface Expected {
  /** The complete changed archive, where the test computes it. */
  readonly bytes?: (plain: Plain) => Buffer;
  /**
   * All fields that differ, for archives that the test can read; `+ name` is an additional member, `* field`
   * differs in every member.
   */
  readonly differs?: readonly string[];
  /** The content of the added member. */
  readonly added?: RegExp | 'copy' | number;
  /** The expected fields of the added member. */
  readonly says?: Readonly<Record<string, string | number>>;
  /** The expected findings of `checkExport`. */
  readonly found: readonly FindingCode[];
  /** Programs that read every original member; a program in neither list may do either. */
  readonly readBy?: readonly string[];
  /** Programs that reject the archive. */
  readonly refusedBy?: readonly string[];
}

const [unzip, python, java, sevenZip, bsdtar] = [
  'unzip',
  'Python’s zipfile',
  'Java’s ZipInputStream',
  '7-Zip',
  'bsdtar',
];
const everybody = [unzip, python, java, sevenZip, bsdtar];
const byDirectory = [unzip, python, sevenZip, bsdtar];

const sentence = /harmless/;
const lineBreaks = Buffer.from('\n\n\n\n');
const endRecord = Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`);

/** A Unix mode as external attributes; the lower half is for DOS. */
const mode = (unix: number, dos = 0): number => unix * 0x10000 + dos;

/** The fields of a member whose name is UTF-8, and of one without the UTF-8 flag. */
const flagged = { 'local.flags': 0x0808, 'central.flags': 0x0808, 'central.attributes': mode(0o100644) };
const unflagged = { ...flagged, 'local.flags': 0x0008, 'central.flags': 0x0008 };
/** The fields of an uncompressed member with its sizes in the local header. */
const stored = {
  'local.method': 0,
  'local.flags': 0x0800,
  'central.flags': 0x0800,
  'descriptor.form': 'none',
};

/** An added attachment that no CSV names; the member is valid otherwise. */
const attachment = (name: string, more: Partial<Expected> = {}): Expected => ({
  differs: [`+ ${name}`],
  added: sentence,
  says: flagged,
  found: ['attachment-unlisted'],
  readBy: byDirectory,
  ...more,
});

const hostile = (name: string): Expected => ({
  differs: [`+ ${name}`],
  added: sentence,
  says: flagged,
  found: ['unsafe-name', 'unexpected-member'],
  readBy: [python],
});

function commented(comment: string): NonNullable<Expected['bytes']> {
  return ({ bytes }) => {
    const length = Buffer.from([comment.length, 0]);
    return Buffer.concat([bytes.subarray(0, -2), length, Buffer.from(comment)]);
  };
}

/** The expected effects, by the name of the scenario. */
export const expectations: Readonly<Record<string, Expected>> = {
  'zip-wrong-crc': {
    differs: ['Messages.csv central.crc', 'Messages.csv descriptor.crc'],
    found: ['crc-mismatch'],
    refusedBy: everybody,
  },
  'zip-size-too-large': {
    differs: ['Messages.csv central.size', 'Messages.csv descriptor.size'],
    found: ['size-mismatch'],
    refusedBy: [java, bsdtar],
  },
  'zip-size-too-small': {
    differs: ['Messages.csv central.size', 'Messages.csv descriptor.size'],
    found: ['size-mismatch'],
    refusedBy: [python, java, bsdtar],
  },
  'zip-bad-deflate': { differs: ['Messages.csv data'], found: ['bad-deflate'], refusedBy: everybody },
  'zip-cut-directory': {
    bytes: ({ bytes, directoryAt, endAt }) => bytes.subarray(0, (directoryAt + endAt) >> 1),
    found: ['truncated'],
    refusedBy: [unzip, python, sevenZip],
  },
  'zip-no-directory': {
    bytes: ({ bytes, directoryAt }) => bytes.subarray(0, directoryAt),
    found: ['truncated'],
    refusedBy: [unzip, python, sevenZip],
  },
  'zip-end-without-directory': {
    bytes: ({ bytes, directoryAt, endAt }) =>
      Buffer.concat([bytes.subarray(0, directoryAt), bytes.subarray(endAt)]),
    found: ['central-directory'],
    refusedBy: [unzip, python, sevenZip],
  },
  'zip-zip64': {
    differs: [
      ...['* central.maker', '* central.version', '* central.wide', '* descriptor.form', '* local.version'],
      ...['* local.wide', 'archive end'],
    ],
    found: [],
    readBy: byDirectory,
  },
  'zip-signed-descriptors': { bytes: ({ bytes }) => bytes, found: [], readBy: byDirectory },
  'zip-unsigned-descriptors': { differs: ['* descriptor.form'], found: [], readBy: everybody },
  'zip-no-descriptors': {
    differs: [
      ...[
        '* central.flags',
        '* descriptor.crc',
        '* descriptor.form',
        '* descriptor.packed',
        '* descriptor.size',
      ],
      ...['* local.crc', '* local.flags', '* local.packed', '* local.size'],
    ],
    found: [],
    readBy: everybody,
  },
  'zip-stored': {
    differs: [
      ...[
        '* central.flags',
        '* central.method',
        '* central.packed',
        '* data',
        '* descriptor.crc',
        '* descriptor.form',
      ],
      ...['* descriptor.packed', '* descriptor.size', '* local.crc', '* local.flags', '* local.method'],
      ...['* local.packed', '* local.size'],
    ],
    found: [],
    readBy: everybody,
  },
  'zip-stored-descriptors': {
    differs: ['* central.method', '* central.packed', '* data', '* descriptor.packed', '* local.method'],
    found: [],
    readBy: byDirectory,
    refusedBy: [java],
  },
  'zip-directory-entry': {
    differs: ['+ files/'],
    added: /^$/,
    found: ['directory-entry'],
    readBy: everybody,
  },
  'zip-empty': { bytes: () => endRecord, found: ['no-data'] },
  'zip-leading-bytes': {
    bytes: ({ bytes }) => Buffer.concat([lineBreaks, bytes]),
    found: ['leading-bytes'],
    readBy: [python],
  },
  'zip-trailing-bytes': {
    bytes: ({ bytes }) => Buffer.concat([bytes, Buffer.alloc(512)]),
    found: ['trailing-bytes'],
    readBy: byDirectory,
  },
  'zip-trailing-bytes-far': {
    bytes: ({ bytes }) => Buffer.concat([bytes, Buffer.alloc(80_000)]),
    found: ['truncated'],
    refusedBy: [unzip, python],
  },
  'zip-comment': { bytes: commented('An export made for tests.'), found: [], readBy: byDirectory },
  'zip-comment-signature': {
    bytes: commented('The end of central directory begins with PK\x05\x06, and this is still the comment.'),
    found: ['central-directory'],
    readBy: [sevenZip, bsdtar],
  },
  'zip-comment-end-record': {
    bytes: commented(`This ends as an archive without members does: ${endRecord}`),
    found: ['truncated'],
    readBy: [sevenZip, bsdtar],
  },
  'zip-duplicate-name': {
    differs: ['+ Messages.csv (again)'],
    added: 'copy',
    found: ['duplicate-name', 'count-mismatch'],
  },
  'zip-duplicate-name-other': {
    differs: ['+ Messages.csv (again)'],
    added: sentence,
    found: ['duplicate-name', 'header', 'unquoted'],
  },
  'zip-case-names': {
    differs: ['+ messages.csv'],
    added: sentence,
    found: ['duplicate-name', 'header', 'unquoted'],
    readBy: byDirectory,
  },
  'zip-traversal-name': hostile('../outside.txt'),
  'zip-absolute-name': hostile('/engage-export-kit/outside.txt'),
  'zip-drive-name': hostile('C:\\engage-export-kit\\outside.txt'),
  'zip-backslash-name': hostile('files\\note.txt'),
  'zip-backslash-traversal-name': hostile('..\\outside.txt'),
  'zip-device-name': attachment('files/NUL.txt'),
  'zip-long-name': attachment(`files/long${'n'.repeat(246)}.txt`),
  'zip-too-long-name': attachment(`files/long${'n'.repeat(286)}.txt`),
  'zip-longest-name': attachment(`files/long${'n'.repeat(65_521)}.txt`, {
    found: ['name-too-long', 'attachment-unlisted'],
    readBy: [python],
  }),
  'zip-non-ascii-name': attachment('files/Übersicht 日本 😀.txt'),
  'zip-non-ascii-name-unflagged': attachment('files/Übersicht 日本 😀.txt', {
    says: unflagged,
    readBy: [unzip, sevenZip],
  }),
  'zip-local-name-differs': {
    differs: ['Messages.csv local.name'],
    found: ['local-header'],
    refusedBy: [python],
  },
  'zip-nested': attachment('files/nested.zip', { added: /^PK.{28}Messages\.csv/s, readBy: everybody }),
  'zip-high-ratio': attachment('files/zeros.bin', { added: 64 * 1024 * 1024 }),
  'zip-symlink': {
    differs: ['+ Latest.csv'],
    added: /^Messages\.csv$/,
    says: { ...stored, 'central.attributes': mode(0o120777) },
    found: ['unknown-file', 'no-final-newline', 'unquoted', 'not-logged'],
    readBy: byDirectory,
  },
};

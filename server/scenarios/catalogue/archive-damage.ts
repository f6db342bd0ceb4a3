import type { Scenario } from '../scenario.ts';
import { MODEL, zip } from './zip-scenario.ts';

/** Archives that are damaged. */
export const damagedArchives: readonly Scenario[] = [
  zip(
    'wrong-crc',
    {
      what: 'The CRC of Messages.csv does not match its content, in the descriptor and in the directory.',
      shows: 'A client that never compares the CRC accepts changed data.',
      source: 'Observed in public clients: a wrong CRC is not noticed.',
    },
    { do: 'wrong-crc', member: MODEL },
  ),
  zip(
    'size-too-large',
    {
      what: 'The records state that Messages.csv is one byte longer than it is.',
      shows: 'A client that trusts the stated size pads the last row, or waits for a byte that never comes.',
      source:
        'Several common readers accept it, among them unzip, 7-Zip and Python’s zipfile: the data and the CRC are right.',
    },
    { do: 'wrong-size', member: MODEL, by: 1 },
  ),
  zip(
    'size-too-small',
    {
      what: 'The records state that Messages.csv is 1,000 bytes shorter than it is.',
      shows: 'A client that stops at the stated size loses the last rows and does not notice.',
      source: 'Readers that stop at the stated size and skip the CRC; unzip and 7-Zip ignore the size.',
    },
    { do: 'wrong-size', member: MODEL, by: -1000 },
  ),
  zip(
    'bad-deflate',
    {
      what: 'From the middle of its data on, Messages.csv cannot be decompressed.',
      shows: 'A client that imports rows while it decompresses treats the first half as the whole file.',
      source: 'Observed in public clients: truncation or damage inside a member is not noticed.',
    },
    { do: 'corrupt-data', member: MODEL, percent: 50 },
  ),
  zip(
    'cut-directory',
    {
      what: 'The archive ends in the middle of its central directory.',
      shows: 'A client that reads front to back, or never opens the file, reports the download as complete.',
      source:
        'Observed in public clients: an end inside the central directory is not noticed; Java’s stream reader and bsdtar do not notice it either.',
    },
    { do: 'cut-directory', percent: 50 },
  ),
  zip(
    'no-directory',
    {
      what: 'The archive ends after its last member; there is no central directory.',
      shows:
        'A client that reads front to back treats the archive as complete, although members may be missing.',
      source:
        'Observed in public clients: an end before the central directory is not noticed; Java’s stream reader does not notice it either.',
    },
    { do: 'no-directory' },
  ),
  zip(
    'end-without-directory',
    {
      what: 'The end record is present, but the central directory that it describes is missing.',
      shows: 'A client that only looks for the end record treats the archive as complete.',
      source: 'Checks of downloads that look only at the first and last bytes.',
    },
    { do: 'no-directory', keepEnd: true },
  ),
];

/** Archives with additional bytes before, after or in the end record. */
export const surroundedArchives: readonly Scenario[] = [
  zip(
    'leading-bytes',
    {
      what: 'Four line breaks precede the archive, so that every offset in it is wrong by four.',
      shows: 'A client that reads front to back does not find a member; one that trusts the offsets fails.',
      source:
        'Web pages that print line breaks before a download; Java’s stream reader then finds no member and reports no error.',
    },
    { do: 'leading-bytes', bytes: 4 },
  ),
  zip(
    'trailing-bytes',
    {
      what: '512 zero bytes follow the archive.',
      shows: 'A client that expects the end record in the last 22 bytes does not find the archive.',
      source: 'Storage and proxies that pad to a whole block.',
    },
    { do: 'trailing-bytes', bytes: 512 },
  ),
  zip(
    'trailing-bytes-far',
    {
      what: '80,000 zero bytes follow the archive, more than a comment can contain.',
      shows: 'A client finds no end record where the format requires it, and does not report that.',
      source: 'Readers differ: unzip and Python’s zipfile reject it, 7-Zip and bsdtar read it.',
    },
    { do: 'trailing-bytes', bytes: 80_000 },
  ),
  zip(
    'comment',
    {
      what: 'The archive has a comment.',
      shows: 'A client that expects the end record in the last 22 bytes does not find the archive.',
      source: 'Readers that look for the end record at one position only.',
    },
    { do: 'comment', holds: 'text' },
  ),
  zip(
    'comment-signature',
    {
      what: 'The comment of the archive contains the signature of an end record, followed by text.',
      shows: 'A client that searches backwards for the signature reads text as the offset of the directory.',
      source:
        'Readers that use the last signature and ignore the length of the comment, as unzip and Python’s zipfile do.',
    },
    { do: 'comment', holds: 'signature' },
  ),
  zip(
    'comment-end-record',
    {
      what: 'The comment of the archive ends with the end record of an empty archive.',
      shows: 'Two parts of a client read two different archives: one with all members, one with none.',
      source: 'Readers differ: Python’s zipfile finds no member, 7-Zip and bsdtar find all of them.',
    },
    { do: 'comment', holds: 'end-record' },
  ),
];

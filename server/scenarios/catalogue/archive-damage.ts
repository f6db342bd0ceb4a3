import type { Scenario } from '../scenario.ts';
import { MODEL, zip } from './zip-scenario.ts';

/** What is broken. */
export const damagedArchives: readonly Scenario[] = [
  zip(
    'wrong-crc',
    {
      what: 'The CRC of Messages.csv does not belong to its content, in the descriptor and in the directory.',
      shows: 'A client that never compares the CRC takes changed data for good.',
      source: 'Seen in public clients: a bad CRC is not noticed.',
    },
    { do: 'wrong-crc', member: MODEL },
  ),
  zip(
    'size-too-large',
    {
      what: 'The records say that Messages.csv has one byte more than it has.',
      shows: 'A client that trusts the stated size pads the last row, or waits for a byte that never comes.',
      source:
        'Several common readers accept it, among them unzip, 7-Zip and Python’s zipfile: the data and the CRC are right.',
    },
    { do: 'wrong-size', member: MODEL, by: 1 },
  ),
  zip(
    'size-too-small',
    {
      what: 'The records say that Messages.csv has 1,000 bytes fewer than it has.',
      shows: 'A client that stops at the stated size loses the last rows and does not notice.',
      source:
        'Readers that stop at the stated size and skip the CRC; unzip and 7-Zip do not mind the size at all.',
    },
    { do: 'wrong-size', member: MODEL, by: -1000 },
  ),
  zip(
    'bad-deflate',
    {
      what: 'Half-way into its data, Messages.csv can no longer be unpacked.',
      shows: 'A client that imports rows while it unpacks keeps the first half as if it were all.',
      source: 'Seen in public clients: what is cut or damaged inside a member is not noticed.',
    },
    { do: 'corrupt-data', member: MODEL, percent: 50 },
  ),
  zip(
    'cut-directory',
    {
      what: 'The archive ends in the middle of its central directory.',
      shows: 'A client that reads front to back, or never opens the file, calls the download complete.',
      source:
        'Seen in public clients: an end inside the central directory is not noticed; Java’s stream reader and bsdtar do not notice it either.',
    },
    { do: 'cut-directory', percent: 50 },
  ),
  zip(
    'no-directory',
    {
      what: 'The archive ends behind its last member; there is no central directory.',
      shows: 'A client that reads front to back takes the archive for whole, though members may be missing.',
      source:
        'Seen in public clients: an end before the central directory is not noticed; Java’s stream reader does not notice it either.',
    },
    { do: 'no-directory' },
  ),
  zip(
    'end-without-directory',
    {
      what: 'The end record is there and the central directory that it counts is not.',
      shows: 'A client that only looks for the end record calls the archive whole.',
      source: 'Checks that a download is a ZIP which look at its first and last bytes only.',
    },
    { do: 'no-directory', keepEnd: true },
  ),
];

/** What stands around the archive, or in its last bytes. */
export const surroundedArchives: readonly Scenario[] = [
  zip(
    'leading-bytes',
    {
      what: 'Four line breaks stand before the archive, and every place in it is off by them.',
      shows: 'A client that reads front to back does not find a member; one that trusts the places fails.',
      source:
        'Pages that print line breaks before a download; Java’s stream reader then finds no member and no error.',
    },
    { do: 'leading-bytes', bytes: 4 },
  ),
  zip(
    'trailing-bytes',
    {
      what: '512 zero bytes follow the archive.',
      shows: 'A client that expects the end record in the last 22 bytes does not find the archive.',
      source: 'Storage and proxies that fill up to a whole block.',
    },
    { do: 'trailing-bytes', bytes: 512 },
  ),
  zip(
    'trailing-bytes-far',
    {
      what: '70,000 zero bytes follow the archive, more than a comment can have.',
      shows: 'A client finds no end record where the format says that it has to be, and must say so.',
      source: 'Readers disagree: unzip and Python’s zipfile call it no ZIP, 7-Zip and bsdtar read it.',
    },
    { do: 'trailing-bytes', bytes: 70_000 },
  ),
  zip(
    'comment',
    {
      what: 'The archive has a comment.',
      shows: 'A client that expects the end record in the last 22 bytes does not find the archive.',
      source: 'Readers that look for the end record at one place only.',
    },
    { do: 'comment', holds: 'text' },
  ),
  zip(
    'comment-signature',
    {
      what: 'The comment of the archive holds the signature of an end record, with text behind it.',
      shows: 'A client that searches backwards for the signature takes text for the place of the directory.',
      source:
        'Readers that take the last signature without a look at the length of the comment, as unzip and Python’s zipfile do.',
    },
    { do: 'comment', holds: 'signature' },
  ),
  zip(
    'comment-end-record',
    {
      what: 'The comment of the archive ends in the end record of an empty archive.',
      shows: 'Two parts of a client see two archives: one with everything, one with nothing.',
      source: 'Readers disagree: Python’s zipfile sees no member, 7-Zip and bsdtar see all of them.',
    },
    { do: 'comment', holds: 'end-record' },
  ),
];

import type { Scenario } from '../scenario.ts';
import { FOLDER, MODEL, zip } from './zip-scenario.ts';

/** Archives with an unusual member name. */
export const addedNames: readonly Scenario[] = [
  zip(
    'duplicate-name',
    {
      what: 'The archive contains Messages.csv twice, with the same content.',
      shows: 'A client imports every message twice, or fails because the file exists already.',
      source: 'Observed in public clients: duplicate rows are kept.',
    },
    { do: 'add-member', name: MODEL, holds: 'copy', of: MODEL },
  ),
  zip(
    'duplicate-name-other',
    {
      what: 'A second member is named Messages.csv and contains one sentence.',
      shows: 'A client uses the last of the two and loses the messages.',
      source:
        'Readers differ in which of two members with one name they use: the first, the last, or both; no common reader reports it.',
    },
    { do: 'add-member', name: MODEL, holds: 'text' },
  ),
  zip(
    'case-names',
    {
      what: 'The archive contains messages.csv in addition to Messages.csv.',
      shows: 'A client that extracts to a disk of Windows or macOS overwrites one file with the other.',
      source: 'File systems that do not distinguish lower case from upper case.',
    },
    { do: 'add-member', name: 'messages.csv', holds: 'text' },
  ),
  zip(
    'traversal-name',
    {
      what: 'A member is named ../outside.txt.',
      shows: 'A client that trusts names writes outside the folder that it extracts to.',
      source: 'Observed in public clients: members are extracted outside the folder.',
    },
    { do: 'add-member', name: '../outside.txt', holds: 'text' },
  ),
  zip(
    'absolute-name',
    {
      what: 'A member has an absolute name, /engage-export-kit/outside.txt.',
      shows: 'A client that joins folder and name with a library function writes to the root of the disk.',
      source: 'Path functions that discard the folder when the second part is absolute.',
    },
    { do: 'add-member', name: '/engage-export-kit/outside.txt', holds: 'text' },
  ),
  zip(
    'drive-name',
    {
      what: 'A member has a name with a drive, C:\\engage-export-kit\\outside.txt.',
      shows: 'A client on Windows that checks only for slashes writes to the root of a drive.',
      source: 'Name checks that were written and tested on Unix.',
    },
    { do: 'add-member', name: 'C:\\engage-export-kit\\outside.txt', holds: 'text' },
  ),
  zip(
    'backslash-name',
    {
      what: 'A member is named files\\note.txt.',
      shows: 'A client writes it to files/ on Windows, and to a file with a backslash in its name elsewhere.',
      source: 'Archives of older Windows tools; the format requires slashes.',
    },
    { do: 'add-member', name: 'files\\note.txt', holds: 'text' },
  ),
  zip(
    'backslash-traversal-name',
    {
      what: 'A member is named ..\\outside.txt.',
      shows: 'A client on Windows that looks only for ../ writes outside the folder.',
      source: 'Name checks that know only one separator.',
    },
    { do: 'add-member', name: '..\\outside.txt', holds: 'text' },
  ),
  zip(
    'device-name',
    {
      what: 'A member is named files/NUL.txt, which is a device on Windows.',
      shows: 'A client on Windows writes to the device, and no file exists afterwards.',
      source: 'File systems with reserved names.',
    },
    { do: 'add-member', name: `${FOLDER}NUL.txt`, holds: 'text' },
  ),
  zip(
    'long-name',
    {
      what: 'A member has a name of 260 bytes.',
      shows: 'A client on Windows fails at the path limit and stops without a message.',
      source: 'Paths on Windows, which are limited to 260 characters including the folder.',
    },
    { do: 'add-member', name: `${FOLDER}long.txt`, holds: 'text', nameBytes: 260 },
  ),
  zip(
    'too-long-name',
    {
      what: 'A member in files/ has a name of 300 bytes.',
      shows: 'A client that extracts fails at the limit of a file name, on every system.',
      source: 'File systems, which limit names to 255 bytes or characters.',
    },
    { do: 'add-member', name: `${FOLDER}long.txt`, holds: 'text', nameBytes: 300 },
  ),
  zip(
    'longest-name',
    {
      what: 'A member has a name of 65,535 bytes, the maximum of the format.',
      shows: 'A client that reads names into a short buffer, or prints them completely, fails.',
      source: 'The field for a name’s length, which has 16 bits.',
    },
    { do: 'add-member', name: `${FOLDER}long.txt`, holds: 'text', nameBytes: 65_535 },
  ),
  zip(
    'non-ascii-name',
    {
      what: 'A member has umlauts, Chinese characters and an emoji in its name, marked as UTF-8.',
      shows: 'A client that reads names as ASCII or in its own code page writes a garbled name.',
      source: 'Readers that ignore the UTF-8 flag.',
    },
    { do: 'add-member', name: `${FOLDER}Übersicht 日本 😀.txt`, holds: 'text' },
  ),
  zip(
    'non-ascii-name-unflagged',
    {
      what: 'A member has umlauts, Chinese characters and an emoji in its name, not marked as UTF-8.',
      shows: 'A client reads the name in the DOS code page, and does not find the file again.',
      source: 'Writers that omit the flag; readers that follow the format strictly.',
    },
    { do: 'add-member', name: `${FOLDER}Übersicht 日本 😀.txt`, holds: 'text', unflagged: true },
  ),
  zip(
    'local-name-differs',
    {
      what: 'The local header of Messages.csv contains the name Other.csv.',
      shows: 'A client that reads front to back finds other members than one that reads the directory.',
      source:
        'Readers that never compare the two names, for example 7-Zip and bsdtar; archives that pass a check under one name and are extracted under another.',
    },
    { do: 'rename-member', member: MODEL, to: 'Other.csv', where: 'local-header' },
  ),
];

import type { Scenario } from '../scenario.ts';
import { FOLDER, MODEL, zip } from './zip-scenario.ts';

/** Members whose name is the point. */
export const addedNames: readonly Scenario[] = [
  zip(
    'duplicate-name',
    {
      what: 'Messages.csv is there twice, with the same content.',
      shows: 'A client imports every message twice, or fails when the file is there already.',
      source: 'Seen in public clients: duplicate rows are kept.',
    },
    { do: 'add-member', name: MODEL, holds: 'copy', of: MODEL },
  ),
  zip(
    'duplicate-name-other',
    {
      what: 'A second member is called Messages.csv, and holds a sentence.',
      shows: 'A client keeps the last of the two and loses the messages.',
      source:
        'Readers disagree on which of two members a name means: the first, the last, or both; none of the common ones complains.',
    },
    { do: 'add-member', name: MODEL, holds: 'text' },
  ),
  zip(
    'case-names',
    {
      what: 'There is a messages.csv besides Messages.csv.',
      shows: 'A client that extracts to a disk of Windows or macOS overwrites one by the other.',
      source: 'Extraction to file systems that do not tell small from capital letters.',
    },
    { do: 'add-member', name: 'messages.csv', holds: 'text' },
  ),
  zip(
    'traversal-name',
    {
      what: 'A member is called ../outside.txt.',
      shows: 'A client that trusts names writes outside of the folder that it extracts to.',
      source: 'Seen in public clients: members are extracted outside of the folder.',
    },
    { do: 'add-member', name: '../outside.txt', holds: 'text' },
  ),
  zip(
    'absolute-name',
    {
      what: 'A member has an absolute name, /engage-export-kit/outside.txt.',
      shows: 'A client that joins folder and name by a library writes to the root of the disk.',
      source: 'Path functions that drop the folder when the second part is absolute.',
    },
    { do: 'add-member', name: '/engage-export-kit/outside.txt', holds: 'text' },
  ),
  zip(
    'drive-name',
    {
      what: 'A member has a name with a drive, C:\\engage-export-kit\\outside.txt.',
      shows: 'A client on Windows that checks for slashes only writes to the root of a drive.',
      source: 'Checks of names that were written and tested on Unix.',
    },
    { do: 'add-member', name: 'C:\\engage-export-kit\\outside.txt', holds: 'text' },
  ),
  zip(
    'backslash-name',
    {
      what: 'A member is called files\\note.txt.',
      shows:
        'A client puts it into files/ on Windows, and into a file with a backslash in its name elsewhere.',
      source: 'Archives made by older tools of Windows, against the format, which wants slashes.',
    },
    { do: 'add-member', name: 'files\\note.txt', holds: 'text' },
  ),
  zip(
    'backslash-traversal-name',
    {
      what: 'A member is called ..\\outside.txt.',
      shows: 'A client on Windows that looks for ../ only writes outside of the folder.',
      source: 'Checks of names that know one separator.',
    },
    { do: 'add-member', name: '..\\outside.txt', holds: 'text' },
  ),
  zip(
    'device-name',
    {
      what: 'A member is called files/NUL.txt, which is a device to Windows.',
      shows: 'A client on Windows writes to the device, and the file is not there.',
      source: 'Extraction by names that a file system keeps for itself.',
    },
    { do: 'add-member', name: `${FOLDER}NUL.txt`, holds: 'text' },
  ),
  zip(
    'long-name',
    {
      what: 'A member has a name of 260 bytes.',
      shows: 'A client on Windows fails at the limit of a path, and must not stop half-way without a word.',
      source: 'Paths on Windows, which have 260 characters with the folder before them.',
    },
    { do: 'add-member', name: `${FOLDER}long.txt`, holds: 'text', nameBytes: 260 },
  ),
  zip(
    'too-long-name',
    {
      what: 'A member in files/ has a name of 300 bytes.',
      shows: 'A client that extracts fails at the limit of a file name, on every system.',
      source: 'File systems, whose names have 255 bytes or characters.',
    },
    { do: 'add-member', name: `${FOLDER}long.txt`, holds: 'text', nameBytes: 300 },
  ),
  zip(
    'longest-name',
    {
      what: 'A member has a name of 65,535 bytes, the longest that there can be.',
      shows: 'A client that reads names into a short buffer, or prints them whole, breaks.',
      source: 'The field for a name’s length, which has 16 bits.',
    },
    { do: 'add-member', name: `${FOLDER}long.txt`, holds: 'text', nameBytes: 65_535 },
  ),
  zip(
    'non-ascii-name',
    {
      what: 'A member has umlauts, Chinese characters and an emoji in its name, marked as UTF-8.',
      shows: 'A client that takes names for ASCII or its own code page writes a garbled one.',
      source: 'Readers that do not look at the flag for UTF-8.',
    },
    { do: 'add-member', name: `${FOLDER}Übersicht 日本 😀.txt`, holds: 'text' },
  ),
  zip(
    'non-ascii-name-unflagged',
    {
      what: 'The same name in UTF-8, and nothing says that it is.',
      shows: 'A client reads the name in the old code page of DOS, and does not find the file again.',
      source: 'Writers that forget the flag; readers that follow the format to the letter.',
    },
    { do: 'add-member', name: `${FOLDER}Übersicht 日本 😀.txt`, holds: 'text', unflagged: true },
  ),
  zip(
    'local-name-differs',
    {
      what: 'The local header of Messages.csv says Other.csv.',
      shows: 'A client that reads front to back sees other members than one that reads the directory.',
      source:
        'Readers that never compare the two, as 7-Zip and bsdtar; archives that pass a check under one name and are extracted under another.',
    },
    { do: 'rename-member', member: MODEL, to: 'Other.csv', where: 'local-header' },
  ),
];

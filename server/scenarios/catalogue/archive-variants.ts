import type { Scenario } from '../scenario.ts';
import { FOLDER, MODEL, zip } from './zip-scenario.ts';

/** Archives that use another variant of the format; most of them are valid. */
export const variantArchives: readonly Scenario[] = [
  zip(
    'zip64',
    {
      what: 'Every size and offset is in the 64-bit fields of ZIP64, although all of them are small.',
      shows: 'A client without ZIP64 support reads sizes of 4 GiB, or finds no member.',
      source:
        'Stream writers that do not know the size of a member in advance; Java’s stream reader, which expects 64-bit descriptors only beyond 4 GiB.',
    },
    { do: 'zip64' },
  ),
  zip(
    'signed-descriptors',
    {
      what: 'CRC and sizes follow the data of every member, after a signature: the standard archive of an export.',
      shows: 'A client that reads front to back and expects sizes in the local header finds zeros there.',
      source: 'The protocol: the archive is streamed while it is produced.',
    },
    { do: 'descriptors', as: 'signed' },
  ),
  zip(
    'unsigned-descriptors',
    {
      what: 'CRC and sizes follow the data of every member, without the signature that the format makes optional.',
      shows:
        'A client that searches for the signature to find the end of a member reads into the next member.',
      source: 'Stream readers that search for the signature of a descriptor.',
    },
    { do: 'descriptors', as: 'unsigned' },
  ),
  zip(
    'no-descriptors',
    {
      what: 'CRC and sizes are in every local header, and nothing follows the data.',
      shows: 'A client that always skips a descriptor loses the beginning of every member but the first.',
      source:
        'Writers that know the size of a member before they write it; readers that were written for one server.',
    },
    { do: 'descriptors', as: 'none' },
  ),
  zip(
    'stored',
    {
      what: 'Every member is uncompressed (method 0), with its sizes in the local header.',
      shows: 'A client that decompresses every member fails on the first one.',
      source: 'Readers that ignore the compression method.',
    },
    { do: 'store' },
    { do: 'descriptors', as: 'none' },
  ),
  zip(
    'stored-descriptors',
    {
      what: 'Every member is uncompressed (method 0), and its sizes follow the data.',
      shows:
        'A client that reads front to back cannot find the end of a member; only the directory contains it.',
      source: 'Stream readers, which guess the end of such a member or reject it, as Java’s does.',
    },
    { do: 'store' },
  ),
  zip(
    'directory-entry',
    {
      what: 'The archive has an entry for the folder files/, after the files in it.',
      shows: 'A client that writes every entry as a file fails, or replaces the folder.',
      source: 'The protocol: exports have no such entries; tools that repack an export add them.',
    },
    { do: 'add-member', name: FOLDER, holds: 'directory' },
  ),
  zip(
    'empty',
    {
      what: 'The response is an archive without members: 22 bytes.',
      shows: 'A client reports success, and may advance its watermark, although not even log.txt is present.',
      source:
        'Observed in public clients: success is reported for any content of the archive; some readers reject such an archive.',
    },
    { do: 'empty-archive' },
  ),
];

/** Archives with a member of unusual content. */
export const addedContents: readonly Scenario[] = [
  zip(
    'nested',
    {
      what: 'The archive has a member that is a ZIP, files/nested.zip, stored uncompressed, so that its records are visible.',
      shows: 'A client that searches for signatures treats the inner records as members of the export.',
      source: 'The protocol: attachments keep their own format; readers that search for signatures.',
    },
    { do: 'add-member', name: `${FOLDER}nested.zip`, holds: 'zip' },
  ),
  zip(
    'high-ratio',
    {
      what: 'A member of a few hundred kilobytes decompresses to 64 MiB of zeros.',
      shows:
        'A client that decompresses into memory, or without a limit, runs out of resources on a small download.',
      source: 'Observed in public clients: the whole ZIP is held in memory.',
    },
    { do: 'add-member', name: `${FOLDER}zeros.bin`, holds: 'zeros', bytes: 64 * 1024 * 1024 },
  ),
  zip(
    'symlink',
    {
      what: 'A member is a symbolic link to Messages.csv, by its attributes.',
      shows: 'A client that creates links when it extracts can be directed to any file by another archive.',
      source: 'Extractors that apply Unix modes.',
    },
    { do: 'add-member', name: 'Latest.csv', holds: 'link', of: MODEL },
  ),
];

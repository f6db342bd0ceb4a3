import type { Scenario } from '../scenario.ts';
import { FOLDER, MODEL, zip } from './zip-scenario.ts';

/** Other ways to write the same, most of them sound. */
export const variantArchives: readonly Scenario[] = [
  zip(
    'zip64',
    {
      what: 'Every size and place stands in the 64-bit fields of ZIP64, though all of them are small.',
      shows: 'A client without ZIP64 sees sizes of 4 GiB, or none of the members.',
      source:
        'Writers of streams that cannot know how large a member gets; Java’s stream reader, which expects 64-bit descriptors beyond 4 GiB only.',
    },
    { do: 'zip64' },
  ),
  zip(
    'signed-descriptors',
    {
      what: 'CRC and sizes follow the data of every member, after a signature: the usual archive.',
      shows: 'A client that reads front to back and expects sizes in the local header finds zeros there.',
      source: 'The protocol: the archive is streamed while it is produced.',
    },
    { do: 'descriptors', as: 'signed' },
  ),
  zip(
    'unsigned-descriptors',
    {
      what: 'CRC and sizes follow the data of every member, without the signature that the format makes optional.',
      shows: 'A client that looks for the signature to find the end of a member runs into the next one.',
      source: 'Readers of streams that search for the signature of a descriptor.',
    },
    { do: 'descriptors', as: 'unsigned' },
  ),
  zip(
    'no-descriptors',
    {
      what: 'CRC and sizes are in every local header, and nothing follows the data.',
      shows: 'A client that always skips a descriptor loses the beginning of every member but the first.',
      source: 'Writers that know a member before they write it; readers made for one server only.',
    },
    { do: 'descriptors', as: 'none' },
  ),
  zip(
    'stored',
    {
      what: 'Every member is uncompressed (method 0), with its sizes in the local header.',
      shows: 'A client that inflates whatever it finds fails on the first member.',
      source: 'Readers that do not look at the method.',
    },
    { do: 'store' },
    { do: 'descriptors', as: 'none' },
  ),
  zip(
    'stored-descriptors',
    {
      what: 'Every member is uncompressed (method 0), and its sizes come behind the data.',
      shows: 'A client that reads front to back cannot find the end of a member; only the directory tells.',
      source: 'Readers of streams, which guess where such a member ends or refuse it, as Java’s does.',
    },
    { do: 'store' },
  ),
  zip(
    'directory-entry',
    {
      what: 'The archive has an entry for the folder files/, after the files in it.',
      shows: 'A client that writes every entry as a file fails, or replaces the folder.',
      source: 'The protocol: exports have no such entries, and tools that repack one add them.',
    },
    { do: 'add-member', name: FOLDER, holds: 'directory' },
  ),
  zip(
    'empty',
    {
      what: 'The answer is an archive without members: 22 bytes.',
      shows: 'A client reports success, and perhaps moves its watermark on, though not even log.txt came.',
      source:
        'Seen in public clients: success is printed whatever was in the archive; some readers call such an archive no ZIP.',
    },
    { do: 'empty-archive' },
  ),
];

/** Members whose content is the point. */
export const addedContents: readonly Scenario[] = [
  zip(
    'nested',
    {
      what: 'The archive has a member that is a ZIP, files/nested.zip, whose records lie open in it.',
      shows: 'A client that searches for signatures takes the inner records for members of the export.',
      source: 'The protocol: attachments come in their own format; readers that search for signatures.',
    },
    { do: 'add-member', name: `${FOLDER}nested.zip`, holds: 'zip' },
  ),
  zip(
    'high-ratio',
    {
      what: 'A member of a few hundred kilobytes unpacks to 64 MiB of zeros.',
      shows: 'A client that unpacks into memory, or without a bound, is brought down by a small download.',
      source: 'Seen in public clients: the whole of a ZIP is held in memory.',
    },
    { do: 'add-member', name: `${FOLDER}zeros.bin`, holds: 'zeros', bytes: 64 * 1024 * 1024 },
  ),
  zip(
    'symlink',
    {
      what: 'A member is a symbolic link to Messages.csv, by its attributes.',
      shows: 'A client that makes links when it extracts can be led anywhere by the next archive.',
      source: 'Extractors that keep Unix modes.',
    },
    { do: 'add-member', name: 'Latest.csv', holds: 'link', of: MODEL },
  ),
];

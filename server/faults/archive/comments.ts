import type { ArchiveStep } from '../../scenarios/steps/archive.ts';

type Comment = Extract<ArchiveStep, { do: 'comment' }>['holds'];

const END_RECORD = 'PK\u0005\u0006';

/** The contents of the archive comment. */
export const comments: { readonly [C in Comment]: Buffer } = {
  text: Buffer.from('An export made for tests.'),
  // A reader finds text in place of the record's fields; read as the comment length, it exceeds the archive.
  signature: Buffer.from(
    `The end of central directory begins with ${END_RECORD}, and this is still the comment.`,
  ),
  'end-record': Buffer.from(`This ends as an archive without members does: ${END_RECORD}${'\0'.repeat(18)}`),
};

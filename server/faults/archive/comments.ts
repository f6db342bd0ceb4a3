import type { ArchiveStep } from '../../scenarios/steps/archive.ts';

type Comment = Extract<ArchiveStep, { do: 'comment' }>['holds'];

const END_RECORD = 'PK\u0005\u0006';

/** What the archive's comment can be. */
export const comments: { readonly [C in Comment]: Buffer } = {
  text: Buffer.from('An export made for tests.'),
  // Where a reader expects the fields of the record there is text; as a comment's length it leads beyond the end.
  signature: Buffer.from(
    `The end of central directory begins with ${END_RECORD}, and this is still the comment.`,
  ),
  'end-record': Buffer.from(`This ends as an archive without members does: ${END_RECORD}${'\0'.repeat(18)}`),
};

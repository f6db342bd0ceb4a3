import type { JsonSchema } from '../../../schemas/index.ts';

/**
 * A place in the archive's bytes, by structure. A member is named as in the archive, `Messages.csv`; a place in a
 * member that is not in the export is the end of the archive.
 */
export type Anchor =
  /** After so many bytes. */
  | { readonly byte: number }
  /** So many bytes before the last one has left; 1 is one byte short. */
  | { readonly beforeEnd: number }
  /** In front of a member's local header, or of the central directory. */
  | { readonly before: string }
  /** Behind the last byte that belongs to a member. */
  | { readonly after: string }
  /** In the middle of a member's local header. */
  | { readonly header: string }
  /** So many percent into a member's compressed data. */
  | { readonly member: string; readonly percent: number }
  /** Where a reader has got into a quoted field of a row (1 is the first after the header), or of the next one that can be hit. */
  | { readonly member: string; readonly row: number }
  /** So many percent into the central directory. */
  | { readonly directory: number };

const percent = { type: 'number', minimum: 0, maximum: 100 } as const;
const member = { type: 'string', minLength: 1, maxLength: 300 } as const;
const count = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const;

const shapes: readonly Readonly<Record<string, JsonSchema>>[] = [
  { byte: count },
  { beforeEnd: { ...count, minimum: 1 } },
  { before: member },
  { after: member },
  { header: member },
  { member, percent },
  { member, row: { ...count, minimum: 1 } },
  { directory: percent },
];

export const anchorSchema: JsonSchema = {
  description: 'A place in the archive.',
  anyOf: shapes.map((properties) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  })),
};

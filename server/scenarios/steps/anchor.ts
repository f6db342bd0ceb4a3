import type { JsonSchema } from '../../../schemas/index.ts';

/**
 * A position in the bytes of the archive, given by its structure. A member is named as in the archive,
 * `Messages.csv`. The position in a member that the export does not have is the end of the archive.
 */
export type Anchor =
  /** The number of bytes before the position. */
  | { readonly byte: number }
  /** The number of bytes after the position; 1 is one byte short of the end. */
  | { readonly beforeEnd: number }
  /** The start of the local header of a member, or of the central directory. */
  | { readonly before: string }
  /** The end of the last byte that belongs to a member. */
  | { readonly after: string }
  /** The middle of the local header of a member. */
  | { readonly header: string }
  /** A percentage of the compressed data of a member. */
  | { readonly member: string; readonly percent: number }
  /**
   * A position inside a quoted field of a row (1 is the first row after the header), or of the next row that
   * has such a position.
   */
  | { readonly member: string; readonly row: number }
  /** A percentage of the central directory. */
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
  description: 'A position in the archive.',
  anyOf: shapes.map((properties) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  })),
};

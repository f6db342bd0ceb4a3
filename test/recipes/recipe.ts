/** The command that tests the types. */
export const TYPES = 'npm run typecheck';

/** A change of one file. */
export interface Edit {
  /** The path of the file from the root. */
  readonly file: string;
  /** The new text. A file that does not exist yet gets only this text. */
  readonly insert: string;
  /** A text that occurs once in the file. */
  readonly at?: string;
  /** The place of the new text. @default 'after' */
  readonly place?: 'before' | 'after' | 'instead';
}

/** An example of a recipe: the edits that a contributor makes. */
export interface Recipe {
  /** The title in CONTRIBUTING.md. */
  readonly title: string;
  /** The values of the placeholders: `name` for `<name>`. */
  readonly values: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
  /**
   * The command that fails without the edits of a file, by the file: `npm run typecheck`, a command of the
   * recipe, or a test file of one. A file without an entry is one that only people read, a test itself, or
   * one that the example of another recipe covers.
   */
  readonly fails: Readonly<Record<string, string>>;
}

/** The text of a file after an edit. Throws when the anchor is not there exactly once. */
export function edited(before: string | undefined, { file, insert, at, place = 'after' }: Edit): string {
  if (at === undefined) {
    if (before !== undefined) throw new Error(`expected ${file} to be new.`);
    return insert;
  }
  const parts = (before ?? '').split(at);
  if (parts.length !== 2)
    throw new Error(`expected ${JSON.stringify(at)} once in ${file}, got it ${parts.length - 1} times.`);
  const middle = { before: insert + at, after: at + insert, instead: insert }[place];
  return parts.join(middle);
}

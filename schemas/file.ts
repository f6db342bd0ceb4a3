import type { Columns, Profile } from './column.ts';

/** One CSV of an export: its name in each profile, and its columns. */
export interface FileTable {
  /** The base name without `.csv` on the current page; unique, and the key of the file everywhere. */
  readonly key: string;
  /** The content of the file, in one sentence. */
  readonly purpose: string;
  /** The member's name in each profile that has the file. */
  readonly names: Readonly<Partial<Record<Profile, string>>>;
  /**
   * The name of the file in `model=` for the network export and for the user export; other accepted names are
   * in `models.ts`.
   */
  readonly models: { readonly network?: string; readonly user?: string };
  /** The columns that together identify a row of the file in one export. */
  readonly identity: readonly string[];
  readonly columns: Columns;
  /**
   * The header, where it is not just the columns of that profile in order (one legacy file repeats two
   * names).
   */
  readonly headers?: Readonly<Partial<Record<Profile, readonly string[]>>>;
  /**
   * `documented` when a page lists the columns, `assumed` when a page only names the file, or does not
   * mention it.
   */
  readonly evidence: 'documented' | 'assumed';
}

import type { Columns, Profile } from './column.ts';

/** One CSV of an export: what it is called where, and its columns. */
export interface FileTable {
  /** The base name without `.csv`, as the current page has it; unique, and the key of the file everywhere. */
  readonly key: string;
  /** What the file holds, in one sentence. */
  readonly purpose: string;
  /** The member's name in each profile that has the file. */
  readonly names: Readonly<Partial<Record<Profile, string>>>;
  /** What `model=` calls the file in the network export and in the user export; other names are in `models.ts`. */
  readonly models: { readonly network?: string; readonly user?: string };
  /** The columns that together tell a row from every other row of the file in one export. */
  readonly identity: readonly string[];
  readonly columns: Columns;
  /** The header where it is not simply the columns of that profile in order (one legacy file repeats two names). */
  readonly headers?: Readonly<Partial<Record<Profile, readonly string[]>>>;
  /** `documented` when a page lists the columns, `assumed` when it names the file only, or not even that. */
  readonly evidence: 'documented' | 'assumed';
}

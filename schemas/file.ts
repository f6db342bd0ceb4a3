import type { Columns, Profile } from './column.ts';

/** One CSV of an export: what it is called where, and its columns. */
export interface FileTable {
  /** The base name without `.csv`, as the current page has it; unique, and the key of the file everywhere. */
  readonly key: string;
  /** What the file holds, in one sentence. */
  readonly purpose: string;
  /** The member's name in each profile that has the file. */
  readonly names: Readonly<Partial<Record<Profile, string>>>;
  /** What `model=` calls the file in the network export and in the user export. */
  readonly models: { readonly network?: string; readonly user?: string };
  /** Column of the row's identity, where it has one. */
  readonly identity?: string;
  readonly columns: Columns;
  /** The header where it is not simply the columns of that profile in order (one legacy file repeats two names). */
  readonly headers?: Readonly<Partial<Record<Profile, readonly string[]>>>;
  /** `documented` when a page lists the columns, `assumed` when it names the file only. */
  readonly evidence: 'documented' | 'assumed';
}

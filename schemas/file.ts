import type { Columns, Profile } from './column.ts';
import type { Evidence } from './evidence.ts';

/**
 * The rows of a file that belong in a window.
 * - `events` those that happened in it. Their rows never change, so neighbouring windows share none.
 * - `touched` the things that were created or changed in it, in their current state. A thing that changes
 *   later is in several windows.
 * - `latest` those whose latest version is in it: an edit moves a message to another window.
 * - `always` all, in their current state.
 */
export type WindowRule = 'events' | 'touched' | 'latest' | 'always';

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
  /** The rows that belong in a window. */
  readonly window: WindowRule;
  readonly columns: Columns;
  /**
   * The header, where it is not just the columns of that profile in order (one legacy file repeats two
   * names).
   */
  readonly headers?: Readonly<Partial<Record<Profile, readonly string[]>>>;
  /**
   * `documented` when a page lists the columns, `observed` when a public importer does, `assumed` when a page
   * only names the file, or does not mention it.
   */
  readonly evidence: Evidence;
  /** The evidence of the columns in a profile where it is another one, with the reason in one sentence. */
  readonly evidenceIn?: Readonly<Partial<Record<Profile, readonly [Evidence, reason: string]>>>;
}

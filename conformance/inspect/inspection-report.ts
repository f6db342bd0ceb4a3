import type { FileKey, Profile } from '../../schemas/index.ts';
import type { Finding } from './finding.ts';
import type { LoggedCount, LoggedFailure } from './log-text.ts';
import type { ProfileFit } from './profile-fit.ts';
import type { ExportRequest } from './request-text.ts';

/**
 * The verdict of a check.
 * - `sound` nothing is wrong, and everything was looked at; there may be notices
 * - `findings` something is wrong
 * - `incomplete` nothing is wrong in the part that was looked at, and the rest could not be: the export is
 *   partial, or a limit was reached
 */
export type Verdict = 'sound' | 'findings' | 'incomplete';

/**
 * Everything a check found out, as plain data; `check --json` prints it as it is. Within one `version`,
 * members are only added.
 */
export interface CheckReport {
  readonly version: 1;
  /** The file as it was named. */
  readonly path: string;
  /** Bytes of the file. */
  readonly bytes: number;
  readonly verdict: Verdict;
  /** The fit of each profile, the best first; all zeros when there is no CSV. */
  readonly profiles: readonly ProfileFit[];
  readonly request: ExportRequest;
  /** The reason why references were checked or not. */
  readonly references: Coverage;
  /** Every CSV that could be read, in the order of the archive. */
  readonly files: readonly FileReport[];
  readonly attachments: AttachmentReport;
  readonly log: {
    readonly counts: readonly LoggedCount[];
    /** Not empty: the export is partial. */
    readonly failures: readonly LoggedFailure[];
  };
  /** The check of the laws of the data, where it was wanted. */
  readonly laws?: LawsReport;
  readonly findings: readonly Finding[];
}

/** The result of a check of the laws. */
export interface LawsReport {
  /** The number of laws of the files that the export has. */
  readonly laws: number;
  /** The number of breaches, once for each law and row. */
  readonly breaches: number;
  /** The number of those whose law a real network may break. */
  readonly notes: number;
}

/** Tells whether an id that is in no file is a mistake: only in an export that covers all there ever was. */
export interface Coverage {
  readonly verifiable: boolean;
  /** The reason in words. */
  readonly why: string;
}

/** One CSV. */
export interface FileReport {
  readonly member: string;
  /** The file it is; absent when no page names it. */
  readonly key?: FileKey;
  /** The profile it was checked against. */
  readonly profile?: Profile;
  /** Records after the header. */
  readonly rows: number;
  /** It was read to its end. */
  readonly whole: boolean;
  /**
   * Its columns against those of the profile; `unknown` when no page names the file, `none` when there is no
   * header, `unreadable` when the member is broken before its end.
   */
  readonly header: 'same' | 'different' | 'unknown' | 'none' | 'unreadable';
  readonly references: readonly ReferenceReport[];
}

/** One column that repeats ids of another. */
export interface ReferenceReport {
  readonly column: string;
  /** Such as `Users.id`. */
  readonly target: string;
  /** Ids in the column, each occurrence. */
  readonly count: number;
  /** Occurrences that resolve to nothing; 0 when not verified. */
  readonly unresolved: number;
  readonly verified: boolean;
  /** The reason why it was not verified; empty when it was. */
  readonly why: string;
}

export interface AttachmentReport {
  /** Members under `files/` and, in 2018, under `pages/`. */
  readonly members: number;
  /** Rows of `Files.csv` that name a member. */
  readonly named: number;
  /** Rows and members were held against each other. */
  readonly verified: boolean;
  /** The reason why they were not verified; empty when they were. */
  readonly why: string;
}

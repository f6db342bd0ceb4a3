/**
 * The weight of a problem.
 * - `error` the export is not as it must be
 * - `incomplete` something could not be exported or could not be checked, so nothing is known about it
 * - `notice` unusual and harmless
 */
export type Level = 'error' | 'incomplete' | 'notice';

/** Everything that can be wrong with the container itself. */
export const archiveProblems = {
  'not-a-zip': 'error',
  truncated: 'error',
  'leading-bytes': 'error',
  'trailing-bytes': 'error',
  'central-directory': 'error',
  'too-many-members': 'incomplete',
  'too-much-data': 'incomplete',
  'duplicate-name': 'error',
  'unsafe-name': 'error',
  'name-too-long': 'error',
  'name-encoding': 'error',
  'directory-entry': 'notice',
  encrypted: 'error',
  'unknown-method': 'error',
  overlap: 'error',
  'unlisted-bytes': 'error',
  'local-header': 'error',
  'data-descriptor': 'error',
  'bad-deflate': 'error',
  'size-mismatch': 'error',
  'crc-mismatch': 'error',
  'ratio-too-high': 'error',
} as const satisfies Record<string, Level>;

export type ArchiveProblemCode = keyof typeof archiveProblems;

/** One thing wrong with the container: what was expected, what came, what to do. */
export interface ArchiveProblem {
  readonly code: ArchiveProblemCode;
  readonly level: Level;
  /** The member's name as shown; absent when the whole archive is meant. */
  readonly member?: string;
  readonly message: string;
}

export function archiveProblem(code: ArchiveProblemCode, message: string, member?: string): ArchiveProblem {
  const level = archiveProblems[code];
  return member === undefined ? { code, level, message } : { code, level, member, message };
}

/**
 * Thrown while a member is read, at the place where going on makes no sense or at its end; holds every
 * problem found in it.
 */
export class MemberError extends Error {
  readonly problems: readonly ArchiveProblem[];

  constructor(problems: readonly ArchiveProblem[]) {
    super(problems.map((problem) => problem.message).join(' '));
    this.name = 'MemberError';
    this.problems = problems;
  }
}

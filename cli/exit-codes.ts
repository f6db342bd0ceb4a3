/** How a command ends. */
export const exitCodes = {
  /** It did what it was asked to; whatever was checked is right. */
  passed: 0,
  /** What was checked is wrong. */
  failed: 1,
  /** It was asked in a way that it does not understand. */
  usage: 2,
  /** Some of it could not be found out. */
  incomplete: 3,
  /** It could not do its work: a port in use, a disk full, a mistake of the kit. */
  broken: 4,
  /** It was interrupted before the end. */
  interrupted: 130,
  /** It was terminated before the end. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit codes of the commands. */
export const exitCodes = {
  /** The command succeeded; a check found nothing wrong. */
  passed: 0,
  /** The check found errors. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** Part of the result could not be determined. */
  incomplete: 3,
  /** The command could not do its work: a port in use, a full disk, a bug in the kit. */
  broken: 4,
  /** SIGINT ended the command. */
  interrupted: 130,
  /** SIGTERM ended the command. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

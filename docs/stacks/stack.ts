import { join } from 'node:path';

/** The folder of the programs. */
export const PROGRAMS: string = join(import.meta.dirname, 'programs');

/** A command of a shell. `$PROGRAMS` is the folder of the programs, `$BUILT` that of the compiled ones. */
type Line = string;

/** One HTTP client stack and the plain program that uses it. */
export interface Stack {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** The name of the file in the folder of the programs. */
  readonly file: string;
  /** The packages to install, mostly of Debian. */
  readonly needs: string;
  /** Prints the version; fails when the stack is not installed. */
  readonly version: Line;
  /** Compiles the program. */
  readonly build?: Line;
  /** Runs the program; the URL, the token and the file follow. */
  readonly run: Line;
  /** True when the stack tries again or waits in many situations, so that its runs take minutes. */
  readonly isSlow?: true;
}

import { explain } from '../conformance/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type Flags, parseWords } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The command has no flags. */
export const flags = {} as const satisfies Flags;

/** The text of `engage-export explain --help`. */
export const help = `Usage: engage-export explain NAME

Explains a check: its requirement, the rule behind it, why it matters, the steps of its case, the faulty
clients (mutants) that fail it with what was observed, and the command that runs it alone.

NAME is one of:
  check id  download.cut-mid-member-chunked/says-how-it-ended
  case id   download.cut-mid-member-chunked
  area      download
`;

/** The maximum width of an explanation, columns of a terminal. */
const MOST_COLUMNS = 100;

/** Explains one check, case or area. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const { words } = await parseWords(flags, args);
  const [name, more] = words;
  if (name === undefined)
    throw new UsageError('expected the id of a check or case, or an area, got nothing.');
  if (more !== undefined) throw new UsageError(`expected one NAME, got the word '${more}' too.`);
  try {
    process.stdout.write(await explain(name, Math.min(process.stdout.columns || MOST_COLUMNS, MOST_COLUMNS)));
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
  return exitCodes.passed;
}

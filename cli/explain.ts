import { explain } from '../conformance/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { parseWords } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** What `engage-export explain --help` says. */
export const help = `Usage: engage-export explain CHECK

Says what a check demands, on which rule it rests, why it matters, what happens in its case, which broken
clients fail it with what was seen, that the reference client passes it, and how it is run alone.
Takes the id of a check (download.cut-mid-member-chunked/says-how-it-ended), the id of a case or an area too.
`;

/** Explains one check, case or area. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const { words } = await parseWords({}, args);
  const [name, more] = words;
  if (name === undefined) throw new UsageError('expected the id of a check, got nothing.');
  if (more !== undefined) throw new UsageError(`expected one CHECK, got the word '${more}' too.`);
  try {
    process.stdout.write(await explain(name));
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
  return exitCodes.passed;
}

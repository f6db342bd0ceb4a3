import { filesOf, type JsonSchema, memberNameOf, type Profile } from '../../../schemas/index.ts';

const profiles = ['current', 'legacy', 'user'] as const satisfies readonly Profile[];

const csvNames: readonly string[] = [
  ...new Set(
    profiles.flatMap((profile) =>
      filesOf(profile).flatMap((key) => [key, memberNameOf(key, profile)?.replace(/\.csv$/, '') ?? key]),
    ),
  ),
].sort();

/** The name of a CSV without folder and ending, as any profile has it. The names of one file stand for each other. */
export const csvNameSchema: JsonSchema = {
  enum: csvNames,
  description: 'The name of a CSV without its ending, as `Messages`.',
};

/** A CSV as people name it; every one of them when it has no name. */
export function csvName(file: string | undefined): string {
  return file === undefined ? 'every CSV' : `${file}.csv`;
}

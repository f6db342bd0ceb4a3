import { filesOf, type JsonSchema, memberNameOf, profiles } from '../../../schemas/index.ts';

const csvNames: readonly string[] = [
  ...new Set(
    profiles.flatMap((profile) =>
      filesOf(profile).flatMap((key) => [key, memberNameOf(key, profile)?.replace(/\.csv$/, '') ?? key]),
    ),
  ),
].sort();

/**
 * The name of a CSV without folder and extension, as in any profile. All names of one file are equivalent.
 */
export const csvNameSchema: JsonSchema = {
  enum: csvNames,
  description: 'The name of a CSV without its extension, for example `Messages`.',
};

/** The name of a CSV in a sentence; every CSV when `file` is undefined. */
export function csvName(file: string | undefined): string {
  return file === undefined ? 'every CSV' : `${file}.csv`;
}

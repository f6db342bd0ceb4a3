import {
  type FileKey,
  fileByName,
  filesOf,
  headerOf,
  networkProfiles,
  type Profile,
  profiles,
} from '../../schemas/index.ts';
import type { ExportRequest } from './request-text.ts';

/** The fit of a profile to an archive. */
export interface ProfileFit {
  readonly profile: Profile;
  /** CSVs whose name and header are the profile's. */
  readonly exact: number;
  /** CSVs whose name is the profile's and whose header is not. */
  readonly otherHeader: number;
  /** CSVs that the profile has no such name for. */
  readonly unknown: number;
}

/** A CSV by its name and the header it has. */
export interface HeadedCsv {
  readonly name: string;
  /** A word when there is none to read. */
  readonly header: readonly string[] | string;
}

/**
 * The best profile first. Of those that fit equally well, the newest is first, or that of a user export when
 * the request is for one user's data.
 */
export function rankProfiles(csvs: readonly HeadedCsv[], request: ExportRequest): ProfileFit[] {
  const order: readonly Profile[] = request.user ? ['user', ...networkProfiles] : profiles;
  return order
    .map((profile) => fitOf(profile, csvs))
    .toSorted((a, b) => b.exact - a.exact || a.unknown - b.unknown || b.otherHeader - a.otherHeader);
}

function fitOf(profile: Profile, csvs: readonly HeadedCsv[]): ProfileFit {
  let [exact, otherHeader, unknown] = [0, 0, 0];
  for (const { name, header } of csvs) {
    const key = fileByName(profile, name);
    if (key === undefined) unknown += 1;
    else if (typeof header !== 'string' && sameNames(header, headerOf(key, profile))) exact += 1;
    else otherHeader += 1;
  }
  return { profile, exact, otherHeader, unknown };
}

/** Two headers are the same when every name is, in order. */
export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

/** The file that a name stands for in a profile, or else in whichever other profile has the name. */
export function identify(name: string, best: Profile): { key: FileKey; profile: Profile } | undefined {
  for (const profile of [best, ...profiles]) {
    const key = fileByName(profile, name);
    if (key !== undefined) return { key, profile };
  }
  const folded = name.toLowerCase();
  const near = filesOf(best).find((key) => `${key}.csv`.toLowerCase() === folded);
  return near === undefined ? undefined : { key: near, profile: best };
}

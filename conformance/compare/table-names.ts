import { type FileKey, fileByKey, filesOf, memberNameOf, profiles } from '../../schemas/index.ts';
import { lettersOf } from '../inspect/log-text.ts';
import type { Table, Tables } from '../model/observation.ts';
import { joinedTables } from './joined-tables.ts';

const byLetters: ReadonlyMap<string, FileKey> = new Map(
  profiles.flatMap((profile) =>
    filesOf(profile).map((key) => [lettersOf(memberNameOf(key, profile) ?? key), key]),
  ),
);

/**
 * The file that a table is, whatever its folder and however its name is spelled: `12345/message_versions` is
 * `MessageVersions`. Undefined when no profile has one like it.
 */
export function filesLike(table: string): FileKey | undefined {
  return byLetters.get(lettersOf(table.slice(table.lastIndexOf('/') + 1)));
}

/** The columns that together tell a row of a table from every other; none when the header lacks one. */
export function identityColumns(table: string, header: readonly string[]): readonly number[] {
  const key = filesLike(table);
  const columns = key === undefined ? [] : fileByKey(key).identity.map((name) => header.indexOf(name));
  return columns.includes(-1) ? [] : columns;
}

/**
 * The tables of a client by the names of the expected table: first those of the same name, then those that
 * differ in spelling or in a folder.
 */
export function pairTables<T>(
  expectedTables: ReadonlyMap<string, T>,
  actualTables: ReadonlyMap<string, T>,
): {
  readonly pairs: readonly (readonly [name: string, expected: T, seen: T])[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
} {
  const left = new Map(actualTables);
  const found = new Map<string, T>();
  for (const alike of [(name: string) => name, lettersAndFolder, lettersAlone]) {
    const named = new Map([...left.keys()].map((name) => [alike(name), name]));
    for (const name of expectedTables.keys()) {
      const other = found.has(name) ? undefined : named.get(alike(name));
      const table = other === undefined ? undefined : left.get(other);
      if (other === undefined || table === undefined) continue;
      found.set(name, table);
      left.delete(other);
    }
  }
  const pairs = [...expectedTables].flatMap(([name, expected]) => {
    const seen = found.get(name);
    return seen === undefined ? [] : [[name, expected, seen] as const];
  });
  return {
    pairs,
    missing: [...expectedTables.keys()].filter((name) => !found.has(name)),
    extra: [...left.keys()],
  };
}

/**
 * The letters of a table's name, after the folder of its network. A client may have that in the name of the
 * file: `12345_Users` or `users-12345`.
 */
function lettersAndFolder(name: string): string {
  const [, before, after] = /^(?:(\d{1,20})[ _.-]\D+|\D+[ _.-](\d{1,20}))$/s.exec(name) ?? [];
  const network = before ?? after;
  const at = name.lastIndexOf('/') + 1;
  const folder = network === undefined ? name.slice(0, at) : `${network}/`;
  return folder + lettersOf(name.slice(at));
}

/** The letters of a table's name without its folder: equal for the table of each network. */
export function lettersAlone(name: string): string {
  return lettersOf(name.slice(name.lastIndexOf('/') + 1));
}

/**
 * The tables of the expected table as the client holds them: those of several networks in one where the
 * client has only one for all.
 */
export function joinedNetworks(expectedTables: Tables, actualTables: Tables): Tables {
  const whole = new Map(
    [...actualTables.keys()]
      .filter((name) => !lettersAndFolder(name).includes('/'))
      .map((name) => [lettersOf(name), name]),
  );
  const apart = new Map<string, string[]>();
  for (const name of expectedTables.keys()) {
    if (name.includes('/')) apart.set(lettersAlone(name), [...(apart.get(lettersAlone(name)) ?? []), name]);
  }
  const joined = new Map<string, Table>(expectedTables);
  for (const [letters, names] of apart) {
    const name = whole.get(letters);
    if (name === undefined || names.length < 2 || names.some((one) => actualTables.has(one))) continue;
    for (const one of names) joined.delete(one);
    joined.set(name, joinedTables(names.flatMap((one) => expectedTables.get(one) ?? [])));
  }
  return joined;
}

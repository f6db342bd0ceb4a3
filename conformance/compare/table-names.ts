import { type FileKey, filesOf, memberNameOf, type Profile } from '../../schemas/index.ts';
import { lettersOf } from '../inspect/log-text.ts';
import type { Table, Tables } from '../model/observation.ts';

const profiles = ['current', 'legacy', 'user'] as const satisfies readonly Profile[];

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

function lettersAndFolder(name: string): string {
  const at = name.lastIndexOf('/') + 1;
  return name.slice(0, at) + lettersOf(name.slice(at));
}

function lettersAlone(name: string): string {
  return lettersOf(name.slice(name.lastIndexOf('/') + 1));
}

/**
 * The tables of the expected table as the client holds them: those of several networks in one where the
 * client has only one for all.
 */
export function joinedNetworks(expectedTables: Tables, actualTables: Tables): Tables {
  const whole = new Map(
    [...actualTables.keys()].filter((name) => !name.includes('/')).map((name) => [lettersOf(name), name]),
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
    joined.set(name, joinedTable(names.flatMap((one) => expectedTables.get(one) ?? [])));
  }
  return joined;
}

/** One after the other; tables of one file have one header. */
function joinedTable(tables: readonly Table[]): Table {
  return { header: tables[0]?.header ?? [], rows: tables.flatMap(({ rows }) => rows) };
}

import { lettersOf } from '../inspect/log-text.ts';
import { memberKind } from './member-kind.ts';
import type { LeftFile } from './output-files.ts';
import { filesLike, lettersAlone } from './table-names.ts';

/** The place of a file in the exports that a client keeps as files of its own. */
export interface Placed {
  readonly file: LeftFile;
  /**
   * The export: its folder with the slash, `''` for the output folder. Where a table has a folder of its own,
   * or more than its name in the name of the file, the path with `*` for the name.
   */
  readonly root: string;
  /** As in the archive. */
  readonly path: string;
  /** False for a table with a word in its path that may say something else: `Users.meta.json`. */
  readonly isCertain: boolean;
}

type Place = Omit<Placed, 'file'>;

/**
 * Finds the places of files. A table has its name in that of the file, alone or beside the time, the number
 * or the network of an export (`Users_20240619.csv`), or in that of a folder, as in a data lake
 * (`Users/dt=2024-06-19/part-0.csv`). Other words may be there, too, where several tables have them
 * (`acme-users.csv`, `acme-messages.csv`).
 * @param endings The endings of tables.
 * @param networks The folders of networks in what was served, such as `12345/`; undefined when nothing was
 *   served: each file has its own name then.
 */
export function placesOf(
  files: readonly LeftFile[],
  endings: RegExp,
  networks: ReadonlySet<string> | undefined,
): readonly Placed[] {
  const there: There = { paths: new Set(files.map(({ path }) => path)), networks };
  const found = files.map((file) => ({
    file,
    table: networks && tablePlace(file.path, endings, there),
    isAttachment: memberKind(file.path, endings).kind === 'attachment',
  }));
  // Attachments have a folder `files`, too. It is that of a table where other tables have one like it.
  const tables = new Map<string, Set<string>>();
  for (const { table, isAttachment } of found) {
    if (table === undefined || isAttachment) continue;
    const names = tables.get(table.root) ?? new Set();
    tables.set(table.root, names.add(lettersAlone(table.path)));
  }
  const count = ({ root }: Place) => tables.get(root)?.size ?? 0;
  const isTable = (place: Place) => count(place) >= (place.isCertain ? 1 : 2);
  return found.map(({ file, table }) => ({
    file,
    ...(table !== undefined && isTable(table) ? table : inFolder(file.path, there)),
  }));
}

/** The paths of all files, and the folders of networks. */
interface There {
  readonly paths: ReadonlySet<string>;
  readonly networks: ReadonlySet<string> | undefined;
}

/** The place of a table by the words of its path; undefined for a file that has no table's name there. */
function tablePlace(path: string, endings: RegExp, there: There): Place | undefined {
  const ending = endings.exec(path)?.[0];
  if (ending === undefined) return undefined;
  const folders = path.slice(0, -ending.length).split('/');
  const base = folders.pop() ?? '';
  const own = nameIn(base);
  const name = own ?? folders.findLast(isName);
  if (name === undefined) return undefined;
  let network = '';
  const parts: string[] = [];
  for (const [at, folder] of folders.entries()) {
    const found = networkOf(folders.slice(0, at + 1), there);
    network = found?.network ?? network;
    const isTable = isName(folder) && lettersOf(folder) === lettersOf(name);
    parts.push(isTable ? '*' : (found?.rest ?? folder));
  }
  const found = networkIn(base, there.networks);
  network = found?.network ?? network;
  const left = found?.rest ?? base;
  const rest = own === undefined ? left.replace(PART, '$1') : left.replace(own, '*');
  const isOnly = rest === '*' && !parts.includes('*');
  return {
    root: folderOf(parts) + (isOnly ? '' : `${rest}${ending}`),
    path: `${network}${name}${ending}`,
    isCertain: hasOnlyQualifiers(rest),
  };
}

/** The number of one of several files of a table. */
const PART = /^((?:part|chunk|page|batch|shard)s?)(?:[^a-z].*)?$/i;

/** A word beside the name of a table that says nothing about it, or tells its exports and files apart. */
const QUALIFIER =
  /\d|^[a-f]+$|^(?:viva|engage|yammer|export|table|data|rows|full|delta|run|dt|date|since|until|from|to|of|network|home|main|parts?|chunk|page|batch|shard)$/i;

const WORD = /[a-z0-9]+/gi;
/** No name of a file has more; others are not looked at. */
const MOST_WORDS = 24;

function hasOnlyQualifiers(text: string): boolean {
  return [...text.matchAll(WORD)].every(([word]) => QUALIFIER.test(word));
}

/** Tells whether a folder has the name of a table. */
function isName(folder: string): boolean {
  return !/\d/.test(folder) && filesLike(folder) !== undefined;
}

/** The longest name of a table that stands in the name of a file, in its spelling there. */
function nameIn(base: string): string | undefined {
  const words = [...base.matchAll(WORD)];
  if (words.length > MOST_WORDS) return undefined;
  let longest: string | undefined;
  for (const [at, { index }] of words.entries()) {
    for (const last of words.slice(at)) {
      if (/\d/.test(last[0])) break;
      const name = base.slice(index, last.index + last[0].length);
      if (filesLike(name) !== undefined && name.length > (longest?.length ?? 0)) longest = name;
    }
  }
  return longest;
}

/** The network that the last of these folders names; undefined where it is the root of an export. */
function networkOf(folders: readonly string[], { paths, networks }: There): FoundNetwork | undefined {
  const found = networkIn(folders.at(-1) ?? '', networks);
  return found !== undefined && standsAtRoot(folders.join('/'), paths) ? undefined : found;
}

/** A network that a part of a path names: its folder, `''` for the home network; and what is left. */
interface FoundNetwork {
  readonly network: string;
  readonly rest: string;
}

/** The network in a part of a path; before networks are known, any number that stands alone. */
function networkIn(part: string, networks: There['networks']): FoundNetwork | undefined {
  if (networks === undefined) return /^\d{1,20}$/.test(part) ? { network: `${part}/`, rest: '' } : undefined;
  const named = /^network(?:_?id)?[=_-]([^=]+)$/i.exec(part)?.[1];
  if (named !== undefined) return { network: networks.has(`${named}/`) ? `${named}/` : '', rest: '' };
  const word = [...part.matchAll(WORD)].find(([number]) => networks.has(`${number}/`))?.[0];
  if (word === undefined) return undefined;
  const at = part.indexOf(word);
  const before = part.slice(0, at).replace(/(?<![^a-z0-9])[^a-z0-9]+$/i, '');
  const after = part.slice(at + word.length);
  const rest = before === '' ? after.replace(/^[^a-z0-9]+/i, '') : before + after;
  return { network: `${word}/`, rest };
}

/**
 * The place of a file by its folder, without the folders of the archive itself. A folder with a number for
 * its name may also be that of a run, such as `20240619/`.
 */
function inFolder(path: string, there: There): Place {
  const folder = path.slice(0, path.lastIndexOf('/') + 1).replace(/(?<=^|\/)files\/$/i, '');
  const folders = folder.split('/').slice(0, -1);
  const { network, rest } = networkOf(folders, there) ?? { network: '', rest: folders.at(-1) ?? '' };
  const root = folderOf([...folders.slice(0, -1), rest]);
  return { root, path: network + path.slice(folder.length), isCertain: true };
}

/** The path of a folder, with its slash; parts of which nothing is left are gone. */
function folderOf(parts: readonly string[]): string {
  return parts.map((part) => part && `${part}/`).join('');
}

/** Tells whether a folder has what stands at the root of an export. */
function standsAtRoot(folder: string, paths: ReadonlySet<string>): boolean {
  return ['log.txt', 'request.txt', 'Networks.csv'].some((name) => paths.has(`${folder}/${name}`));
}

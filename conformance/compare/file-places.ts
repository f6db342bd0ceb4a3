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
  const paths = new Set(files.map(({ path }) => path));
  const found = files.map((file) => ({
    file,
    inFolder: inFolder(file.path, paths, networks),
    table: networks && tablePlace(file.path, endings, { paths, networks }),
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
  return found.map(({ file, inFolder, table }) => ({
    file,
    ...(table !== undefined && isTable(table) ? table : inFolder),
  }));
}

interface Served {
  readonly paths: ReadonlySet<string>;
  readonly networks: ReadonlySet<string>;
}

/** The place of a table by the words of its path; undefined for a file that has no table's name there. */
function tablePlace(path: string, endings: RegExp, { paths, networks }: Served): Place | undefined {
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
    const found = networkIn(folder, networks);
    const isNetwork = found !== undefined && !standsAtRoot(`${folders.slice(0, at + 1).join('/')}/`, paths);
    if (isNetwork) network = found.network;
    const isTable = isName(folder) && lettersOf(folder) === lettersOf(name);
    parts.push(isTable ? '*' : isNetwork ? found.rest : folder);
  }
  const found = networkIn(base, networks);
  network = found?.network ?? network;
  const left = found?.rest ?? base;
  const rest = own === undefined ? left.replace(PART, '$1') : left.replace(own, '*');
  const above = parts.filter((part) => part !== '').map((part) => `${part}/`);
  const isOnly = rest === '*' && !above.includes('*/');
  return {
    root: above.join('') + (isOnly ? '' : `${rest}${ending}`),
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

/** The folder of the network that a part of a path names (`''` for the home network), and what is left. */
function networkIn(
  part: string,
  networks: ReadonlySet<string>,
): { readonly network: string; readonly rest: string } | undefined {
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
function inFolder(
  path: string,
  paths: ReadonlySet<string>,
  networks: ReadonlySet<string> | undefined,
): Place {
  const folder = path.slice(0, path.lastIndexOf('/') + 1).replace(/(?<=^|\/)files\/$/i, '');
  const above = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  const last = folder.slice(above.length, -1);
  const found = networks === undefined ? asNetwork(last) : networkIn(last, networks);
  const inside = path.slice(folder.length);
  return found === undefined || standsAtRoot(folder, paths)
    ? { root: folder, path: inside, isCertain: true }
    : { root: above + (found.rest && `${found.rest}/`), path: found.network + inside, isCertain: true };
}

/** Any number, before networks are known. */
function asNetwork(folder: string): ReturnType<typeof networkIn> {
  return /^\d{1,20}$/.test(folder) ? { network: `${folder}/`, rest: '' } : undefined;
}

/** Tells whether a folder has what stands at the root of an export. */
function standsAtRoot(folder: string, paths: ReadonlySet<string>): boolean {
  return ['log.txt', 'request.txt', 'Networks.csv'].some((name) => paths.has(folder + name));
}

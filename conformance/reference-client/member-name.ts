/** The maximum length of a name that is shown, characters. */
const SHOWN = 80;

/** A name that can be shown: names in an archive are anybody's. */
export function shownName(name: string): string {
  return JSON.stringify(name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name).replaceAll(
    /[^\x20-\x7e…]/g,
    '?',
  );
}

/**
 * The harm that a member of that name could do where the archive is unpacked; undefined when there is none.
 */
export function harmIn(name: string): string | undefined {
  if (name === '') return 'is empty';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x1f\x7f]/.test(name)) return 'has control characters';
  if (name.includes('\\')) return 'has a backslash';
  if (name.startsWith('/')) return 'is absolute';
  if (/^[A-Za-z]:/.test(name)) return 'names a drive';
  if (name.split('/').some((part) => part === '..')) return 'leads out of the folder';
  return undefined;
}

/** The form of a name that is the same for names which a disk of Windows or macOS takes for one. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

import { rest } from '../hash.ts';
import { pick } from './pick.ts';

/** Letters that do not decompose into a base letter and an accent. */
const transcriptions: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', đ: 'd' };

/** Names, and the spelling of each in an address, which is made when it is needed first. */
export class NameList {
  readonly names: readonly string[];
  readonly #spellings: (string | undefined)[];

  /** @param names at least one. */
  constructor(names: readonly string[]) {
    this.names = names;
    this.#spellings = new Array<string | undefined>(names.length).fill(undefined);
  }

  /** The name with this hash. */
  name(hash: number): string {
    return pick(this.names, hash);
  }

  /** The spelling of the name with this hash. */
  spelling(hash: number): string {
    const index = rest(hash, this.names.length);
    const known = this.#spellings[index];
    if (known !== undefined) return known;
    const letters = latinLetters(this.names[index] as string);
    this.#spellings[index] = letters;
    return letters;
  }
}

/** The lower-case ASCII letters of a name, with a dot between its words. */
export function latinLetters(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[øłßæđ]/g, (letter) => transcriptions[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .trim()
    .replaceAll(/ +/g, '.');
}

import jsonc, { type Node, type ParseError } from 'jsonc-parser';
import { type Mistake, namesIn, pointer, shown } from './mistake.ts';

/** A mistake with its place in a file. */
export interface PlacedMistake extends Mistake {
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1, in UTF-16 code units. */
  readonly column: number;
}

/** JSON with comments, and the place of every value in it. */
export class PlacedJson {
  /** The parsed value; undefined when the text is not valid JSON. */
  readonly value: unknown;
  /** The syntax errors and the duplicate names. */
  readonly mistakes: readonly PlacedMistake[];
  readonly #text: string;
  readonly #root: Node | undefined;

  constructor(text: string) {
    this.#text = text;
    const errors: ParseError[] = [];
    this.#root = jsonc.parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
    const [first] = errors;
    if (first !== undefined || this.#root === undefined) {
      this.mistakes = [this.#unreadable(first)];
      return;
    }
    this.value = JSON.parse(JSON.stringify(jsonc.getNodeValue(this.#root)));
    this.mistakes = this.#twice(this.#root, '');
  }

  /** The place of a mistake: the beginning of its value, or the nearest place around it. */
  place(mistake: Mistake): PlacedMistake {
    let node = this.#root;
    for (const name of namesIn(mistake.path)) node = (node && childOf(node, name)) ?? node;
    return this.#at(node?.offset ?? 0, mistake);
  }

  #at(offset: number, mistake: Mistake): PlacedMistake {
    const lines = this.#text.slice(0, offset).split(/\r\n|\n|\r/);
    return { ...mistake, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  }

  #unreadable(error: ParseError | undefined): PlacedMistake {
    const { error: code = jsonc.ParseErrorCode.ValueExpected, offset = 0, length = 0 } = error ?? {};
    const expected = expectations[code] ?? 'JSON, with comments or without';
    const came = this.#text.slice(offset, offset + length);
    const got = came === '' ? 'the end of the file' : shown(came);
    return this.#at(offset, { path: '', text: `expected ${expected}, got ${got}.` });
  }

  /** JSON silently drops one of two properties of the same name. */
  #twice(node: Node, path: string): readonly PlacedMistake[] {
    const names = new Set<string>();
    return (node.children ?? []).flatMap((child, index) => {
      if (node.type === 'array') return this.#twice(child, pointer(path, index));
      const [key, value] = child.children ?? [];
      if (key === undefined || value === undefined) return [];
      const name = String(key.value);
      const text = `expected every name once, got ${shown(name)} again.`;
      const again = names.has(name) ? [this.#at(key.offset, { path: pointer(path, name), text })] : [];
      names.add(name);
      return [...again, ...this.#twice(value, pointer(path, name))];
    });
  }
}

function childOf(node: Node, name: string): Node | undefined {
  if (node.type === 'array') return node.children?.[Number(name)];
  return node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

/** The text that the parser expected, by its error code. */
const expectations: Readonly<Record<number, string>> = {
  [jsonc.ParseErrorCode.PropertyNameExpected]: 'a name in double quotes',
  [jsonc.ParseErrorCode.ValueExpected]: 'a value',
  [jsonc.ParseErrorCode.ColonExpected]: 'a colon',
  [jsonc.ParseErrorCode.CommaExpected]: 'a comma',
  [jsonc.ParseErrorCode.CloseBraceExpected]: 'a comma or }',
  [jsonc.ParseErrorCode.CloseBracketExpected]: 'a comma or ]',
  [jsonc.ParseErrorCode.EndOfFileExpected]: 'nothing after the object',
  [jsonc.ParseErrorCode.UnexpectedEndOfComment]: 'the end of the comment, */',
  [jsonc.ParseErrorCode.UnexpectedEndOfString]: 'the end of the text, a double quote',
};

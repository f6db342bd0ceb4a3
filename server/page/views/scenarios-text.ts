import {
  findNodeAtLocation,
  getLocation,
  type ParseError,
  parse,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { ApiMistake } from '../api.ts';

/** A mistake at its place in the text. */
export interface Placed {
  /** The line, from 1. */
  readonly line: number;
  readonly text: string;
  /** The part of the text to select: its beginning and its end. */
  readonly from: number;
  readonly to: number;
}

/** Reads the text of a scenario: JSON, with comments. */
export function read(text: string): { readonly value: unknown; readonly mistakes: readonly Placed[] } {
  const errors: ParseError[] = [];
  const value = parse(text, errors, { allowTrailingComma: true });
  const mistakes = errors.map(({ error, offset, length }) => ({
    line: lineAt(text, offset),
    text: `Expected JSON: ${words(printParseErrorCode(error))}.`,
    from: offset,
    to: offset + length,
  }));
  return { value, mistakes };
}

/** Places the mistakes that the server found: each names its place by a JSON pointer. */
export function placed(text: string, mistakes: readonly ApiMistake[]): readonly Placed[] {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  return mistakes.map(({ path, text: said }) => {
    const parts = path
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    // What is missing has no place: its object has.
    let node = tree && findNodeAtLocation(tree, parts);
    while (tree && node === undefined && parts.pop() !== undefined) node = findNodeAtLocation(tree, parts);
    const { offset = 0, length = 0 } = node ?? tree ?? {};
    return { line: lineAt(text, offset), text: said, from: offset, to: offset + length };
  });
}

/** The path of the cursor in the text. */
export function pathAt(text: string, offset: number): readonly (string | number)[] {
  return getLocation(text, offset).path.filter((part) => part !== '');
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** `PropertyNameExpected` in words. */
function words(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (one) => ` ${one.toLowerCase()}`).toLowerCase();
}

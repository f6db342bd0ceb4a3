/**
 * Characters that steer a terminal or a reader, change the direction of writing, or may stand in no document.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text of a client in one line, safe wherever it is shown: what cannot be seen is spelled out. */
export function inLine(text: string): string {
  return text.replace(UNSEEN, spelled);
}

/** The same with its lines and tabs as they are. */
export function inLines(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, (c) => (c === '\n' || c === '\t' ? c : spelled(c)));
}

function spelled(character: string): string {
  return named[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** At most so many characters; an ellipsis stands for the rest. */
export function shortened(text: string, most: number): string {
  const characters = [...text.slice(0, 2 * most + 2)];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** The same for a path, of which the end says more than the beginning. */
export function endOf(path: string, most: number): string {
  const characters = [...path];
  return characters.length <= most ? path : `…${characters.slice(1 - most).join('')}`;
}

/** A piece of HTML, SVG or XML. */
export interface Markup {
  readonly markup: string;
}

/** The values in a template of `markup`: texts and numbers are escaped, pieces stay as they are. */
export type Piece = Markup | string | number | readonly Piece[];

/**
 * A template of HTML, SVG or XML; every text in it is escaped, in elements and between double quotes alike.
 */
export function markup(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return {
    markup: parts.map((part, at) => part + (at < pieces.length ? written(pieces[at] ?? '') : '')).join(''),
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(piece: Piece): string {
  if (typeof piece === 'number') return String(piece);
  if (typeof piece === 'string') return inLines(piece).replace(/[&<>"']/g, (c) => entities[c] ?? c);
  return 'markup' in piece ? piece.markup : piece.map(written).join('');
}

/** The empty piece of a template. */
export const nothing: Markup = { markup: '' };

/**
 * Text in a line of Markdown that is no Markdown itself: no emphasis, links, tables, formulas, mentions or
 * HTML.
 */
export function markdownText(text: string): string {
  return inLine(text)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/[&<>@#$]|(?<=:)\/\/|(?<=www)\./gi, (found) =>
      [...found].map((c) => `&#${c.codePointAt(0)};`).join(''),
    );
}

/** The text of a workflow command of GitHub Actions. */
export function commandText(text: string): string {
  return inLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property of a workflow command. */
export function commandProperty(text: string): string {
  return commandText(inLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

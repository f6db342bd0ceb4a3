/** Texts about the results of clients, which several pages share. */

/** Returns a title and a list, each after an empty line; nothing for no lines. */
export function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, '', ...lines.map((line) => `- ${line}`)];
}

/** Returns the text of a client for a page: one line, without markup. */
export function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|]/g, '\\$&');
}

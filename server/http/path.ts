/** The path of a target as it came, without query and fragment, and without the origin that a proxy's client sends. */
export function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.split(/[?#]/, 1)[0] ?? path;
}

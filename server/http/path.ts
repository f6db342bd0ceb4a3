/** The path of a target as it came, without query, fragment, and the origin that clients of a proxy send. */
export function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.split(/[?#]/, 1)[0] ?? path;
}

/**
 * Tells whether a path is the named member: the name is the whole path, or the path without the folder of its
 * network.
 */
export function isNamed(path: string, name: string): boolean {
  return path === name || path.replace(/^\d+\//, '') === name;
}

/** Whether a member is the one that somebody names: by its whole path, or without the folder of its network. */
export function isNamed(path: string, name: string): boolean {
  return path === name || path.replace(/^\d+\//, '') === name;
}

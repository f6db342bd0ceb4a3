/**
 * The variables by which a client finds its home and the folder for temporary files: both are the folder.
 * Windows has names of its own for them.
 */
export function homeVariables(
  folder: string,
  platform: NodeJS.Platform = process.platform,
): Readonly<Record<string, string>> {
  const posix = { HOME: folder, TMPDIR: folder };
  return platform === 'win32' ? { ...posix, USERPROFILE: folder, TEMP: folder, TMP: folder } : posix;
}

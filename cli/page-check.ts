import type { ExportChecker } from '../server/index.ts';

/** The limits of a check while the server answers others: less memory and time than the command has. */
const LIMITS = { maxIds: 2_000_000, maxMembers: 100_000, maxMs: 5 * 60_000 };

/**
 * Checks an export for the page of a server, with the laws of the data, on a thread of its own: the server
 * answers others meanwhile.
 */
export const checkForPage: ExportChecker = async (path, signal) => {
  const { checkInThread, renderText } = await import('../conformance/index.ts');
  const checked = await checkInThread(path, { laws: true, limits: LIMITS, signal });
  const report = { ...checked, path: 'export.zip' };
  return { report, text: renderText(report) };
};

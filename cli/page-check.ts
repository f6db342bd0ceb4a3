import type { ExportChecker } from '../server/index.ts';

/** The limits of a check while the server answers others: less memory and time than the command has. */
const LIMITS = { maxIds: 2_000_000, maxMembers: 100_000, maxMs: 5 * 60_000 };

/** Checks an export for the page of a server, with the laws of the data. The check is loaded then. */
export const checkForPage: ExportChecker = async (path, signal) => {
  const { checkExport, renderText } = await import('../conformance/index.ts');
  const checked = await checkExport(path, { laws: true, limits: LIMITS, signal });
  const report = { ...checked, path: 'export.zip' };
  return { report, text: renderText(report) };
};

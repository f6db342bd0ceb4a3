import type { ExportCall, OpenedExport } from './open-export.ts';
import type { ExportOptions } from './options.ts';

export type { AssumptionName, Assumptions } from '../schemas/index.ts';
export type { Compression } from './context.ts';
export { type Instant, parseInstant } from './instant.ts';
export { tokens } from './principal.ts';
export { type RunningServer, type SampleUser, type ServerOptions, startServer } from './start.ts';
export type { ExportCall, ExportOptions, OpenedExport };

/**
 * Makes an export without a server: the same bytes that a server with these options would send to a verified admin.
 *
 * Rejects with a `WorldOptionsError` when there can be no such world.
 */
export async function openExport(options: ExportOptions, call: ExportCall): Promise<OpenedExport> {
  const exporting = await import('./open-export.ts');
  return exporting.openExport(options, call);
}

/** Finds out whether there can be a world with these options. Rejects with a `WorldOptionsError` when there cannot. */
export async function checkWorld(options: ExportOptions): Promise<void> {
  const { worldOptions } = await import('../generators/index.ts');
  worldOptions(options, options.now ?? Date.now());
}

import type { OpenConfig } from './config/index.ts';
import type { toHar } from './journal/har.ts';
import type { ExportCall, OpenedExport } from './open-export.ts';
import type { ExportOptions } from './options.ts';
import type { ListedScenario, Scenario } from './scenarios/index.ts';
import { machineNow } from './timers.ts';

export type { AssumptionName, Assumptions } from '../schemas/index.ts';
export type { Config, ConfigListener, ConfigWatch, OpenConfig } from './config/index.ts';
export type { Compression } from './context.ts';
export type { ControlOption } from './control-access.ts';
export { type Instant, parseInstant } from './instant.ts';
export type { Exchange, Har, HarEntry, Lint, LintId, RequestFilter } from './journal/index.ts';
export { tokens } from './principal.ts';
export { redactArguments, redactText } from './redact.ts';
export type { Journaled, RunningClock, RunningSession, WaitOptions } from './running-session.ts';
export type { Area, ListedScenario, OwnScenario, Rule, Scenario, Step, When } from './scenarios/index.ts';
export type { Configuration, RateLimit, SessionOptions } from './sessions/index.ts';
export {
  type RunningScenarios,
  type RunningServer,
  type SampleUser,
  type ServerOptions,
  startServer,
} from './start.ts';
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
  worldOptions(options, options.now ?? machineNow());
}

/** The scenarios of the catalogue. */
export async function scenarioCatalogue(): Promise<readonly Scenario[]> {
  return (await import('./scenarios/index.ts')).catalogue;
}

/** How scenarios are shown: `url` is where the server listens, `since` the start of the window that their curl lines ask for. */
export async function listScenarios(
  scenarios: readonly Scenario[],
  place: { readonly url: string; readonly since: string },
): Promise<readonly ListedScenario[]> {
  const { listedScenario } = await import('./scenarios/index.ts');
  return scenarios.map((scenario) => listedScenario(scenario, place));
}

/** Reads a configuration file. Rejects with a `ConfigError`, whose message names file, line and column of every mistake. */
export async function openConfig(file: string): Promise<OpenConfig> {
  return (await import('./config/index.ts')).openConfig(file);
}

/** What makes an HTTP Archive of exchanges. */
export async function harMaker(): Promise<typeof toHar> {
  return (await import('./journal/har.ts')).toHar;
}

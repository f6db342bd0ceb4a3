import type { OpenConfig } from './config/index.ts';
import type { toHar } from './journal/har.ts';
import type { ExportCall, OpenedExport } from './open-export.ts';
import type { ListedScenario, Scenario } from './scenarios/index.ts';
import type { CheckedOptions, ExportOptions, InstantInput } from './sessions/context-options.ts';
import type { CheckedServerOptions, OptionMistake } from './sessions/read-options.ts';
import type { Authority } from './tls/authority.ts';
import type { ClientEnvironment } from './tls/client-environment.ts';

export type { AssumptionName, Assumptions } from '../schemas/index.ts';
export type { Config, ConfigListener, ConfigWatch, OpenConfig } from './config/index.ts';
export type { Compression } from './export/context.ts';
export type { ExampleExports, SampleUser } from './export/example-exports.ts';
export { rejectedTokens, tokens } from './http/auth.ts';
export type { CertificateFault } from './http/carrier.ts';
export type { ControlOption } from './http/control-access.ts';
export { redactArguments, redactText } from './http/redact.ts';
export { sessionNamedIn } from './http/signed-token.ts';
export type {
  Exchange,
  Har,
  HarEntry,
  Lint,
  LintId,
  RefusedConnection,
  RequestFilter,
} from './journal/index.ts';
export { type Instant, parseInstant } from './request/instant.ts';
export type { SessionPort, SessionPortOptions } from './routes/session-ports.ts';
export type { Journaled, RunningClock, RunningSession, WaitOptions } from './running-session.ts';
export type {
  Area,
  ListedScenario,
  OwnScenario,
  Rule,
  Scenario,
  ScenarioName,
  Step,
  When,
} from './scenarios/index.ts';
export type { Configuration, RateLimit, SessionOptions } from './sessions/index.ts';
export type { CheckedExport, ExportChecker, ServerOptions } from './sessions/server-options.ts';
export { ScenarioError, SessionOptionsError } from './sessions/session-options-error.ts';
export {
  type RunningScenarios,
  type RunningServer,
  startServer,
} from './start.ts';
export type { Authority } from './tls/authority.ts';
export type { ClientEnvironment } from './tls/client-environment.ts';
export { servedNames } from './tls/names.ts';
export { spawnOn, spawnProgram } from './util/spawn-program.ts';
export { readTextFile } from './util/text-file.ts';
export type {
  CheckedOptions,
  CheckedServerOptions,
  ExportCall,
  ExportOptions,
  InstantInput,
  OpenedExport,
  OptionMistake,
};

/**
 * Makes an export without a server: the same bytes that a server with these options sends to a verified
 * admin.
 *
 * @param options The network and its form.
 * @param call The query, the user and the signal of the export.
 * @returns The bytes, or the error response that a client would get.
 * @throws {SessionOptionsError} (as a rejection) when an option is invalid.
 */
export async function openExport(options: ExportOptions, call: ExportCall): Promise<OpenedExport> {
  const exporting = await import('./open-export.ts');
  return exporting.openExport(options, call);
}

/**
 * Makes a whole export in memory: the same bytes as `openExport`.
 *
 * @returns The ZIP; undefined when a client would get an error response.
 * @throws {SessionOptionsError} (as a rejection) when an option is invalid.
 */
export async function wholeExport(
  options: ExportOptions,
  call: Pick<ExportCall, 'query' | 'userId'>,
): Promise<Buffer | undefined> {
  return (await import('./open-export.ts')).wholeExport(options, call);
}

/**
 * Keeps exports that were just made for whoever asks the same, at a server of this process or by
 * `wholeExport`, until disposed of. Only exports by a fixed clock are kept.
 *
 * @param bytes The most memory that they may take together; one of them may take an eighth of it.
 */
export async function keepExports(bytes: number): Promise<Disposable> {
  return (await import('./export/kept.ts')).keepExports(bytes);
}

/**
 * Reads the options of a server. Every entry point (flag, configuration file, control, program) uses the same
 * texts.
 *
 * @param given The options; an option that is `undefined` counts as absent.
 * @returns The valid options in one normal form, and a mistake for each invalid one.
 */
export async function readServerOptions(given: object): Promise<{
  readonly options: CheckedServerOptions;
  readonly mistakes: readonly OptionMistake[];
}> {
  return (await import('./sessions/read-options.ts')).readOptions('server', given);
}

/**
 * Makes the error text for an unknown scenario name.
 *
 * @param name The unknown name.
 * @param known The known names; the text suggests the nearest one.
 */
export async function unknownScenarioText(name: string, known: readonly string[]): Promise<string> {
  return (await import('./sessions/unknown-scenario.ts')).unknownScenario(name, known);
}

/** Loads the catalogue of scenarios. */
export async function scenarioCatalogue(): Promise<readonly Scenario[]> {
  return (await import('./scenarios/index.ts')).catalogue;
}

/**
 * Describes scenarios for a listing.
 *
 * @param scenarios The scenarios to describe.
 * @param place `url` is the URL of the server; `since` is the start of the window in the curl lines.
 */
export async function listScenarios(
  scenarios: readonly Scenario[],
  place: { readonly url: string; readonly since: string },
): Promise<readonly ListedScenario[]> {
  const { listedScenario } = await import('./scenarios/index.ts');
  return scenarios.map((scenario) => listedScenario(scenario, place));
}

/**
 * Reads a configuration file.
 *
 * @param file The path of the file.
 * @throws {ConfigError} (as a rejection) when the file is invalid; its message names file, line and column of
 * every mistake.
 */
export async function openConfig(file: string): Promise<OpenConfig> {
  return (await import('./config/index.ts')).openConfig(file);
}

/** Loads the function that converts exchanges into an HTTP Archive. */
export async function harMaker(): Promise<typeof toHar> {
  return (await import('./journal/har.ts')).toHar;
}

/** The certificate authority of this user, which the commands of the kit use. */
export interface UserAuthority {
  /** The folder of the authority. */
  readonly folder: string;
  /**
   * Reads the authority, and makes it if there is none.
   *
   * @param otherFolder the folder of an authority for an account that has no place for settings.
   * @throws {AuthorityError} (as a rejection)
   */
  open(otherFolder?: string): Promise<Authority>;
  /** Removes it. Resolves to the paths that were removed. */
  remove(): Promise<readonly string[]>;
}

/** Finds the certificate authority of this user. */
export async function userAuthority(): Promise<UserAuthority> {
  const { authorityIn, removeAuthority, settingsFolder } = await import('./tls/authority.ts');
  const folder = settingsFolder();
  return {
    folder,
    open: (otherFolder) => authorityIn(folder, otherFolder),
    remove: () => removeAuthority(folder),
  };
}

/**
 * Writes the files with which programs trust an authority, into a folder that stays while they run. Resolves
 * to their environment.
 */
export async function environmentTrusting(authority: Authority, folder: string): Promise<ClientEnvironment> {
  return (await import('./tls/client-environment.ts')).environmentTrusting(authority, folder);
}

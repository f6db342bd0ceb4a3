import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { ExampleExports, SampleUser } from './export/example-exports.ts';
import { ADMIN } from './http/auth.ts';
import { controlAccess } from './http/control-access.ts';
import { openConnections } from './http/open-connections.ts';
import { redactText } from './http/redact.ts';
import type { ExchangeRecord } from './journal/index.ts';
import { SessionPorts } from './routes/session-ports.ts';
import {
  type Journaled,
  journaled,
  type RunningClock,
  type RunningSession,
  runningClock,
  runningSession,
} from './running-session.ts';
import type { OwnScenario } from './scenarios/index.ts';
import { type Configuration, type SessionOptions, Sessions } from './sessions/index.ts';
import type { CheckedServerOptions } from './sessions/read-options.ts';
import type { ServerOptions } from './sessions/server-options.ts';
import { once } from './util/once.ts';

/** The own scenarios of a server. Every session knows them. */
export interface RunningScenarios {
  /** The names of all scenarios that can be selected, including the catalogue. */
  names(): Promise<readonly string[]>;
  /**
   * Adds a scenario. It replaces an own scenario of the same name.
   *
   * @throws {ScenarioError} (as a rejection) when the scenario is invalid, or when its name is in the
   * catalogue.
   */
  add(scenario: OwnScenario): Promise<void>;
  /** Removes an own scenario; `false` when there is none of this name. */
  remove(name: string): boolean;
}

/** A running server. Requests that select no session belong to its own session, `main`. */
export interface RunningServer extends Journaled, AsyncDisposable {
  /** The URL of the server, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** A sentence that says which clients may control the server. */
  readonly controlText: string;
  /** The token of a verified admin; `${token}~<scenario>` is the same admin with that scenario. */
  readonly token: string;
  /** The clock of the own session. */
  readonly clock: RunningClock;
  readonly scenarios: RunningScenarios;
  /** A few users of the home network, with every state among them. */
  sampleUsers(): Promise<readonly SampleUser[]>;
  /** Exports that show much of the network. */
  exampleExports(): Promise<ExampleExports>;
  /**
   * Begins a session. It ends when it is closed, or half an hour after its last use.
   *
   * @param options The options that differ from those of the server.
   * @throws {SessionOptionsError} (as a rejection) when an option is invalid.
   * @throws {ScenarioError} (as a rejection) when the scenario is unknown or invalid.
   * @throws {Error} (as a rejection) when there are too many sessions or too large scenarios.
   */
  session(options?: SessionOptions): Promise<RunningSession>;
  /**
   * Replaces the defaults of sessions that begin from now on. Existing sessions stay as they are. After a
   * rejection nothing has changed.
   *
   * @throws {SessionOptionsError} (as a rejection) when an option or a scenario is invalid.
   */
  configure(configuration: Configuration): Promise<void>;
  /** Closes every connection, even during an export, and stops listening. A second call does nothing. */
  close(): Promise<void>;
}

/**
 * Starts a server and resolves when it listens.
 *
 * @param options The options; each has a default.
 * @throws {SessionOptionsError} (as a rejection) when an option is unknown or invalid.
 * @throws {ScenarioError} (as a rejection) when the scenario is unknown or invalid.
 * @throws {Error} (as a rejection) the system's error when it cannot listen, for example `EADDRINUSE`.
 *
 * ```ts
 * await using server = await startServer({ size: 'tiny', seed: '7', now: Date.UTC(2024, 5, 30) });
 * const headers = { authorization: `Bearer ${server.token}` };
 * await fetch(`${server.url}/api/v1/export?since=2024-06-29`, { headers });
 * ```
 *
 * With node:test, a server for a file and a session for a test:
 *
 * ```ts
 * const server = await startServer({ size: 'tiny' });
 * after(() => server.close());
 *
 * test('the client retries after a reset', async () => {
 *   await using session = await server.session({ scenario: 'reset-mid-member-once', timeScale: 100 });
 *   const complete = session.waitForRequest({ ending: 'complete' });
 *   await download(session.url, session.token);
 *   assert.equal((await complete).number, 2);
 * });
 * ```
 *
 * With vitest or jest:
 *
 * ```ts
 * let server: RunningServer;
 * beforeAll(async () => { server = await startServer({ size: 'tiny' }); });
 * afterAll(() => server.close());
 *
 * test('the client names itself', async () => {
 *   const session = await server.session();
 *   await download(session.url, session.token);
 *   expect(await session.requests({ lint: 'no-user-agent' })).toEqual([]);
 *   await session.close();
 * });
 * ```
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const {
    port = 0,
    host = '127.0.0.1',
    onAccess,
    onExchange,
    checkExport,
    onError = writeError,
    ownScenarios: scenarios = [],
    control,
    authority,
    ...begin
  } = await checked(options);
  const sessions = new Sessions(
    { ...begin, onError },
    { scenarios, access: controlAccess(control), checkExport },
  );
  const { context, clock } = sessions.main;
  const [{ createApp }, { logAccess, logRefused }] = await Promise.all([
    import('./routes/app.ts'),
    import('./routes/access-log.ts'),
  ]);
  const app = createApp(sessions, authority);
  if (onAccess !== undefined) {
    logAccess(app.server, onAccess);
    logRefused(sessions.store, onAccess);
  }
  const passed = passExchanges(sessions, { onExchange, onError });
  const allClosed = openConnections(app.server);
  await app.listen({ port, host });
  const address = app.server.address() as AddressInfo;
  const url = `http://${reachable(host)}:${address.port}`;
  const ports = new SessionPorts(app.server);
  const close = once(async () => {
    await ports.closeAll();
    await app.close();
    await allClosed();
    await passed();
  });
  let configuring: Promise<void> = Promise.resolve();
  return {
    url,
    port: address.port,
    controlText: sessions.access.text,
    token: ADMIN,
    clock: runningClock(clock),
    scenarios: scenariosOf(sessions),
    ...journaled(sessions, {}),
    sampleUsers: async () => (await context.world()).networks[0].sampleUsers(clock.now()),
    exampleExports: async () => (await import('./export/example-exports.ts')).exampleExports(context),
    async session(of) {
      // A configuration from an earlier call applies first, awaited or not; its own caller gets its errors.
      await configuring.catch(() => {});
      return runningSession(sessions, await sessions.open(of), { serverUrl: url, ports });
    },
    configure: (configuration) => {
      configuring = sessions.configure(configuration);
      return configuring;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/**
 * Reads the options and resolves the scenario name.
 *
 * @throws {SessionOptionsError} (as a rejection)
 */
async function checked(
  given: ServerOptions,
): Promise<CheckedServerOptions & { readonly scenario?: OwnScenario | undefined }> {
  const { checkedOptions } = await import('./sessions/read-options.ts');
  const { scenario, ownScenarios: givenScenarios = [], ...rest } = await checkedOptions('server', given);
  if (scenario === undefined && givenScenarios.length === 0) return rest;
  const { ownScenarios, playable } = await import('./sessions/playable.ts');
  const own = await ownScenarios(givenScenarios, 'ownScenarios');
  return {
    ...rest,
    ownScenarios: own,
    scenario: scenario === undefined ? undefined : await playable(scenario, own),
  };
}

function scenariosOf(sessions: Sessions): RunningScenarios {
  return {
    names: () => sessions.scenarioNames(),
    add: async (scenario) => {
      const { ownScenario } = await import('./sessions/playable.ts');
      await sessions.bring(await ownScenario(scenario));
    },
    remove: (name) => sessions.forget(name),
  };
}

/** The default of `onError`: writes the error to stderr, without secrets. */
function writeError(error: unknown): void {
  process.stderr.write(`engage-export-kit: a response failed: ${redactText(inspect(error))}\n`);
}

/** Passes every finished exchange to `onExchange`. Returns a function that waits until all were passed. */
function passExchanges(
  sessions: Sessions,
  { onExchange, onError }: Pick<ServerOptions, 'onExchange'> & { readonly onError: (error: unknown) => void },
): () => Promise<void> {
  if (onExchange === undefined) return async () => {};
  let passed = Promise.resolve();
  const pass = async (record: ExchangeRecord): Promise<void> => {
    const { JournalReader } = await import('./journal/reader.ts');
    onExchange(await new JournalReader(sessions).show(record));
  };
  sessions.store.listen((record) => {
    passed = passed.then(() => pass(record)).catch(onError);
  });
  return () => passed;
}

/** The host name by which this machine reaches a server that listens on `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

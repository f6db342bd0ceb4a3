import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import { ADMIN } from './http/auth.ts';
import { controlAccess } from './http/control-access.ts';
import { redactText } from './http/redact.ts';
import type { ExchangeRecord } from './journal/index.ts';
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

/** Own scenarios of a server: every session knows them. */
export interface RunningScenarios {
  /** Names of all that can be chosen, the catalogue included. */
  names(): Promise<readonly string[]>;
  /** Adds a scenario, in the place of one of the same name. Rejects with a `ScenarioError` when it cannot be played, or has a name of the catalogue. */
  add(scenario: OwnScenario): Promise<void>;
  /** Forgets one; false when nobody has added one of that name. */
  remove(name: string): boolean;
}

/** A server that listens. Its own session is what everybody is in who chooses none. */
export interface RunningServer extends Journaled, AsyncDisposable {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** Who may control it, in a sentence. */
  readonly controlText: string;
  /** The token of a verified admin; `${token}~<scenario>` is the same admin in that scenario. */
  readonly token: string;
  /** The clock of its own session. */
  readonly clock: RunningClock;
  readonly scenarios: RunningScenarios;
  /** A few users of the home network to export, of every state. */
  sampleUsers(): Promise<readonly SampleUser[]>;
  /**
   * Begins a session: a world of its own with clock, scenario, counters and journal. It ends when it is closed, or half
   * an hour after it was last used. Rejects when there can be none with these options; the message says why.
   */
  session(options?: SessionOptions): Promise<RunningSession>;
  /**
   * What sessions begin from that begin from now on; those that are there stay as they are. Rejects with a
   * `SessionOptionsError` when there could be no such session or scenario; nothing has changed then.
   */
  configure(configuration: Configuration): Promise<void>;
  /** Ends every connection, also in the middle of an export, and stops listening. Calling it again does nothing more. */
  close(): Promise<void>;
}

/** A user that somebody may want to try. */
export interface SampleUser {
  readonly id: string;
  readonly state: 'active' | 'suspended' | 'deleted';
  /** Is here as a guest from another network. */
  readonly external: boolean;
}

/**
 * Starts a server and resolves when it listens. Rejects with the system's error when it cannot, as `EADDRINUSE`, with a
 * `SessionOptionsError` for an option that there is not or that cannot be, and with a `ScenarioError` when there is no
 * such scenario.
 *
 * ```ts
 * await using server = await startServer({ size: 'tiny', seed: '7', now: Date.UTC(2024, 5, 30) });
 * await fetch(`${server.url}/api/v1/export?since=2024-06-29`, { headers: { authorization: `Bearer ${server.token}` } });
 * ```
 *
 * With node:test, a server for a file and a session for a test:
 *
 * ```ts
 * const server = await startServer({ size: 'tiny' });
 * after(() => server.close());
 *
 * test('a reset is tried again', async () => {
 *   await using session = await server.session({ scenario: 'reset-mid-member', timeScale: 100 });
 *   const asked = session.waitForRequest({ ending: 'cut' });
 *   await download(session.url, session.token);
 *   assert.equal((await asked).steps.at(-1)?.do, 'stream');
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
    onError = complain,
    ownScenarios: scenarios = [],
    control,
    ...begin
  } = await checked(options);
  const sessions = new Sessions({ ...begin, onError }, { scenarios, access: controlAccess(control) });
  const { context, clock } = sessions.main;
  const [{ createApp }, { logAccess }] = await Promise.all([
    import('./routes/app.ts'),
    import('./routes/access-log.ts'),
  ]);
  const app = createApp(sessions);
  if (onAccess !== undefined) logAccess(app.server, onAccess);
  const told = tellExchanges(sessions, { onExchange, onError });
  const hungUp = connectionsOf(app.server);
  await app.listen({ port, host });
  const address = app.server.address() as AddressInfo;
  const url = `http://${reachable(host)}:${address.port}`;
  const close = once(async () => {
    await app.close();
    await hungUp();
    await told();
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
    async session(of) {
      // A configuration that was given before holds, whether or not it was waited for; who gave it is told of mistakes.
      await configuring.catch(() => {});
      return runningSession(sessions, await sessions.open(of), url);
    },
    configure: (configuration) => {
      configuring = sessions.configure(configuration);
      return configuring;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The options once they were read, with the scenario that they name. Rejects with a `SessionOptionsError`. */
async function checked(
  given: ServerOptions,
): Promise<CheckedServerOptions & { readonly scenario?: OwnScenario | undefined }> {
  const { checkedOptions } = await import('./sessions/read-options.ts');
  const { scenario, ownScenarios: brought = [], ...rest } = await checkedOptions('server', given);
  if (scenario === undefined && brought.length === 0) return rest;
  const { ownScenarios, playable } = await import('./sessions/playable.ts');
  const own = await ownScenarios(brought, 'ownScenarios');
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

/** Tells of what went wrong inside when nobody else does. */
function complain(error: unknown): void {
  process.stderr.write(`engage-export-kit: an answer failed: ${redactText(inspect(error))}\n`);
}

/** Tells every exchange that is over; what it returns waits until all are told. */
function tellExchanges(
  sessions: Sessions,
  { onExchange, onError }: Pick<ServerOptions, 'onExchange'> & { readonly onError: (error: unknown) => void },
): () => Promise<void> {
  if (onExchange === undefined) return async () => {};
  let told = Promise.resolve();
  const tell = async (recording: ExchangeRecord): Promise<void> => {
    const { JournalReader } = await import('./journal/reader.ts');
    onExchange(await new JournalReader(sessions).show(recording));
  };
  sessions.store.listen((recording) => {
    told = told.then(() => tell(recording)).catch(onError);
  });
  return () => told;
}

/** What waits until every connection is gone, and what was under way on it is over: a server says that it is closed a moment before. */
function connectionsOf(server: Server): () => Promise<void> {
  const open = new Map<Socket, Promise<void>>();
  server.on('connection', (socket: Socket) => {
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    open.set(
      socket,
      gone.then(() => void open.delete(socket)),
    );
  });
  return async () => {
    await Promise.all(open.values());
  };
}

/** The name under which this machine reaches itself when it listens there. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

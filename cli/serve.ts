import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { curlLine } from '../schemas/curl-line.ts';
import type { CheckedOptions, Config, OpenConfig, RunningServer, ServerOptions } from '../server/index.ts';
import {
  openConfig,
  redactText,
  rejectedTokens,
  startServer,
  tokens,
  userAuthority,
} from '../server/index.ts';
import { prepareEngine } from './engine.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, type FlagValues, parseFlags } from './flags.ts';
import { checkForPage } from './page-check.ts';
import { scenarioFlags, scenarioOptionsOf } from './scenario-flags.ts';
import { type EndSignal, onEndSignal } from './signals.ts';
import { flushStdout } from './standard-streams.ts';
import { numberOr, optionsOf, workersFlag, workersOf, worldFlags, worldOptionsOf } from './world-flags.ts';

/** The default port. */
export const DEFAULT_PORT = 4010;

/** The flags of the command. */
export const flags = {
  port: { type: 'string', value: 'N', help: `port; 0 selects a free port (${DEFAULT_PORT})` },
  host: { type: 'string', value: 'ADDRESS', help: 'address to listen on (127.0.0.1)' },
  control: {
    type: 'string',
    multiple: true,
    value: 'WHO',
    help: 'allow control by this host name, address or network too; none: disable; may be repeated',
  },
  ...worldFlags,
  ...workersFlag,
  ...scenarioFlags,
  'record-har': { type: 'string', value: 'FILE', help: 'record every exchange as HAR, without tokens' },
  quiet: { type: 'boolean', short: 'q', help: 'do not log requests' },
} as const satisfies Flags;

type Values = FlagValues<typeof flags>;

/** The text of `engage-export serve --help`. */
export const help = `Usage: engage-export serve [FLAGS]

Serves GET /api/v1/export and GET /api/v1/export/users/{user_id}.
Logs one line per request to stderr.
Ctrl-C stops the server with exit code 130, SIGTERM with exit code 0.
Flags override the configuration file.
Run engage-export scenarios to list the scenarios.

${describeFlags(flags)}
`;

/**
 * The time for the first request of a program that waits for the address, milliseconds. The rest of the text
 * needs the network, which takes the thread.
 */
const FIRST_REQUEST_MS = 20;

/** Serves exports until a signal arrives. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const values = await parseFlags(flags, args);
  const opened = values.config === undefined ? undefined : await openConfig(values.config);
  const begin = await beginningOf(values, opened?.config);
  const { port = DEFAULT_PORT, host = '127.0.0.1', control } = await placeOf(values);
  const access = control ?? opened?.config.control;
  const ended = new Promise<EndSignal>((resolve) => onEndSignal(resolve));
  prepareEngine();
  try {
    using har = await recorderOf(values['record-har'], complain);
    const server = await start({
      ...begin,
      port,
      host,
      control: access,
      workers: (await workersOf(values)) ?? opened?.config.workers,
      authority: (await userAuthority()).folder,
      ownScenarios: opened?.config.scenarios,
      onAccess: values.quiet ? undefined : (line) => process.stderr.write(`${line}\n`),
      onError: (error) => complain(redactText(inspect(error))),
      onExchange: har?.add,
      checkExport: checkForPage,
    });
    await using _running = server;
    har?.begin();
    using _watch = opened && watch(opened, server, values);
    process.stdout.write(`Exports are served at ${server.url}\n`);
    if (server.controlText.includes(' and ')) complain(`${server.controlText} Control needs no token.`);
    const introduced = sleep(FIRST_REQUEST_MS, undefined, { ref: false }).then(() =>
      introduce(server, access !== false),
    );
    await Promise.race([ended, introduced]);
    await flushStdout();
    return (await ended) === 'SIGINT' ? exitCodes.interrupted : exitCodes.passed;
  } catch (error) {
    if (!(error instanceof CannotListen)) throw error;
    complain(error.message);
    return exitCodes.broken;
  }
}

/** The address and the control access that the flags set. Other options are absent. */
async function placeOf({ port, host, control }: Values) {
  const nobody = control?.length === 1 && control[0] === 'none';
  const given = {
    port: port === undefined ? undefined : numberOr(port),
    host,
    control: nobody ? false : control,
  };
  return optionsOf(given, { port: 'port', host: 'host', control: 'control' });
}

/** The options of the main session. Flags override the configuration file. */
async function beginningOf(values: Values, config: Config | undefined): Promise<CheckedOptions> {
  const world = await worldOptionsOf(values);
  const said = Object.entries(world).filter(([, value]) => value !== undefined);
  const { session = {} } = config ?? {};
  return {
    ...session,
    ...Object.fromEntries(said),
    ...(world.assumptions && { assumptions: { ...session.assumptions, ...world.assumptions } }),
    ...(await scenarioOptionsOf(values, config)),
  };
}

/** Reloads the configuration file when it changes. New sessions use the new content. */
function watch({ watch: watching }: OpenConfig, server: RunningServer, values: Values): Disposable {
  const watched = watching({
    changed: async (config) => {
      const session = await beginningOf(values, config);
      // The flags and the file together must be valid options.
      await optionsOf({ ...session }, {});
      await server.configure({ scenarios: config.scenarios, session });
      complain(`${values.config} is reloaded: new sessions use it.`);
    },
    wrong: (error) => complain(`${error.message}\nThe previous configuration stays in use.`),
  });
  return { [Symbol.dispose]: () => watched.stop() };
}

/** The server cannot listen on the requested address. */
class CannotListen extends Error {}

/** Opens a HAR recorder when a file is given. Its code is loaded then. */
async function recorderOf(path: string | undefined, complain: (message: string) => void) {
  if (path === undefined) return undefined;
  const { recordHar } = await import('./record-har.ts');
  return recordHar(path, complain);
}

async function start(options: ServerOptions): Promise<RunningServer> {
  try {
    return await startServer(options);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const place = `${options.host}:${options.port}`;
    if (code === undefined) throw error;
    throw new CannotListen(
      code === 'EADDRINUSE'
        ? `expected a free port, but ${place} is in use: stop the program that uses it, or use --port 0 to select a free port.`
        : `cannot listen on ${place} (${String(code)}): use another --host or --port.`,
    );
  }
}

/** Prints commands that request and check exports, and where to go next. The lines work in every shell. */
async function introduce(server: RunningServer, controlled: boolean): Promise<void> {
  const { network, user, messagesSince } = await server.exampleExports();
  const [admin] = Object.keys(tokens);
  const curl = (output: string, path: string): string =>
    curlLine({ token: String(admin), url: server.url + path, output });
  const userLines = user === undefined ? [] : ['Export of one user:', curl('user.zip', user)];
  const lines = [
    `Token: ${admin} (rejected: ${rejectedTokens.join(', ')})`,
    `Control: ${server.controlText}`,
    `Messages: from ${messagesSince.replace('T00:00:00.000Z', '')} until now; --start changes the first day.`,
    '',
    network.whole ? 'Export of the whole network:' : 'Export of the last day of the network:',
    curl('network.zip', network.path),
    ...userLines,
    'Check what you got:',
    `npx engage-export check network.zip${user === undefined ? '' : ' user.zip'}`,
    '',
    ...(controlled ? [`Networks, administrators and users: ${server.url}/__admin/info`] : []),
    `Endpoints and parameters: ${server.url}/openapi.json`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function complain(message: string): void {
  process.stderr.write(`engage-export serve: ${message}\n`);
}

import { inspect } from 'node:util';
import type { CheckedOptions, Config, OpenConfig, RunningServer, ServerOptions } from '../server/index.ts';
import { openConfig, redactText, startServer, tokens } from '../server/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, type FlagValues, parseFlags } from './flags.ts';
import { scenarioFlags, scenarioOptionsOf } from './scenario-flags.ts';
import { type EndSignal, onEndSignal } from './signals.ts';
import { flushStdout } from './standard-streams.ts';
import { numberOr, optionsOf, worldFlags, worldOptionsOf } from './world-flags.ts';

/** The port of a server that is told none. */
export const DEFAULT_PORT = 4010;
const DAY_MS = 86_400_000;

const flags = {
  port: { type: 'string', value: 'N', help: `port; 0 is any free one (${DEFAULT_PORT})` },
  host: { type: 'string', value: 'ADDRESS', help: 'address to listen on (127.0.0.1)' },
  control: {
    type: 'string',
    multiple: true,
    value: 'WHO',
    help: 'who may control the server besides this machine: a name by which they call it, an address or a network that they call from; none: nobody; may be repeated',
  },
  ...worldFlags,
  ...scenarioFlags,
  'record-har': { type: 'string', value: 'FILE', help: 'write every exchange down, tokens left out' },
  quiet: { type: 'boolean', short: 'q', help: 'no line for every request' },
} as const satisfies Flags;

type Values = FlagValues<typeof flags>;

/** What `engage-export serve --help` says. */
export const help = `Usage: engage-export serve [FLAGS]

Serves GET /api/v1/export and GET /api/v1/export/users/{user_id} until it is told to stop:
by Ctrl-C (exit code 130) or SIGTERM (exit code 0). One line for every request goes to stderr.
Flags go before what the configuration file says. engage-export scenarios lists the ways to fail.

${describeFlags(flags)}
`;

/** Serves exports until a signal comes. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const values = await parseFlags(flags, args);
  const opened = values.config === undefined ? undefined : await openConfig(values.config);
  const begin = await beginningOf(values, opened?.config);
  const { port = DEFAULT_PORT, host = '127.0.0.1', control } = await placeOf(values);
  const ended = new Promise<EndSignal>((resolve) => onEndSignal(resolve));
  try {
    using har = await recorderOf(values['record-har'], complain);
    const server = await start({
      ...begin,
      port,
      host,
      control: control ?? opened?.config.control,
      ownScenarios: opened?.config.scenarios,
      onAccess: values.quiet ? undefined : (line) => process.stderr.write(`${line}\n`),
      onError: (error) => complain(redactText(inspect(error))),
      onExchange: har?.add,
    });
    await using _running = server;
    har?.begin();
    using _watch = opened && watch(opened, server, values);
    process.stdout.write(`Exports are served at ${server.url}\n`);
    if (server.controlText.includes(' and '))
      complain(`${server.controlText} Whoever can reach it there needs no token.`);
    await Promise.race([ended, introduce(server, begin.now ?? Date.now())]);
    await flushStdout();
    return (await ended) === 'SIGINT' ? exitCodes.interrupted : exitCodes.passed;
  } catch (error) {
    if (!(error instanceof CannotListen)) throw error;
    complain(error.message);
    return exitCodes.broken;
  }
}

/** Where the server listens and who may control it, by the flags; what they do not say is not there. */
async function placeOf({ port, host, control }: Values) {
  const nobody = control?.length === 1 && control[0] === 'none';
  const given = {
    port: port === undefined ? undefined : numberOr(port),
    host,
    control: nobody ? false : control,
  };
  return optionsOf(given, { port: 'port', host: 'host', control: 'control' });
}

/** What exports and sessions begin from: what the flags say, and otherwise the configuration file. */
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

/** Reads the configuration file again when it changes; sessions that begin then begin from it. */
function watch({ watch: watching }: OpenConfig, server: RunningServer, values: Values): Disposable {
  const watched = watching({
    changed: async (config) => {
      const session = await beginningOf(values, config);
      // What the flags and the file say together has to be a world too.
      await optionsOf({ ...session }, {});
      await server.configure({ scenarios: config.scenarios, session });
      complain(`${values.config} is read again: sessions that begin now begin from it.`);
    },
    wrong: (error) => complain(`${error.message}\nNothing has changed: sessions begin as before.`),
  });
  return { [Symbol.dispose]: () => watched.stop() };
}

/** There is no listening where it was asked for. */
class CannotListen extends Error {}

/** What writes exchanges down when a file is given; its code is loaded then. */
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
        ? `expected a free port, but ${place} is in use: end the program there, or use --port 0 for any free one.`
        : `cannot listen on ${place} (${String(code)}): use another --host or --port.`,
    );
  }
}

/** Says how to ask for exports. The lines can be pasted as they are into any shell. */
async function introduce(server: RunningServer, now: number): Promise<void> {
  const users = await server.sampleUsers();
  const user = users.find(({ state, external }) => state === 'active' && !external);
  const [admin, ...refused] = Object.keys(tokens);
  const curl = (file: string, path: string): string =>
    `curl -fsS -H "Authorization: Bearer ${admin}" -o ${file} "${server.url}${path}"`;
  const since = new Date(now - DAY_MS).toISOString();
  process.stdout.write(`Token: ${admin} (refused: ${refused.join(', ')})
Control: ${server.controlText}

The network, last day:
${curl('network.zip', `/api/v1/export?since=${since}`)}
`);
  if (user !== undefined) {
    process.stdout.write(`One user:\n${curl('user.zip', `/api/v1/export/users/${user.id}`)}\n`);
  }
}

function complain(message: string): void {
  process.stderr.write(`engage-export serve: ${message}\n`);
}

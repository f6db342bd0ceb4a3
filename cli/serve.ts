import type { RunningServer, ServerOptions } from '../server/index.ts';
import { checkWorld, startServer, tokens } from '../server/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, parseFlags, wholeNumber } from './flags.ts';
import { type EndSignal, onEndSignal } from './signals.ts';
import { worldFlags, worldMaking, worldOptionsOf } from './world-flags.ts';

const DEFAULT_PORT = 4010;
const DAY_MS = 86_400_000;

const flags = {
  port: { type: 'string', value: 'N', help: `port; 0 is any free one (${DEFAULT_PORT})` },
  host: { type: 'string', value: 'ADDRESS', help: 'address to listen on (127.0.0.1)' },
  ...worldFlags,
  quiet: { type: 'boolean', short: 'q', help: 'no line for every request' },
} as const satisfies Flags;

/** What `engage-export serve --help` says. */
export const help = `Usage: engage-export serve [FLAGS]

Serves GET /api/v1/export and GET /api/v1/export/users/{user_id} until it is told to stop:
by Ctrl-C (exit code 130) or SIGTERM (exit code 0). One line for every request goes to stderr.

${describeFlags(flags)}
`;

/** Serves exports until a signal comes. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const values = await parseFlags(flags, args);
  const options: ServerOptions = {
    ...(await worldOptionsOf(values)),
    port: wholeNumber('port', values.port, 0, 65_535) ?? DEFAULT_PORT,
    host: values.host ?? '127.0.0.1',
    onAccess: values.quiet ? undefined : (line) => process.stderr.write(`${line}\n`),
    onError: (error) => process.stderr.write(`engage-export serve: ${describeError(error)}\n`),
  };
  if (Object.keys(values).some((name) => worldMaking.has(name))) await checkWorld(options);
  const ended = new Promise<EndSignal>((resolve) => onEndSignal(resolve));
  const server = await start(options);
  if (typeof server === 'string') {
    process.stderr.write(`engage-export serve: ${server}\n`);
    return exitCodes.broken;
  }
  await using _running = server;
  process.stdout.write(`Exports are served at ${server.url}\n`);
  await Promise.race([ended, introduce(server, options.now ?? Date.now())]);
  return (await ended) === 'SIGINT' ? exitCodes.interrupted : exitCodes.passed;
}

/** The server, or why it cannot listen. */
async function start(options: ServerOptions): Promise<RunningServer | string> {
  try {
    return await startServer(options);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const place = `${options.host}:${options.port}`;
    if (code === 'EADDRINUSE') {
      return `expected a free port, but ${place} is in use: end the program there, or use --port 0 for any free one.`;
    }
    if (code === undefined) throw error;
    return `cannot listen on ${place} (${String(code)}): use another --host or --port.`;
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

The network, last day:
${curl('network.zip', `/api/v1/export?since=${since}`)}
`);
  if (user !== undefined) {
    process.stdout.write(`One user:\n${curl('user.zip', `/api/v1/export/users/${user.id}`)}\n`);
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

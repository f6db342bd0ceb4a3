import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type Exchange,
  environmentTrusting,
  type RefusedConnection,
  startServer,
  tokens,
  userAuthority,
} from '../server/index.ts';
import { prepareEngine } from './engine.ts';
import { describeFlags, type Flags, type FlagValues, parseFlags } from './flags.ts';
import { inNamespace, withoutHosts } from './own-names.ts';
import { runInTerminal } from './run-in-terminal.ts';
import { scenarioFlags, scenarioOptionsOf } from './scenario-flags.ts';
import { UsageError } from './usage-error.ts';
import { workersFlag, workersOf, worldFlags, worldOptionsOf } from './world-flags.ts';

/** The flags of the command. */
export const flags = {
  ...worldFlags,
  ...workersFlag,
  ...scenarioFlags,
  hosts: {
    type: 'boolean',
    help: 'for programs that ignore proxies: the names of the service lead to the mock (Linux)',
  },
  direct: {
    type: 'boolean',
    help: 'the names of the service already lead to this machine: listen on 443, set no proxy',
  },
  quiet: { type: 'boolean', short: 'q', help: 'do not print the requests at the end' },
} as const satisfies Flags;

type Values = FlagValues<typeof flags>;

/** The text of `engage-export run --help`. */
export const help = `Usage: engage-export run [FLAGS] -- PROGRAM [ARGUMENTS]

Starts a mock, and runs an unmodified program that talks to https://www.yammer.com.
The program gets an environment in which it uses the mock as its proxy and trusts
its certificates. ENGAGE_TOKEN is a token. Requests to any other host are refused.
Prints the requests to stderr at the end. The exit code is that of the program.

${describeFlags(flags)}
`;

const HTTPS_PORT = 443;

/** Runs a program against a mock. */
export async function run(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--');
  const program = at === -1 ? [] : args.slice(at + 1);
  const values = await parseFlags(flags, at === -1 ? args : args.slice(0, at));
  if (program.length === 0)
    throw new UsageError('expected a program after --, got none: engage-export run -- sh export.sh');
  if (values.hosts) return inNamespace(['run', ...withoutHosts(args)]);
  return runWithMock(values, program);
}

async function runWithMock(values: Values, program: readonly string[]): Promise<number> {
  prepareEngine();
  const folder = await mkdtemp(join(tmpdir(), 'engage-run-'));
  try {
    const authority = await (await userAuthority()).open(join(folder, 'authority'));
    const exchanges: Exchange[] = [];
    await using server = await startServer({
      ...(await worldOptionsOf(values)),
      workers: await workersOf(values),
      ...(await scenarioOptionsOf(values, undefined)),
      port: values.direct ? HTTPS_PORT : 0,
      authority: dirname(authority.path ?? folder),
      onExchange: (exchange) => void exchanges.push(exchange),
    });
    const environment = await environmentTrusting(authority, folder);
    const env = environment.with(process.env, values.direct ? undefined : server.port);
    const code = await runInTerminal(program, {
      ...env,
      ENGAGE_BASE_URL: server.url,
      ENGAGE_TOKEN: Object.keys(tokens)[0],
    });
    await server.close();
    const refused = await server.refusedConnections();
    if (!values.quiet) {
      process.stderr.write(
        summaryOf({ program: program[0] ?? '', exchanges, refused, direct: values.direct }),
      );
    }
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Seen {
  readonly program: string;
  readonly exchanges: readonly Exchange[];
  readonly refused: readonly RefusedConnection[];
  readonly direct: boolean | undefined;
}

/** The number of requests, a line for each, and a line for each reason why connections had none. */
function summaryOf({ program, exchanges, refused, direct = false }: Seen): string {
  const lines = exchanges.map(({ request, response, ending, bytes }) => {
    const { method, scheme, target, headers } = request;
    const [, host = ''] = headers.find(([name]) => name.toLowerCase() === 'host') ?? [];
    const address = target.startsWith('/') ? `${scheme}://${host}${target}` : target;
    return `${method} ${address} ${response?.status ?? 'no response'} ${ending}, ${bytes.body} bytes`;
  });
  const { length } = exchanges;
  const withoutProxy = direct || refused.length > 0 ? '' : ': a program that ignores proxies needs --hosts';
  const count =
    length === 0 ? `no request reached the mock${withoutProxy}` : `${length} request${length > 1 ? 's' : ''}`;
  return `${[`engage-export run: ${count}`, ...lines, ...refusedLines(program, refused)].join('\n')}\n`;
}

/** A line for each reason why connections had no request. */
function refusedLines(program: string, refused: readonly RefusedConnection[]): readonly string[] {
  return [...new Set(refused.map(({ reason }) => reason))].map((reason) => {
    const alike = refused.filter((one) => one.reason === reason);
    const many = alike.length > 1;
    const tls = alike.some(({ scheme }) => scheme === 'https') ? 'TLS ' : '';
    const what = `${program} opened ${alike.length} ${tls}connection${many ? 's' : ''}`;
    const ended = alike[0]?.kind === 'certificate' ? ` and ended ${many ? 'them' : 'it'}` : '';
    return `${what}${ended}: ${reason.replace(/^the client/, 'it')}`;
  });
}

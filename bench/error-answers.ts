import { Worker } from './child.ts';
import type { Figure, Limit } from './figure.ts';
import { cpuSince, cpuTime } from './process-cost.ts';
import type { Load, Loaded } from './programs/load.ts';
import { inTurns, median, spread } from './samples.ts';
import { NOW, type Served, serveBare, serveExports } from './served.ts';

const ROUNDS = { quick: 5, full: 15 } as const;
const ROUND_MS = 1_000;

type Loader = Worker<Load, Loaded>;

const limit = (what: string): Limit => ({
  what: `${what}, responses per second, compared with a bare Fastify route`,
  side: 'at least',
  bound: 0.5,
  goal: 0.5,
  unit: '×',
});

const requests = {
  token: { path: '/api/v1/export?since=2025-06-17', token: 'nobody' },
  since: { path: '/api/v1/export', token: 'verified-admin' },
  user: { path: '/api/v1/export/users/1', token: 'verified-admin' },
} as const;

type Kind = keyof typeof requests;

/** The number of error responses per second. */
export const errorAnswers: Figure<Kind> = {
  name: 'errors',
  limits: {
    token: limit('401 for an unknown token'),
    since: limit('400 without since'),
    user: limit('404 for an unknown user'),
  },
  async measure(effort) {
    await using server = await serveExports(['--size', 'tiny', '--now', NOW]);
    await using loader: Loader = new Worker('load.ts');
    const measureKind = (kind: Kind) => compare(kind, { server, loader, rounds: ROUNDS[effort] });
    const [token, since, user] = [
      await measureKind('token'),
      await measureKind('since'),
      await measureKind('user'),
    ];
    return {
      results: { token: token.result, since: since.result, user: user.result },
      notes: [
        token.note,
        since.note,
        user.note,
        'The load comes from one process: 8 connections, 8 requests under way on each.',
      ],
    };
  },
};

interface Setting {
  readonly server: Served;
  readonly loader: Loader;
  readonly rounds: number;
}

async function compare(kind: Kind, { server, loader, rounds }: Setting) {
  const { path, token } = requests[kind];
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  const { answer } = await loader.do({ port: server.port, request, ms: ROUND_MS });
  await using bare = await serveBare('bare-fastify.js', routeArguments(answer));
  await loader.do({ port: bare.port, request, ms: ROUND_MS });
  const cpu = new Map<Served, number[]>([
    [server, []],
    [bare, []],
  ]);
  const rate = async (answering: Served): Promise<number> => {
    const before = cpuTime(answering.pid);
    const { answers, ms } = await loader.do({ port: answering.port, request, ms: ROUND_MS });
    cpu.get(answering)?.push((cpuSince(before, answering.pid).main * 1000) / answers);
    return answers / (ms / 1000);
  };
  const [ours, bares] = await inTurns(
    rounds,
    () => rate(server),
    () => rate(bare),
  );
  return {
    result: {
      measured: `${median(ours).toFixed(0)} /s`,
      against: `${median(bares).toFixed(0)} /s`,
      value: median(ours) / median(bares),
    },
    note:
      `${answer.split('\r\n', 1)[0]}, ${answer.length} bytes: product ${spread(ours, '/s')}, bare ${spread(bares, '/s')}; ` +
      `CPU per response ${spread(cpu.get(server) ?? [], 'µs')} and ${spread(cpu.get(bare) ?? [], 'µs')}.`,
  };
}

/** The arguments that make the bare route answer alike: status, content type, body. */
function routeArguments(answer: string): readonly string[] {
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
  const status = head.slice('HTTP/1.1 '.length, 'HTTP/1.1 '.length + 3);
  const type = /^content-type: (.*)$/im.exec(head)?.[1] ?? '';
  return [status, type, body];
}

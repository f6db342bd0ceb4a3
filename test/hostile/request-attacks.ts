import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import type { Attack, Ground, Suite } from './attack.ts';
import { misconduct, runCommand } from './command.ts';
import { CANARY, DATE, get, type HostileRequest, NOW } from './request-making.ts';
import { apiRequests } from './requests-api.ts';
import { httpRequests } from './requests-http.ts';

/** Requests that must not disturb the server. */
export const requestAttacks: Suite = {
  name: 'hostile requests',
  together: 4,
  atLeast: 60,
  attacks: [...httpRequests, ...apiRequests].map(
    (request): Attack => ({ name: request.name, try: (ground) => judge(request, ground) }),
  ),
};

/** The answer of a proxy to CONNECT comes from no session. */
const TUNNEL = 'HTTP/1.1 200 Connection Established';
/** The time limit of an answer, milliseconds; 200 large bodies at once need several seconds. */
const ANSWER_MS = 30_000;
const END_MS = 15_000;

async function judge(
  request: HostileRequest,
  { user, installed, folder, tmp }: Ground,
): Promise<readonly string[]> {
  const found: string[] = [];
  let server: ChildProcess | undefined;
  const ended = runCommand({
    user,
    installed,
    cwd: folder,
    tmp,
    withinMs: 2 * ANSWER_MS + END_MS,
    openFiles: 1024,
    args: ['serve', '--port', '0', '--size', 'tiny', '--now', NOW],
    started: (child) => {
      server = child;
    },
  });
  const port = await portOf(server);
  const sent = await Promise.all(Array.from({ length: request.times ?? 1 }, () => send(port, request)));
  for (const answer of sent) found.push(...wrongWith(answer, request));
  const health = await send(port, {
    name: 'health',
    sends: get('/__admin/health'),
    answers: [200],
  });
  if (!health.startsWith('HTTP/1.1 200 '))
    found.push(`health answers ${JSON.stringify(health.slice(0, 60))}`);
  server?.kill('SIGTERM');
  const end = await ended;
  found.push(...misconduct(end, [0]));
  if (end.stderr.includes(CANARY)) found.push('the log contains a secret');
  return [...new Set(found)];
}

function wrongWith(answer: string, { answers, never }: HostileRequest): readonly string[] {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
  const head = answer.slice(0, answer.indexOf('\r\n\r\n'));
  return [
    ...(answers !== undefined && !answers.includes(status)
      ? [`answered ${status}, expected ${answers.join(' or ')}`]
      : []),
    ...(status >= 500 && status !== 501 && status !== 505 ? [`answered ${status}`] : []),
    ...(status !== 0 && !head.startsWith(TUNNEL) && !new RegExp(`^date: ${DATE}$`, 'im').test(head)
      ? [`an answer without the session's Date: ${status}`]
      : []),
    ...(never?.test(answer) ? [`the answer holds ${never}`] : []),
  ];
}

function portOf(server: ChildProcess | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    server?.stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      const port = /^Exports are served at http:\/\/127\.0\.0\.1:(\d+)/m.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    server?.once('exit', () => reject(new Error(`the server ended: ${text}`)));
  });
}

/** Sends the bytes and reads until the server closes the connection or stays silent for a long time. */
function send(port: number, { sends, leavesAfter = 1_000_000, answers }: HostileRequest): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let came = '';
    const over = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(came);
    };
    const timer = setTimeout(over, answers === undefined ? 500 : ANSWER_MS);
    socket.on('data', (part) => {
      came += part.toString('latin1');
      if (came.length >= leavesAfter) over();
    });
    socket.on('error', over).on('close', over);
    socket.write(sends, 'latin1');
    if (leavesAfter === 0) setTimeout(over, 50);
  });
}

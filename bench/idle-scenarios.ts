import { Worker } from './child.ts';
import type { Figure } from './figure.ts';
import { cpuSince, cpuTime } from './process-cost.ts';
import type { Download, Downloaded } from './programs/download.ts';
import { inTurns, median, spread } from './samples.ts';
import { NOW, type Served, serveExports } from './served.ts';
import { secondsOf, secondsUrl } from './window.ts';

const CSV_BYTES = 20e6;
const ROUNDS = { quick: 40, full: 160 } as const;

/** A scenario that never applies: the engine is asked and has nothing to do. */
const IDLE = {
  name: 'idle',
  rules: [{ when: { requests: '999999' }, steps: [{ do: 'hang-up', how: 'reset' }] }],
};

/**
 * The cost of scenarios for an export in which nothing fails, as CPU time of the server in many short turns.
 */
export const idleScenarios: Figure<'cost'> = {
  name: 'scenarios',
  limits: {
    cost: {
      what: 'CPU of an export in an idle scenario, compared with one without',
      side: 'at most',
      bound: 1.03,
      goal: 1,
      unit: '×',
    },
  },
  async measure(effort) {
    await using server = await serveExports(['--size', 'huge', '--now', NOW]);
    await using client = new Worker<Download, Downloaded>('download.ts');
    const url = secondsUrl(server, await secondsOf(CSV_BYTES, server, client));
    const inScenario = await idleSession(server, url);
    const cpuOf = async (address: string): Promise<number> => {
      const before = cpuTime(server.pid);
      await client.do({ url: address });
      const { main, others } = cpuSince(before, server.pid);
      return main + others;
    };
    await cpuOf(inScenario);
    const [idle, plain] = await inTurns(
      ROUNDS[effort],
      () => cpuOf(inScenario),
      () => cpuOf(url),
    );
    const [inIdle, without] = [median(idle), median(plain)];
    return {
      results: {
        cost: { measured: `${inIdle} ms`, against: `${without} ms`, value: inIdle / without },
      },
      notes: [
        `${ROUNDS[effort]} of each in turns: in the scenario ${spread(idle, 'ms')}, without ${spread(plain, 'ms')}.`,
      ],
    };
  },
};

/** The same address in a session with the idle scenario. */
async function idleSession(server: Served, url: string): Promise<string> {
  const response = await fetch(`${server.url}/__admin/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ scenario: IDLE }),
  });
  const { base_url: base } = (await response.json()) as { readonly base_url?: string };
  if (base === undefined)
    throw new Error(`expected a session, got status ${response.status}. Check the server's messages.`);
  return url.replace(server.url, base);
}

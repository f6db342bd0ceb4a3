import type { Figure } from './figure.ts';
import { answerTime } from './get.ts';
import { cpuTime } from './process-cost.ts';
import { inTurns, median, spread } from './samples.ts';
import { type Served, serveBare, serveExports } from './served.ts';

const ROUNDS = { quick: 11, full: 31 } as const;

/** The time from the start of the process until a request is answered. */
export const start: Figure<'answer'> = {
  name: 'start',
  limits: {
    answer: {
      what: 'time from start to first response, compared with bare node:http',
      side: 'at most',
      bound: 2.5,
      goal: 2,
      unit: '×',
    },
  },
  async measure(effort) {
    const cpu = { product: [] as number[], bare: [] as number[] };
    const product = () => timeUntilAnswer(() => serveExports([]), cpu.product);
    const bare = () => timeUntilAnswer(() => serveBare('bare-http.js'), cpu.bare);
    await product();
    await bare();
    const [products, bares] = await inTurns(ROUNDS[effort], product, bare);
    return {
      results: {
        answer: {
          measured: `${median(products).toFixed(0)} ms`,
          against: `${median(bares).toFixed(0)} ms`,
          value: median(products) / median(bares),
        },
      },
      notes: [
        `${products.length} starts of each, in turns: product ${spread(products, 'ms')}, bare ${spread(bares, 'ms')}.`,
        `CPU time of all threads during that time: product ${spread(cpu.product, 'ms')}, bare ${spread(cpu.bare, 'ms')}.`,
        'The time is measured from before the process starts until /__admin/health responds at the printed address.',
      ],
    };
  },
};

async function timeUntilAnswer(serve: () => Promise<Served>, cpu: number[]): Promise<number> {
  const begun = performance.now();
  const server = await serve();
  await answerTime(`${server.url}/__admin/health`);
  const ms = performance.now() - begun;
  const { main, others } = cpuTime(server.pid);
  cpu.push(main + others);
  await server.kill();
  return ms;
}

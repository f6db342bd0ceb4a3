import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { WorkerPool } from '../../../server/util/worker-pool.ts';

/** A program that reports something again and again. */
const TALKER = `
import { parentPort as port } from 'node:worker_threads';
port.postMessage('ready');
setInterval(() => port.postMessage({ id: 0 }), 1);
`;

t.test('the end of a thread that still reports is awaited', async (t) => {
  for (let times = 0; times < 20; times++) {
    const program = new URL(`data:text/javascript,${encodeURIComponent(TALKER)}`);
    const pool = new WorkerPool(program, 1, (error) => t.fail(String(error)), 10_000);
    let asked = 0;
    pool.add({ next: () => void asked++ }, 1);
    // The thread is asked for nothing before it is ready.
    while (asked < 3) await sleep(1);
    t.equal(pool.running, 1);
    await pool.close();
    t.equal(pool.running, 0);
  }
});

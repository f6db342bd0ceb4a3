import { type ChildProcess, fork } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { keepExports } from '../../server/index.ts';
import { mutantNamed } from '../mutants/index.ts';
import { KEPT_BYTES } from '../run-conformance.ts';
import { type Row, rowOf } from './row.ts';

/** The order to a worker, which answers with the row. */
interface Order {
  readonly mutant: string;
  readonly only: readonly string[];
}

/** Mutants of one worker at the same time: while one waits the other works. */
const AT_ONCE = 2;
const WORKER = fileURLToPath(new URL(`./worker${import.meta.url.slice(-3)}`, import.meta.url));

/** The choice of mutants and cases. */
export interface MutationRun {
  readonly mutants: readonly string[];
  /** Ids and areas of cases; all when there is none. */
  readonly only: readonly string[];
  /** Called after every mutant. */
  readonly onRow?: ((row: Row) => void) | undefined;
}

/**
 * Computes the rows of these mutants, in their order, with one process per core. Rejects if a process ends.
 */
export async function rowsOf({ mutants, only, onRow = () => {} }: MutationRun): Promise<readonly Row[]> {
  const waiting = [...mutants];
  const rows = new Map<string, Row>();
  const count = Math.min(availableParallelism(), Math.ceil(mutants.length / AT_ONCE));
  const workers = Array.from({ length: count }, () => fork(WORKER));
  const work = async (worker: ChildProcess): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const row = await ask(worker, { mutant, only });
      rows.set(mutant, row);
      onRow(row);
    }
  };
  try {
    await Promise.all(workers.flatMap((worker) => Array.from({ length: AT_ONCE }, () => work(worker))));
  } finally {
    for (const worker of workers) if (worker.connected) worker.disconnect();
  }
  return mutants.flatMap((name) => rows.get(name) ?? []);
}

function ask(worker: ChildProcess, order: Order): Promise<Row> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`The process that ran ${order.mutant} ended with ${code}.`));
    const answered = (row: Row): void => {
      if (row.mutant !== order.mutant) return;
      worker.off('message', answered).off('exit', ended);
      resolve(row);
    };
    worker.on('message', answered).once('exit', ended);
    worker.send(order);
  });
}

/** The worker: computes rows until its parent is gone. */
export async function serveOrders(): Promise<void> {
  // Most mutants ask for the same exports.
  using _ = await keepExports(KEPT_BYTES);
  const ending = new AbortController();
  // Every run of every client listens.
  setMaxListeners(0, ending.signal);
  process.on('message', async ({ mutant, only }: Order) => {
    const row = await rowOf(mutantNamed(mutant), only, ending.signal).catch(
      (error: Error): Row => ({ mutant, cells: {}, ms: 0, problem: error.stack ?? error.message }),
    );
    if (process.connected) process.send?.(row);
  });
  await once(process, 'disconnect');
  // The parent is gone, perhaps during a run: the running clients must end too.
  ending.abort();
}

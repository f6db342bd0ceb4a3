import type { ClientDescription } from '../../model/client-description.ts';
import type { ProcessObservation } from '../../model/process.ts';
import { makeSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { placeholders, variableOf } from '../command.ts';
import { type ClientRun, type ClientRunner, RunnerGoneError } from './client-runner.ts';
import { homeVariables } from './home-variables.ts';
import { LineProcess } from './line-process.ts';
import { killAll, pidsNow, processesOf } from './process-search.ts';

/**
 * Runs a client in long-lived processes, each with one run at a time. A new process starts if none is idle. A
 * run that needs it gets a process of its own.
 */
export function jsonLinesRunner(client: Pick<ClientDescription, 'serve'>): ClientRunner {
  const pool = new Pool(client);
  return {
    processes: true,
    start(run) {
      let server: LineProcess | undefined;
      let killed = false;
      const seen = async (): Promise<ProcessObservation> => {
        server = await pool.take(run);
        const asked = server.ask(run);
        if (killed) server.kill();
        const answer = await asked;
        if (run.alone === true) await server.close();
        else pool.giveBack(server);
        return answer;
      };
      return {
        seen: seen(),
        get group() {
          return server?.group;
        },
        kill: () => {
          killed = true;
          server?.kill();
        },
      };
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

/** The processes of one client. */
class Pool {
  readonly #client: Pick<ClientDescription, 'serve'>;
  readonly #all = new Map<LineProcess, Promise<void>>();
  readonly #waiting: LineProcess[] = [];
  #closed = false;
  readonly #killAll = (): void => {
    for (const one of this.#all.keys()) one.kill();
  };

  constructor(client: Pick<ClientDescription, 'serve'>) {
    this.#client = client;
    process.once('exit', this.#killAll);
  }

  /** An idle process, or a new one. */
  async take({ env, prefix = [], alone = false }: ClientRun): Promise<LineProcess> {
    for (let one = alone ? undefined : this.#waiting.pop(); one !== undefined; one = this.#waiting.pop()) {
      if (one.usable) return one;
    }
    const sandbox = await makeSandbox();
    if (this.#closed) {
      await sandbox[Symbol.asyncDispose]();
      throw new RunnerGoneError('expected a run before the end of the kit, got one after it.');
    }
    const { serve = [] } = this.#client;
    const before = pidsNow();
    const one = new LineProcess({
      argv: [...prefix, ...serve],
      env: { ...withoutValues(env), ...homeVariables(sandbox.work) },
      cwd: process.cwd(),
    });
    this.#all.set(one, this.#end(one, sandbox, before));
    return one;
  }

  giveBack(one: LineProcess): void {
    if (one.usable) this.#waiting.push(one);
  }

  /** Ends every process, also the busy ones. */
  async close(): Promise<void> {
    this.#closed = true;
    process.off('exit', this.#killAll);
    const gone = [...this.#all.values()];
    await Promise.all([...this.#all.keys()].map((one) => one.close()));
    await Promise.all(gone);
  }

  async #end(one: LineProcess, sandbox: Sandbox, before: ReadonlySet<number>): Promise<void> {
    await one.ended;
    this.#all.delete(one);
    killAll(processesOf(sandbox.root, before));
    await sandbox[Symbol.asyncDispose]();
  }
}

const ofRuns: ReadonlySet<string> = new Set(Array.from(placeholders, variableOf));

/** The environment without the values of a run, which each request contains. */
function withoutValues(env: ClientRun['env']): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ofRuns.has(name)));
}

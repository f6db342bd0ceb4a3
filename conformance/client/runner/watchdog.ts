import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sandboxPrefix } from '../../sandbox/sandbox.ts';
import type { ClientRunner } from './client-runner.ts';
import { watchdogScript } from './watchdog-script.ts';

/**
 * A process that outlives the kit by a moment when somebody kills it, and clears away its clients and
 * folders.
 */
export interface Watchdog extends AsyncDisposable {
  /** A process group that has to end with the kit. */
  add(group: number): void;
  /** It has ended. */
  remove(group: number): void;
}

/** Starts the guardian. Where there is no POSIX shell there is none, and what a killed kit leaves stays. */
export function startWatchdog(): Watchdog {
  const groups = new Set<number>();
  if (process.platform === 'win32') return { ...recorder(groups, () => {}), [Symbol.asyncDispose]: noWait };
  // In a session of its own, so that Ctrl-C reaches the kit and not the guardian.
  const child = spawn('/bin/sh', ['-c', watchdogScript, 'engage-export-guardian', sandboxPrefix()], {
    detached: true,
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit').catch(noWait);
  // Whoever kills the guardian has the kit go on without.
  child.stdin.on('error', () => {});
  child.unref();
  return {
    ...recorder(groups, (line) => child.stdin.write(`${line}\n`)),
    [Symbol.asyncDispose]: async () => {
      child.ref();
      child.stdin.end('over\n');
      await ended;
    },
  };
}

async function noWait(): Promise<void> {}

function recorder(groups: Set<number>, tell: (line: string) => void): Pick<Watchdog, 'add' | 'remove'> {
  return {
    add: (group) => tell([...groups.add(group)].join(' ')),
    remove: (group) => {
      groups.delete(group);
      tell([...groups].join(' '));
    },
  };
}

/** A caller whose clients end with the kit, however that ends. */
export function guarded(caller: ClientRunner, guardian: Watchdog): ClientRunner {
  return {
    processes: caller.processes,
    start(run) {
      const running = caller.start(run);
      const { group } = running;
      if (group === undefined) return running;
      guardian.add(group);
      const over = (): void => guardian.remove(group);
      running.seen.then(over, over);
      return running;
    },
    [Symbol.asyncDispose]: () => caller[Symbol.asyncDispose](),
  };
}

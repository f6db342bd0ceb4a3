import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sandboxPrefix } from '../../sandbox/sandbox.ts';
import type { ClientRunner } from './client-runner.ts';
import { watchdogScript } from './watchdog-script.ts';

/**
 * A process that survives a killed kit for a moment, ends its clients and removes its folders.
 */
export interface Watchdog extends AsyncDisposable {
  /** A process group that has to end with the kit. */
  add(group: number): void;
  /** It has ended. */
  remove(group: number): void;
}

/** Starts the watchdog. Without a POSIX shell there is none, and a killed kit leaves processes and files. */
export function startWatchdog(): Watchdog {
  const groups = new Set<number>();
  if (process.platform === 'win32') return { ...recorder(groups, () => {}), [Symbol.asyncDispose]: noWait };
  // In a session of its own, so that Ctrl-C reaches the kit and not the watchdog.
  const child = spawn('/bin/sh', ['-c', watchdogScript, 'engage-export-guardian', sandboxPrefix()], {
    detached: true,
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit').catch(noWait);
  // If the watchdog is killed, the kit continues without it.
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

/** A runner whose clients end with the kit, even if the kit is killed. */
export function guarded(runner: ClientRunner, watchdog: Watchdog): ClientRunner {
  return {
    processes: runner.processes,
    start(run) {
      const running = runner.start(run);
      const { group } = running;
      if (group === undefined) return running;
      watchdog.add(group);
      const over = (): void => watchdog.remove(group);
      running.seen.then(over, over);
      return running;
    },
    [Symbol.asyncDispose]: () => runner[Symbol.asyncDispose](),
  };
}

import { watch } from 'node:fs';
import type { Exchange, RunningSession } from '../../server/index.ts';
import type { Running } from '../client/runner/client-runner.ts';
import { factsOf } from '../client/runner/process-facts.ts';
import type { Run } from '../model/case.ts';
import type { StallObservation, WatchObservation } from '../model/observation.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { entriesOf, type SnapshotOptions } from '../sandbox/snapshot.ts';
import { clearTimeout, setTimeout, sleep } from '../util/timers.ts';
import { holdsToken } from './held-token.ts';

/** The input of a watch. */
export interface Watching {
  readonly running: Running;
  readonly session: RunningSession;
  /** The last exchange before the run. */
  readonly after: number;
  readonly sandbox: Sandbox;
  /** The limits for listing the folders of the case. */
  readonly looking: SnapshotOptions;
  readonly token: string;
  readonly midway: NonNullable<Run['midway']>;
}

const LOOK_EVERY_MS = 40;
/** The state counts as written when nothing happened to it for so long: it was renamed to its name then. */
const STATE_QUIET_MS = 15;
/** The looks at the requests after a change of the state: a busy server notes a moment later what it sent. */
const LOOKS_AFTER_CHANGE = 5;
/**
 * The number of looks at the stalled stream before the client is killed: all sent bytes have arrived then.
 */
const LOOKS_BEFORE_KILL = 4;

/** Looks at a client again and again until it has ended. */
export async function watchRun(watching: Watching): Promise<WatchObservation> {
  const { running, token, midway: action } = watching;
  let over = false;
  using _ = action === 'kill-at-state' ? killAtState(watching) : undefined;
  const ended = running.seen.then(() => {
    over = true;
  });
  const peaks: number[] = [];
  const lines: boolean[] = [];
  const looks: StallObservation[] = [];
  while (!over) {
    const facts = factsOf(running);
    if (facts !== undefined) {
      peaks.push(facts.peakBytes);
      lines.push(facts.argv.some((text) => holdsToken(text, token)));
    }
    const look = await lookMidway(watching);
    if (look !== undefined) looks.push(look);
    if (action === 'kill' && looks.length >= LOOKS_BEFORE_KILL) running.kill();
    await Promise.race([sleep(LOOK_EVERY_MS), ended]);
  }
  return {
    peakBytes: peaks.length === 0 ? undefined : Math.max(...peaks),
    tokenInArguments: lines.length === 0 ? undefined : lines.includes(true),
    midway: looks.length === 0 ? undefined : most(looks),
  };
}

/**
 * Kills the client as soon as something changes in its state after an export has arrived: a power failure
 * between the watermark and the export.
 */
function killAtState({ running, session, after, sandbox }: Watching): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let looks = 0;
  const look = async (): Promise<void> => {
    if ((await session.requests({ after })).some(hasArrived)) return running.kill();
    looks -= 1;
    if (looks > 0) lookSoon();
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look().catch(ignored), STATE_QUIET_MS);
  };
  const watcher = watch(sandbox.state, () => {
    looks = LOOKS_AFTER_CHANGE;
    lookSoon();
  });
  watcher.on('error', ignored);
  return {
    [Symbol.dispose]: () => {
      looks = 0;
      clearTimeout(timer);
      watcher.close();
    },
  };
}

/** The folder or the server may be gone: then there is nothing to wait for. */
function ignored(): void {}

function hasArrived({ response, ending }: Exchange): boolean {
  return response?.status === 200 && ending === 'complete';
}

async function lookMidway({
  session,
  after,
  sandbox,
  looking,
}: Watching): Promise<StallObservation | undefined> {
  const stalled = (await session.requests({ after })).find(isStalled);
  if (stalled === undefined) return undefined;
  return { sentBytes: stalled.bytes.body, writtenBytes: await bytesIn(sandbox, looking) };
}

function isStalled({ ending, steps }: Exchange): boolean {
  return ending === 'under-way' && steps.at(-1)?.do === 'stall';
}

function most(looks: readonly StallObservation[]): StallObservation {
  return {
    sentBytes: Math.max(...looks.map(({ sentBytes }) => sentBytes)),
    writtenBytes: Math.max(...looks.map(({ writtenBytes }) => writtenBytes)),
  };
}

async function bytesIn(sandbox: Sandbox, looking: SnapshotOptions): Promise<number> {
  const entries = await entriesOf(sandbox, 'root', looking);
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

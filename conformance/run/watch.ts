import type { Exchange, RunningSession } from '../../server/index.ts';
import type { Running } from '../client/runner/client-runner.ts';
import { factsOf } from '../client/runner/process-facts.ts';
import type { StallObservation, WatchObservation } from '../model/observation.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { entriesOf, type SnapshotOptions } from '../sandbox/snapshot.ts';
import { sleep } from '../util/timers.ts';

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
  /** The action at the stall of the stream. */
  readonly midway: 'look' | 'kill';
}

const LOOK_EVERY_MS = 40;
/**
 * The number of looks at the stalled stream before the client is killed: all sent bytes have arrived then.
 */
const LOOKS_BEFORE_KILL = 4;

/** Looks at a client again and again until it has ended. */
export async function watchRun(watching: Watching): Promise<WatchObservation> {
  const { running, token, midway: action } = watching;
  let over = false;
  const ended = running.seen.then(() => {
    over = true;
  });
  const peaks: number[] = [];
  const lines: boolean[] = [];
  const looks: StallObservation[] = [];
  while (!over) {
    const facts = factsOf(running.group);
    if (facts !== undefined) {
      peaks.push(facts.peakBytes);
      lines.push(facts.argv.some((text) => text.includes(token)));
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

import type { RunObservation } from '../model/observation.ts';
import { type Check, held, unsupported } from './check.ts';

/** The end of a run, in words. */
export function endOf({ process: { ended }, outcome }: RunObservation): string {
  if (ended.kind === 'exited') return `exit code ${ended.code}, which means ${outcome}`;
  if (ended.kind === 'returned') return `returned ${ended.outcome}`;
  if (ended.kind === 'unanswered') return ended.why;
  if (ended.kind === 'killed') return `ended by ${ended.signal}`;
  return ended.kind === 'timed-out'
    ? `still running after ${ended.afterMs / 1000} s`
    : `not started: ${ended.reason}`;
}

function endedItself({ process: { ended } }: RunObservation): boolean {
  return ended.kind === 'exited' || ended.kind === 'returned';
}

/** The first few processes that were left, after a colon. */
function namesOf(commands: readonly string[]): string {
  const some = commands.slice(0, MOST_NAMED);
  const more = commands.length > some.length ? [`and ${commands.length - some.length} more`] : [];
  return some.length === 0 ? '' : `: ${[...some, ...more].join(', ')}`;
}

const MOST_NAMED = 5;

/** Checks on the exit of the client: its exit code, its time, its processes. */
export const exitChecks = {
  'says-how-it-ended': {
    demand: 'The exit code says how it ended',
    judge: (seen) =>
      held(
        seen.outcome !== undefined && seen.outcome !== 'unsupported' && seen.run.ends.includes(seen.outcome),
        `an exit code that means ${seen.run.ends.join(' or ')}`,
        endOf(seen),
      ),
  },
  'tells-why': {
    demand: 'Something is printed for the person who has to mend it',
    judge: ({ process: { stdout, stderr } }) =>
      held(
        `${stdout.text}${stderr.text}`.trim().length >= 8,
        'a message on stderr or stdout',
        `${stdout.bytes} bytes on stdout, ${stderr.bytes} on stderr`,
      ),
  },
  'ends-in-time': {
    demand: 'The run ends by itself, within its time',
    judge: (seen) => held(endedItself(seen), 'an end of its own', endOf(seen)),
  },
  'leaves-no-process': {
    demand: 'Nothing that the client started goes on after it',
    judge: (seen) => {
      const { leftRunning, leftCommands = [] } = seen.process;
      if (leftRunning === undefined) return unsupported('The client is no process of its own.');
      const alone = endedItself(seen) && leftRunning === 0;
      return held(
        alone,
        'an end of its own, and no process left',
        `${endOf(seen)}, ${leftRunning} left${namesOf(leftCommands)}`,
      );
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

import { hasIntactParts, isCoveredIntact } from '../compare/intact-answers.ts';
import type { Run } from '../model/case.ts';
import type { RunObservation } from '../model/observation.ts';
import { firstFew } from '../util/first-few.ts';
import { type Check, held, unsupported } from './check.ts';
import { quoted } from './printed.ts';

/** The end of a run, in words. */
export function endOf({ process: { ended }, outcome, exchanges }: RunObservation): string {
  if (ended.kind === 'exited') return `exit code ${ended.code}, which means ${outcome}`;
  if (ended.kind === 'returned') return `returned ${ended.outcome}`;
  if (ended.kind === 'unanswered') return ended.why;
  if (ended.kind === 'killed') return `ended by ${ended.signal}`;
  if (ended.kind === 'not-started') return `not started: ${ended.reason}`;
  const again = exchanges.length > 1 ? ', with more than one request' : '';
  return `still running after ${ended.afterMs / 1000} s${again}`;
}

function endedItself({ process: { ended } }: RunObservation): boolean {
  return ended.kind === 'exited' || ended.kind === 'returned';
}

/**
 * The correct outcomes of a run: those of the case, and for a client that exports in parts those that the
 * intact parts allow.
 */
export function correctEnds(seen: RunObservation): Run['ends'] {
  const { ends } = seen.run;
  if (!ends.includes('failed') || ends.includes('complete')) return ends;
  if (isCoveredIntact(seen)) return [...new Set([...ends, 'partial' as const, 'complete' as const])];
  return hasIntactParts(seen) ? [...new Set([...ends, 'partial' as const])] : ends;
}

/** Tells whether the run ended with one of these outcomes. */
export function isOneOf(ends: Run['ends'], { outcome }: Pick<RunObservation, 'outcome'>): boolean {
  return outcome !== undefined && outcome !== 'unsupported' && ends.includes(outcome);
}

/** The first few processes that still run, after a colon; the empty text for none. */
function namesOf(commands: readonly string[]): string {
  return commands.length === 0 ? '' : `: ${firstFew(commands, MOST_NAMED).join(', ')}`;
}

const MOST_NAMED = 5;

/** A shorter text says nothing about a failure; characters. */
const LEAST_MESSAGE = 8;

/** Checks on the exit of the client: its exit code, its time, its processes. */
export const exitChecks = {
  'says-how-it-ended': {
    demand: 'The exit code reports the outcome',
    judge: (seen) => {
      const ends = correctEnds(seen);
      return held(isOneOf(ends, seen), `an exit code that means ${ends.join(' or ')}`, endOf(seen));
    },
  },
  'tells-why': {
    demand: 'An error message is printed',
    judge: (seen) => {
      const { stdout, stderr } = seen.process;
      return held(
        `${stdout.text}${stderr.text}`.trim().length >= LEAST_MESSAGE,
        `a message of at least ${LEAST_MESSAGE} characters on stderr or stdout`,
        quoted(`${stderr.text}\n${stdout.text}`, seen),
      );
    },
  },
  'ends-in-time': {
    demand: 'The run ends by itself within its time limit',
    judge: (seen) =>
      held(
        endedItself(seen),
        'a run that ends by itself (raise timeLimitSeconds if it needs longer)',
        endOf(seen),
      ),
  },
  'leaves-no-process': {
    demand: 'Every process that the client starts ends with it',
    judge: (seen) => {
      const { leftRunning, leftCommands = [] } = seen.process;
      if (leftRunning === undefined) return unsupported('The client is not a process of its own.');
      if (leftRunning === 'uncounted')
        return unsupported('This system does not tell which processes a client has left.');
      const alone = endedItself(seen) && leftRunning === 0;
      return held(
        alone,
        'a run that ends by itself and stops every process that it started',
        `${endOf(seen)}, ${leftRunning} still running${namesOf(leftCommands)}`,
      );
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

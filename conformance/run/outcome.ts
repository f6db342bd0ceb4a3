import type { ClientDescription, Outcome } from '../model/client-description.ts';
import type { ProcessObservation } from '../model/process.ts';

/** The outcome that the client reports; undefined when it did not end by itself. */
export function outcomeOf(
  { ended, stdout, stderr }: ProcessObservation,
  { exitCodes, partialTexts = [] }: ClientDescription,
): Outcome | undefined {
  if (ended.kind === 'returned') return ended.outcome;
  if (ended.kind !== 'exited') return undefined;
  const outcomes = ['complete', 'partial', 'unsupported'] as const;
  const outcome = outcomes.find((name) => exitCodes[name].includes(ended.code)) ?? 'failed';
  const saysPartial = partialTexts.some((text) => stdout.text.includes(text) || stderr.text.includes(text));
  return outcome === 'complete' && saysPartial ? 'partial' : outcome;
}

import { redactText } from '../../../server/index.ts';
import { type Outcome, outcomes } from '../../model/client-description.ts';
import type { ClientRun } from './client-runner.ts';

/** The line that requests a run, with the id that the response must repeat. */
export function requestLine(
  id: number,
  { operation, values }: Pick<ClientRun, 'operation' | 'values'>,
): string {
  return `${JSON.stringify({ id, operation, values })}\n`;
}

/** The meaning of a line from a client: the outcome of a run, a mistake, or output. */
export type LineMessage =
  | { readonly kind: 'answer'; readonly outcome: Outcome; readonly message: string }
  /** `why`: a sentence about the client, without its full stop. */
  | { readonly kind: 'mistake'; readonly why: string }
  | { readonly kind: 'print' };

/** The maximum length of a quoted line, characters. */
const SHOWN = 200;

/**
 * Parses a line. A JSON object with an `id` counts as a response. The parameter `id` is the number of the
 * current run, undefined if there is none.
 */
export function understand(line: string, id: number | undefined): LineMessage {
  const given = objectOf(line);
  if (given === undefined || !('id' in given)) return { kind: 'print' };
  const mistake = (expected: string): LineMessage => ({
    kind: 'mistake',
    why: `answered in a way that cannot be understood: expected ${expected}, got ${shortened(line)}`,
  });
  if (id === undefined) return mistake('one answer for each request');
  if (given.id !== id) return mistake(`"id":${id}, as in the request`);
  const outcome = outcomes.find((one) => one === given.outcome);
  if (outcome === undefined) return mistake(`an "outcome" of ${outcomes.join(', ')}`);
  const { message = '' } = given;
  return typeof message === 'string' ? { kind: 'answer', outcome, message } : mistake('a text as "message"');
}

function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

/** The beginning of a line, without secrets. */
export function shortened(line: string): string {
  const shown = redactText(line.slice(0, 4 * SHOWN));
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
}

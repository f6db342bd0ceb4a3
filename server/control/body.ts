import type { FastifyError, FastifyRequest } from 'fastify';
import { printable } from '../util/printable.ts';
import { ControlError } from './call.ts';

type Telling = (message: string, type: string | undefined) => string;

/** What is said to a body that cannot be taken, by the status of the error. */
const tellings = {
  400: (message) => `expected a body as it was announced: ${message}.`,
  413: () => 'expected a body of at most 1 MiB, got a larger one.',
  415: (_, type) => `expected Content-Type: application/json, got ${printable(type || 'none', 100)}.`,
} as const satisfies Readonly<Record<number, Telling>>;

/** What was wrong with a body that could not be read; undefined for any other error. */
export function bodyError(
  error: Pick<FastifyError, 'message' | 'statusCode'>,
  type: string | undefined,
): ControlError | undefined {
  const message = printable(error.message, 200);
  if (error instanceof SyntaxError) return new ControlError(400, `expected JSON, but ${message}.`);
  const status = error.statusCode ?? 500;
  const tell = (tellings as Readonly<Record<number, Telling>>)[status];
  return tell && new ControlError(status, tell(message, type));
}

/** Whether something comes with a request that changes something. */
export function hasBody({ method, headers }: FastifyRequest): boolean {
  const announced = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
  return announced && method !== 'GET' && method !== 'HEAD';
}

/** The refusal of a body that is no JSON: only for that does a browser ask before it sends one for a page of another site. */
export function wrongType({ headers }: FastifyRequest): ControlError {
  return new ControlError(415, tellings[415]('', headers['content-type']));
}

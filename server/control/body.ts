import { Readable } from 'node:stream';
import type { FastifyError, FastifyRequest } from 'fastify';
import { printable } from '../../schemas/text.ts';
import { ControlError } from './call.ts';

type BodyText = (message: string, type: string | undefined) => string;

/** The texts for rejected bodies, by status. */
const bodyTexts = {
  400: (message) => `expected a body that matches its headers: ${message}.`,
  413: () => 'expected a body of at most 1 MiB, got a larger one.',
  415: (_, type) => `expected Content-Type: application/json, got ${printable(type || 'none', 100)}.`,
} as const satisfies Readonly<Record<number, BodyText>>;

/** The error for a body that could not be read; `undefined` for other errors. */
export function bodyError(
  error: Pick<FastifyError, 'message' | 'statusCode'>,
  type: string | undefined,
): ControlError | undefined {
  const message = printable(error.message, 200);
  if (error instanceof SyntaxError) return new ControlError(400, `expected JSON, but ${message}.`);
  const status = error.statusCode ?? 500;
  const textOf = (bodyTexts as Readonly<Record<number, BodyText>>)[status];
  return textOf && new ControlError(status, textOf(message, type));
}

/** Tells whether a request that may change something has a body. */
export function hasBody({ method, headers }: FastifyRequest): boolean {
  const announced = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
  return announced && method !== 'GET' && method !== 'HEAD';
}

/** Tells whether the body is an export: its bytes are not read yet. */
export function isExport({ body }: FastifyRequest): boolean {
  return body instanceof Readable;
}

/**
 * The error for a body of another type than the call takes. The type protects against foreign pages: a
 * browser sends JSON or a ZIP to another site only after a preflight.
 */
export function wrongType({ headers }: FastifyRequest, takesExport = false): ControlError {
  const { 'content-type': type } = headers;
  const text = bodyTexts[415]('', type);
  return new ControlError(415, takesExport ? text.replace('json', 'zip') : text);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorResponse } from '../http/error-response.ts';
import type { Query } from '../http/query.ts';
import { refuse } from '../http/responses.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import type { JobStep } from '../scenarios/steps/job.ts';
import type { FilesJob, Session } from '../sessions/index.ts';
import { once } from '../util/once.ts';

/** The module of scenarios is loaded with the first request that has one. */
export const faults = once(() => import('../faults/index.ts'));

/** A request to the Files Export API. */
export interface FilesCall {
  readonly session: Session;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly record: ExchangeRecord;
  readonly query: Query;
}

/** A request with an accepted token. */
export interface AuthorizedFilesCall extends FilesCall {
  /** The scenario of the request, and the way it was selected. */
  readonly selected: { readonly scenario: OwnScenario; readonly chosenBy: string } | undefined;
}

/** Sends an error response; the journal gets its hint. */
export function sendError(
  { record, reply }: Pick<FilesCall, 'record' | 'reply'>,
  error: ErrorResponse,
): FastifyReply {
  record.hint = error.hint;
  return refuse(reply, error);
}

/** Sends a JSON body. */
export function sendJson({ reply }: Pick<FilesCall, 'reply'>, body: object): FastifyReply {
  const text = JSON.stringify(body);
  reply
    .hijack()
    .raw.writeHead(200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'Content-Length': Buffer.byteLength(text),
    })
    .end(reply.request.method === 'HEAD' ? '' : text);
  return reply;
}

/**
 * Runs the steps of the scenario that answer the request.
 *
 * @returns The steps for an export request that is created now; undefined when a step has answered.
 */
export async function stepsOfScenario(
  call: AuthorizedFilesCall,
  range: Pick<FilesJob, 'since' | 'until'> | undefined,
  valid: boolean,
): Promise<readonly JobStep[] | undefined> {
  const { selected, session, request, reply, record } = call;
  if (selected === undefined) return [];
  const { performFilesRequest } = await faults();
  const window = range && { from: range.since, to: range.until + 1 };
  return performFilesRequest({ ...selected, session, request, reply, record, window, valid });
}

/** The seed of a session's network. */
export async function seedOf({ context }: Session): Promise<string> {
  return (await context.world()).options.seed;
}

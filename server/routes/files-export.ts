import type { FastifyReply } from 'fastify';
import { createRequest, downloadPart, sendError, showStatus } from '../files-export/index.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { parseQuery, rawQuery } from '../http/query.ts';
import { errorResponses } from '../request/errors.ts';
import { type ExportRequest, read, scenarioOf } from './export.ts';

/** Answers the requests of the Files Export API: create, status, download. */
export async function handleFilesExport(call: Omit<ExportRequest, 'userId'>): Promise<FastifyReply> {
  const { session, request, reply } = call;
  const record = session.journal.open(request.raw, reply.raw);
  const { requestId = '', part } = request.params as { readonly requestId?: string; readonly part?: string };
  if (part !== undefined) {
    const query = parseQuery(rawQuery(request.raw.url ?? ''));
    return downloadPart({ session, request, reply, record, query }, { jobId: requestId, part });
  }
  const asked = await read(session, request, record);
  if (asked instanceof ErrorResponse) return sendError({ record, reply }, asked);
  const { principal, query } = asked;
  if (!principal.admin || !principal.verified) {
    const why = principal.admin ? 'not-verified' : principal.why;
    const assumptions = await session.context.assumptions();
    return sendError({ record, reply }, errorResponses.networkAuthFailure(why, assumptions));
  }
  const selected = await scenarioOf(call, principal);
  if (selected instanceof ErrorResponse) return sendError({ record, reply }, selected);
  const files = { session, request, reply, record, query, selected };
  return request.method === 'POST' ? createRequest(files) : showStatus(files, requestId);
}

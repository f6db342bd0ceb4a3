import { Tally } from './export/log-txt.ts';
import { exportBytes, openPlan, sharedPieces } from './export/open-plan.ts';
import { verifiedAdmin } from './http/auth.ts';
import { ErrorResponse } from './http/error-response.ts';
import { parseQuery } from './http/query.ts';
import { contextOf, type ExportOptions } from './sessions/context-options.ts';
import { checkedOptions } from './sessions/read-options.ts';
import { gather } from './zip/index.ts';

/** The address of a server that was started without flags: without a server, `mock` leads there. */
const USUAL_BASE = 'http://127.0.0.1:4010';

/** The request for an export without a server. */
export interface ExportCall {
  /** The query of the request, without its `?`. */
  readonly query: string;
  /**
   * The user to export.
   *
   * @default the network export
   */
  readonly userId?: string | undefined;
  /** A signal that ends the bytes with its reason when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** The result of `openExport`: an export that is ready to be read, or an error response. */
export type OpenedExport =
  | {
      readonly refused: false;
      /** The bytes of the ZIP, computed while they are read. They can be read only once. */
      readonly bytes: AsyncIterable<Buffer>;
      /** The number of rows written so far, over all CSVs. */
      rows(): number;
    }
  | {
      readonly refused: true;
      /** The status of the error response that a client would get. */
      readonly status: number;
      readonly body: string;
      /** The correct form of the request. */
      readonly hint: string;
    };

/**
 * Makes an export without a server: the same bytes that a server with these options sends to a verified
 * admin.
 *
 * @throws {SessionOptionsError} (as a rejection) when an option is invalid.
 */
export async function openExport(
  options: ExportOptions,
  { query, userId, signal }: ExportCall,
): Promise<OpenedExport> {
  const context = contextOf(await checkedOptions('export', options));
  const asked = parseQuery(query);
  const plan = await openPlan(context, verifiedAdmin, { userId, query: asked, base: USUAL_BASE });
  if (plan instanceof ErrorResponse)
    return { refused: true, status: plan.status, body: plan.body, hint: plan.hint };
  const tally = new Tally();
  return {
    refused: false,
    bytes: exportBytes(plan, context, { tally, signal: signal ?? new AbortController().signal }),
    rows: () => tally.rows,
  };
}

/**
 * Makes a whole export in memory: the same bytes as `openExport`, which may have been made for an earlier
 * request. Resolves to undefined when a client would get an error response.
 *
 * @throws {SessionOptionsError} (as a rejection) when an option is invalid.
 */
export async function wholeExport(
  options: ExportOptions,
  { query, userId }: Pick<ExportCall, 'query' | 'userId'>,
): Promise<Buffer | undefined> {
  const context = contextOf(await checkedOptions('export', options));
  const plan = await openPlan(context, verifiedAdmin, { userId, query: parseQuery(query), base: USUAL_BASE });
  if (plan instanceof ErrorResponse) return undefined;
  const parts: Buffer[] = [];
  const { signal } = new AbortController();
  for await (const part of gather(sharedPieces(plan, context, signal))) parts.push(part);
  return Buffer.concat(parts);
}

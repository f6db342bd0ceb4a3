import { exportBytes, openPlan } from './export/open-plan.ts';
import { Tally } from './export/text-members.ts';
import { ErrorResponse } from './http/error-response.ts';
import { parseQuery } from './http/query.ts';
import { contextOf, type ExportOptions } from './sessions/context-options.ts';
import { checkedOptions } from './sessions/read-options.ts';

/** What to export. */
export interface ExportCall {
  /** The query of the request, without its `?`. */
  readonly query: string;
  /** The user to export; the network when absent. */
  readonly userId?: string | undefined;
  /** Once aborted, the bytes end with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** An export that is about to be made, or why it is not. */
export type OpenedExport =
  | {
      readonly refused: false;
      /** The bytes of the ZIP, computed as they are asked for. Can be read once. */
      readonly bytes: AsyncIterable<Buffer>;
      /** Rows written so far, over all CSVs. */
      rows(): number;
    }
  | {
      readonly refused: true;
      /** The status and the body that a client would get. */
      readonly status: number;
      readonly body: string;
      /** What would have been right. */
      readonly hint: string;
    };

/** Makes an export without a server: the same bytes that a server with these options would send to a verified admin. Rejects with a `SessionOptionsError`. */
export async function openExport(
  options: ExportOptions,
  { query, userId, signal }: ExportCall,
): Promise<OpenedExport> {
  const context = contextOf(await checkedOptions('export', options));
  const asked = parseQuery(query);
  const plan = await openPlan(context, { admin: true }, { userId, query: asked });
  if (plan instanceof ErrorResponse)
    return { refused: true, status: plan.status, body: plan.body, hint: plan.hint };
  const tally = new Tally();
  return {
    refused: false,
    bytes: exportBytes(plan, context, { tally, signal: signal ?? new AbortController().signal }),
    rows: () => tally.rows,
  };
}

import type { FileKey } from '../../schemas/index.ts';
import type { Principal } from '../http/auth.ts';
import { ErrorResponse } from '../http/error-response.ts';
import type { Query } from '../http/query.ts';
import { errorResponses } from '../request/errors.ts';
import { readNetworkRequest, readUserRequest } from '../request/parameters.ts';
import { parseUserId } from '../request/user-id.ts';
import { gather, type Piece, writeZip } from '../zip/index.ts';
import type { Context } from './context.ts';
import { keptExports } from './kept-exports.ts';
import { keptMembers } from './kept-members.ts';
import { linkBase } from './links.ts';
import { Tally } from './log-txt.ts';
import { members } from './members.ts';
import { type ExportPlan, planNetworkExport, planUserExport } from './plan.ts';

/** The request for an export. */
export interface PlanCall {
  readonly query: Query;
  /** The address of the session for the client; undefined without a server. */
  readonly base?: string | undefined;
}

/**
 * Plans the export of a user, or of the network without a user id. Returns an error response for an invalid
 * request. No rows are generated yet.
 */
export function openPlan(
  context: Context,
  principal: Principal,
  { userId, ...call }: PlanCall & { readonly userId?: string | undefined },
): Promise<ExportPlan | ErrorResponse> {
  return userId === undefined
    ? openNetworkExport(context, principal, call)
    : openUserExport(context, principal, { ...call, userId });
}

/** Plans the response to `GET /api/v1/export`. No rows are generated yet. */
export async function openNetworkExport(
  context: Context,
  principal: Principal,
  { query, base: own }: PlanCall,
): Promise<ExportPlan | ErrorResponse> {
  const { profile } = context;
  const assumptions = await context.assumptions();
  if (!principal.admin) return errorResponses.networkAuthFailure(principal.why, assumptions);
  if (!principal.verified) return errorResponses.networkAuthFailure('not-verified', assumptions);
  const world = await context.world();
  const { untilAtMidnight = false } = context;
  const now = context.clock.now();
  const request = readNetworkRequest(query, { world, profile, now, assumptions, untilAtMidnight });
  if (request instanceof ErrorResponse) return request;
  const base = linkBase(context.links, own);
  const plan = planNetworkExport(request, { world, profile, query, assumptions, base });
  const networks = request.networks.map(({ id }) => id);
  const facts = [world.options, profile, networks, request.window, base];
  return identified(plan, context, { facts, files: request.files });
}

/** Plans the response to `GET /api/v1/export/users/{user_id}`. No rows are generated yet. */
export async function openUserExport(
  context: Context,
  principal: Principal,
  { userId, query, base: own }: PlanCall & { readonly userId: string },
): Promise<ExportPlan | ErrorResponse> {
  if (!principal.admin) return errorResponses.userAuthFailure(principal.why);
  const assumptions = await context.assumptions();
  const id = parseUserId(userId);
  if (id === undefined) return errorResponses.invalidUserId(userId, assumptions);
  const world = await context.world();
  const now = context.clock.now();
  const user = world.networks[0].findUser(id, now);
  if (user === undefined || user.state === 'deleted') return errorResponses.userNotFound(id, user?.state);
  const request = readUserRequest(query, assumptions);
  if (request instanceof ErrorResponse) return request;
  const base = linkBase(context.links, own);
  const plan = planUserExport(request, { world, user, now, query, assumptions, base });
  return identified(plan, context, { facts: [world.options, user.id, now, base], files: request.files });
}

/** The facts that decide the rows of all CSVs of an export, and the files whose rows it has. */
interface Identity {
  readonly facts: readonly unknown[];
  readonly files: readonly FileKey[];
}

/**
 * The plan, whose CSVs may be kept for the next request for the same ones. By a running clock, no two exports
 * are the same.
 */
async function identified(
  plan: ExportPlan,
  { clock, compression, assumptions }: Context,
  { facts, files }: Identity,
): Promise<ExportPlan> {
  if (!clock.fixed || !keptMembers.isKeeping) return plan;
  const shared = JSON.stringify([compression, await assumptions(), ...facts]);
  keptExports.identify(plan, () => JSON.stringify([plan.now, plan.requestText, files, shared]));
  for (const csv of plan.csvs)
    keptMembers.identify(csv, `${csv.member} ${files.includes(csv.key)} ${shared}`);
  for (const [index, one] of plan.attachments.entries())
    keptMembers.identify(one, `${one.folder} attachments ${index} ${shared}`);
  return plan;
}

/**
 * The bytes of an export in pieces, each computed on demand, on several threads when they are many. The tally
 * counts the written rows; the signal ends the work.
 */
export async function* exportPieces(
  plan: ExportPlan,
  { compression, scheduler, workers }: Context,
  { tally = new Tally(), signal }: { readonly tally?: Tally; readonly signal: AbortSignal },
): AsyncGenerator<Piece, void, undefined> {
  const queueOf = await workers.queueFor(plan, { method: compression, signal });
  yield* writeZip(members(plan, compression, tally, queueOf), { scheduler, signal });
}

/** The bytes of an export in buffers of a reasonable size for writing. */
export const exportBytes = (...call: Parameters<typeof exportPieces>): AsyncGenerator<Buffer> =>
  gather(exportPieces(...call));

/** The bytes of an export in pieces, which may have been made for an earlier request for the same export. */
export function sharedPieces(plan: ExportPlan, context: Context, signal: AbortSignal): AsyncIterable<Piece> {
  return keptExports.pieces(plan, signal, (own) => exportPieces(plan, context, { signal: own }));
}

import type { Cuts, Network, Window, World } from '../../generators/index.ts';
import type { Context } from '../../server/export/context.ts';
import { Tally } from '../../server/export/log-txt.ts';
import { exportPieces, openNetworkExport } from '../../server/export/open-plan.ts';
import type { ExportPlan } from '../../server/export/plan.ts';
import { Workers } from '../../server/export/workers.ts';
import { verifiedAdmin } from '../../server/http/auth.ts';
import { ErrorResponse } from '../../server/http/error-response.ts';
import { parseQuery } from '../../server/http/query.ts';
import type { Piece } from '../../server/zip/index.ts';
import { testContext, tiny } from './serve.ts';
import { all } from './zip-members.ts';

/** The files that are cut into parts. */
const LARGE = ['Messages', 'MessageVersions', 'LikedMessageHistory'];

/** A context whose large files are cut at shares of the window, so that small exports have many parts. */
export function cutContext(shares: readonly number[], workers: Workers, options = {}): Context {
  const context = testContext({ ...tiny, ...options });
  return { ...context, workers, world: async () => cutWorld(await context.world(), shares) };
}

function cutWorld(world: World, shares: readonly number[]): World {
  const cuts = (key: string, window: Window): Cuts => {
    const at = shares.map((share) => window.from + Math.round((window.to - window.from) * share));
    const used = LARGE.includes(key) ? at : [];
    return { count: used.length, at: (index) => used[index] as number };
  };
  const networks = world.networks.map((network): Network => ({ ...network, cuts }));
  return { ...world, networks: networks as unknown as World['networks'] };
}

export async function planIn(context: Context, query: string): Promise<ExportPlan> {
  const plan = await openNetworkExport(context, verifiedAdmin, { query: parseQuery(query) });
  if (plan instanceof ErrorResponse) throw new Error(plan.hint);
  return plan;
}

/** The pieces of an export, and its rows. */
export async function made(context: Context, query: string): Promise<{ pieces: Piece[]; rows: number }> {
  const tally = new Tally();
  const { signal } = new AbortController();
  const pieces = await all(exportPieces(await planIn(context, query), context, { tally, signal }));
  return { pieces, rows: tally.rows };
}

/** Threads whose errors fail the test, ended at its end. */
export function threads(most: number, t: { teardown(end: () => Promise<void>): void }): Workers {
  const workers = new Workers(most, (error) => {
    throw error;
  });
  t.teardown(() => workers.close());
  return workers;
}

export const bytesOf = (pieces: readonly Piece[]): Buffer => Buffer.concat(pieces.map(({ bytes }) => bytes));

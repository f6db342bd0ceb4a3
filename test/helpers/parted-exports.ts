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

/** The files that are cut into parts. */
const LARGE = ['Messages', 'MessageVersions', 'LikedMessageHistory'];

/** A context whose large files are cut at shares of the window, so that small exports have many parts. */
export function cutContext(shares: readonly number[], workers: Workers, options = {}): Context {
  const context = testContext({ ...tiny, ...options });
  return { ...context, workers, world: async () => cutWorld(await context.world(), shares) };
}

function cutWorld(world: World, shares: readonly number[]): World {
  const cuts = (key: string, window: Window): Cuts | undefined => {
    const at = shares.map((share) => window.from + Math.round((window.to - window.from) * share));
    return LARGE.includes(key) ? { count: at.length, at: (index) => at[index] as number } : undefined;
  };
  const networks = world.networks.map((network): Network => ({ ...network, cuts }));
  return { ...world, networks: networks as unknown as World['networks'] };
}

export async function planIn(context: Context, query: string): Promise<ExportPlan> {
  const plan = await openNetworkExport(context, verifiedAdmin, { query: parseQuery(query) });
  if (plan instanceof ErrorResponse) throw new Error(plan.hint);
  return plan;
}

/** A complete export. */
interface Made {
  readonly pieces: readonly Piece[];
  readonly rows: number;
  /** The maximum number of threads meanwhile. */
  readonly threads: number;
}

export async function made(context: Context, query: string): Promise<Made> {
  const tally = new Tally();
  const { signal } = new AbortController();
  const pieces: Piece[] = [];
  let most = 0;
  for await (const piece of exportPieces(await planIn(context, query), context, { tally, signal })) {
    pieces.push(piece);
    most = Math.max(most, context.workers.running);
  }
  return { pieces, rows: tally.rows, threads: most };
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

/** Tells whether archives have the same pieces. A difference of buffers takes too long to print. */
export function samePieces(some: readonly Piece[], others: readonly Piece[]): boolean {
  return (
    some.length === others.length &&
    some.every((piece, index) => {
      const other = others[index];
      return (
        other?.kind === piece.kind &&
        other.member === piece.member &&
        other.unpacked === piece.unpacked &&
        other.bytes.equals(piece.bytes)
      );
    })
  );
}

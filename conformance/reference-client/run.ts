import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { attempted, type Running } from './attempted.ts';
import { Failure } from './failure.ts';
import { networkOf } from './network.ts';
import type { ReferenceOptions } from './options.ts';
import type { Answer, AskedWindow, Print, ReferenceParts, ReferenceRequest, Result } from './parts.ts';
import { nameOf, prepareFolder } from './publish.ts';
import { referenceParts } from './reference-parts.ts';
import { tokenSession } from './token-session.ts';

/** The surroundings of a run of the client. */
export interface Surroundings {
  /**
   * The token is in `ENGAGE_TOKEN`, and nowhere else. `HTTPS_PROXY`, `http_proxy` and `NODE_EXTRA_CA_CERTS`
   * have their usual meaning.
   */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the run; its reason is the name of the signal, `SIGTERM` or `SIGINT`. */
  readonly signal: AbortSignal;
  readonly print: Print;
  /** The functions of the client; the correct ones by default. */
  readonly parts?: ReferenceParts;
}

/** The meaning of the client's exit codes. */
export const exitCodes = {
  complete: 0,
  'nothing-to-do': 0,
  failed: 1,
  usage: 2,
  partial: 3,
  unsupported: 127,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

/**
 * Exports once. Resolves to the exit code and never rejects: an error is one line on stderr, without the
 * token.
 *
 * ```ts
 * const code = await runReference(readArguments(['--base-url', url, '--since', '2024-06-29', '--out',
 * 'exports']), {
 *   env: { ENGAGE_TOKEN: token },
 *   signal: AbortSignal.timeout(60_000),
 *   print: (stream, line) => process[stream].write(`${line}\n`),
 * });
 * ```
 *
 * A mutant that never reads the log: `{ ...surroundings, parts: { ...referenceParts, readLog: () => ({
 * missing: [], notes: [] }) } }`.
 */
export async function runReference(options: ReferenceOptions, surroundings: Surroundings): Promise<number> {
  const { env, signal, print, parts = referenceParts } = surroundings;
  const token = env.ENGAGE_TOKEN ?? '';
  if (options.signIn === undefined && !/^[\x21-\x7e]+$/.test(token)) {
    print('stderr', 'usage: expected the token in ENGAGE_TOKEN, got none that a header can hold');
    return exitCodes.usage;
  }
  const part = join(options.out, `export-${process.pid}-${Date.now()}.part`);
  const waiting = { limits: options.limits, signal, network: networkOf(env) };
  const session = tokenSession(token, { options, parts, waiting });
  const guarded: Print = (stream, line) => print(stream, session.without(line));
  try {
    const running = { options, parts, session, waiting, signal };
    const result = await (options.operation === 'files' ? exportOfFiles : exportOnce)(running, part);
    parts.report(result, guarded);
    return exitCodes[result.ended];
  } catch (error) {
    if (signal.aborted) {
      const name = signal.reason === 'SIGINT' ? 'SIGINT' : 'SIGTERM';
      guarded('stderr', `interrupted by ${name}: nothing of this run is kept`);
      return exitCodes[name];
    }
    parts.report(
      { ended: 'failed', file: undefined, missing: [(error as Error).message], notes: [] },
      guarded,
    );
    return exitCodes.failed;
  } finally {
    // A folder that cannot be written to holds nothing to remove; the run has failed for that reason already.
    await rm(part, { force: true }).catch(() => {});
  }
}

/** Loads the code of the Files Export API when it is used. */
async function exportOfFiles(running: Running, part: string): Promise<Result> {
  return (await import('./files-run.ts')).exportFiles(running, part);
}

async function exportOnce(running: Running, part: string): Promise<Result> {
  const { options, parts, session, signal } = running;
  await prepareFolder(options.out);
  const asked = await windowOf(running);
  if (asked.since !== undefined && asked.until !== undefined && asked.until < asked.since) {
    return { ended: 'nothing-to-do', file: undefined, missing: [], notes: [] };
  }
  const request = parts.buildRequest(options, asked, await session.current());
  const answer = await download(running, request, part);
  const facts = await parts.verifyArchive(part, signal);
  const found = [parts.readLog(facts), await parts.readTables(facts, options)];
  const missing = found.flatMap((one) => one.missing);
  const notes = found.flatMap((one) => one.notes);
  const ended = missing.length === 0 ? 'complete' : 'partial';
  const coverage = parts.coverage(asked, facts, answer);
  const place = { out: options.out, name: nameOf(options, coverage) };
  const moves = ended === 'complete' && options.operation === 'resume' ? coverage : undefined;
  signal.throwIfAborted();
  if (moves !== undefined) await parts.intend(options, moves, join(place.out, place.name));
  const file = await parts.publish(part, ended, place);
  if (moves !== undefined) await parts.remember(options, moves);
  return { ended, file, missing, notes };
}

async function windowOf({ options, parts }: Running): Promise<AskedWindow> {
  if (options.operation === 'user') return { since: undefined, until: undefined };
  if (options.operation === 'network') return { since: options.since, until: options.until };
  const since = (await parts.recall(options)) ?? options.since;
  if (since === undefined) throw new Failure('expected --since for the first run, got none and no watermark');
  return { since, until: options.until };
}

/** Repeats the request until the whole body is there. Returns the head of its response. */
function download(running: Running, request: ReferenceRequest, part: string): Promise<Answer> {
  return attempted(running, request, async (answer, waiting) => {
    await running.parts.receive(answer, part, waiting);
    return answer;
  });
}

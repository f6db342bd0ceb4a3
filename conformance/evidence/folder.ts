import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { harMaker, readTextFile } from '../../server/index.ts';
import { maskOf } from '../checks/mask.ts';
import { rankOfCase } from '../run/repeated.ts';
import { reasonOf } from '../sandbox/look.ts';
import { type FileSeen, type FileThere, takeSnapshot } from '../sandbox/snapshot.ts';
import { againScript, worldOf } from './again.ts';
import { type EvidenceRecord, recordOf } from './record.ts';
import type { CaseEvidence, EvidenceSink } from './sink.ts';
import { traceOf } from './trace.ts';

/**
 * A folder for evidence that cannot be used. The message says what was expected, what is there, and what to
 * do.
 */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}

/** The evidence to keep, and the folder for it. */
export interface EvidenceOptions {
  readonly folder: string;
  /** Keeps evidence of every case. Otherwise only of cases with a failed or untested check. */
  readonly all?: boolean | undefined;
  /** The arguments that run the kit again for a case. */
  again(caseId: string): readonly string[];
}

/** Says that a folder is the kit's own. */
const MARKER = '.engage-export-evidence';
const PARTIAL = '.partial';
/** The files of a client are kept up to so many bytes for each case. */
const MOST_KEPT = 8_000_000;
/** The files of a case are looked through in this time, milliseconds. */
const LOOK_MS = 60_000;
const RECORD = 'evidence.json';

/**
 * Keeps evidence in a folder, in a folder for each case. What the kit kept there before is removed. Rejects
 * with an `EvidenceError` when anything else is there.
 */
export async function evidenceFolder(options: EvidenceOptions): Promise<EvidenceSink> {
  await makeRoom(options.folder);
  const kept = new Map<string, number>();
  let problem: string | undefined;
  return {
    get problem() {
      return problem;
    },
    async take(evidence) {
      const { one, result } = evidence;
      const rank = rankOfCase(result);
      const wanted =
        options.all === true ||
        result.checks.some(({ verdict }) => verdict === 'failed' || verdict === 'untested');
      // Of a case that is repeated the worst time is kept, and of those the first.
      if (!wanted || (kept.get(one.id) ?? -1) >= rank) return;
      kept.set(one.id, rank);
      try {
        await keep(evidence, options);
      } catch (error) {
        // A full disk does not take the verdict with it.
        if (!(error instanceof Error && 'syscall' in error)) throw error;
        problem ??= `expected to write evidence to ${options.folder}, but ${reasonOf(error)}: choose another folder.`;
      }
    },
  };
}

/** Reads the evidence of a case. Rejects with an `EvidenceError` when there is none that can be read. */
export async function readEvidence(folder: string, caseId: string): Promise<EvidenceRecord> {
  const path = join(folder, caseId, RECORD);
  try {
    const record = JSON.parse(await readTextFile(path)) as EvidenceRecord;
    if (record.version === 1 && record.case === caseId) return record;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = error instanceof Error ? error.message : String(error);
    const got = missing ? `no ${path}. Run the case once with --evidence and without --rerun` : `'${reason}'`;
    throw new EvidenceError(`expected the evidence of ${caseId} in ${folder}, got ${got}.`);
  }
  throw new EvidenceError(`expected the evidence of ${caseId} in ${path}, got something else.`);
}

async function makeRoom(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    const marked = names.includes(MARKER);
    const entries = names.filter((name) => name !== MARKER);
    for (const name of entries) {
      if (marked && (await isOwn(join(folder, name)))) continue;
      throw new EvidenceError(
        `expected a folder for evidence, got ${folder}, in which '${name}' is not the kit's: choose an empty one.`,
      );
    }
    await Promise.all(entries.map((name) => rm(join(folder, name), { recursive: true })));
    // A link under this name would lead the text to somebody else's file.
    if (!marked)
      await writeFile(
        join(folder, MARKER),
        'What is in this folder is removed by the next run of the kit.\n',
        { flag: 'wx' },
      );
  } catch (error) {
    if (error instanceof EvidenceError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EvidenceError(`expected a folder for evidence that can be written to, got '${reason}'.`);
  }
}

/** Tells whether the kit has made this for a case; one that it could not finish may still be empty. */
async function isOwn(path: string): Promise<boolean> {
  const names = await readdir(path).catch(() => ['no folder']);
  return names.includes(RECORD) || (names.length === 0 && path.endsWith(PARTIAL));
}

/** Writes the folder of a case; it has its name when it is whole. */
async function keep(evidence: CaseEvidence, { folder, again }: EvidenceOptions): Promise<void> {
  const { one, seen } = evidence;
  const whole = join(folder, one.id);
  const partial = `${whole}${PARTIAL}`;
  await mkdir(partial, { recursive: true });
  const write = (name: string, text: string): Promise<void> => writeFile(join(partial, name), text);
  const toHar = await harMaker();
  await write(RECORD, jsonText(recordOf(evidence)));
  await write('exchange.har', jsonText(toHar(seen.runs.flatMap(({ exchanges }) => exchanges))));
  await write('trace.txt', traceOf(evidence));
  await writeFile(join(partial, 'again.sh'), againScript(evidence, again(one.id)), { mode: 0o755 });
  for (const [index, run] of seen.runs.entries()) {
    const masked = maskOf(run);
    await write(`run-${index + 1}.json`, jsonText(worldOf(one, run)));
    await write(`run-${index + 1}.stdout.txt`, masked(run.process.stdout.text));
    await write(`run-${index + 1}.stderr.txt`, masked(run.process.stderr.text));
  }
  await write('files.json', jsonText(await keepFiles(evidence, join(partial, 'files'))));
  await rm(whole, { recursive: true, force: true });
  await rename(partial, whole);
}

interface KeptFile extends Omit<FileSeen, 'written'> {
  /** The reason why the file itself is missing; null when it is there. */
  readonly notKept: string | null;
}

/** Copies what lies in the folders of the case after its last run. */
async function keepFiles(
  { sandbox, client, seen }: CaseEvidence,
  folder: string,
): Promise<readonly KeptFile[]> {
  const last = seen.runs.at(-1);
  if (last === undefined) return [];
  const masked = maskOf(last);
  const leaks = new Set(last.leaks);
  let room = MOST_KEPT;
  const kept: KeptFile[] = [];
  const { signal } = new AbortController();
  const looking = { limits: client.limits, timeLimitMs: LOOK_MS, signal };
  for (const file of (await takeSnapshot(sandbox, looking)).files) {
    const { path, kind, bytes, digest } = file;
    let notKept = whyNotKept(file, leaks, room);
    if (notKept === null && kind === 'file') {
      room -= bytes;
      notKept = await copied(file, join(folder, masked(path)));
    }
    const target = file.target === undefined ? {} : { target: masked(file.target) };
    kept.push({ path: masked(path), kind, bytes, digest, ...target, notKept });
  }
  return kept;
}

/**
 * Copies a file. Returns why it is not there, null when it is: names that a client chose may be too long for
 * another folder.
 */
async function copied(file: FileThere, place: string): Promise<string | null> {
  try {
    await mkdir(dirname(place), { recursive: true });
    const handle = await file.open();
    const end = Math.max(0, file.bytes - 1);
    await writeFile(place, file.bytes === 0 ? '' : handle.createReadStream({ end }));
    if (file.bytes === 0) await handle.close();
    return null;
  } catch (error) {
    return `it could not be copied: ${reasonOf(error)}`;
  }
}

function whyNotKept(
  { path, kind, bytes }: FileSeen,
  leaks: ReadonlySet<string>,
  room: number,
): string | null {
  if (kind === 'folder') return null;
  if (kind !== 'file') return 'it is no file';
  if (leaks.has(path)) return 'the token is in it';
  return bytes > room ? `the files of a case are kept up to ${MOST_KEPT} bytes` : null;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

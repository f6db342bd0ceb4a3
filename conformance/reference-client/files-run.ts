import { rm } from 'node:fs/promises';
import { attempted, type Running } from './attempted.ts';
import { Failure } from './failure.ts';
import { completeJob, type FilesJob, linksOf } from './files-job.ts';
import { stampOf } from './instant.ts';
import type { FilesRange, Findings, Result } from './parts.ts';
import { prepareFolder } from './publish.ts';

/** An archive that has arrived and was read. */
interface Arrived extends Findings {
  readonly file: string;
  /** Its final name, with `.zip`. */
  readonly name: string;
}

/**
 * Exports the files of a window by the Files Export API: creates the export requests, waits for them, and
 * downloads every archive. The archives that arrived are kept as a partial export when others did not.
 */
export async function exportFiles(running: Running, part: string): Promise<Result> {
  const { options, parts, signal } = running;
  const { since = 0, until = 0, out } = options;
  await prepareFolder(out);
  const arrived: Arrived[] = [];
  const lost: string[] = [];
  const files: string[] = [];
  const partOf = (): string => {
    const file = part.replace(/\.part$/, `-${files.length + 1}.part`);
    files.push(file);
    return file;
  };
  try {
    for (const range of parts.filesRanges({ since, until }))
      await archivesOf(running, range, { partOf, arrived, lost });
    if (arrived.length === 0 && lost.length > 0) throw new Failure(lost.join('; '));
    const missing = [...lost, ...arrived.flatMap((one) => one.missing)];
    const ended = missing.length === 0 ? 'complete' : 'partial';
    signal.throwIfAborted();
    const kept: string[] = [];
    for (const { file, name } of arrived) kept.push(await parts.publish(file, ended, { out, name }));
    const notes = arrived.length === 0 ? ['there are no files'] : [];
    return { ended, file: kept.length === 0 ? undefined : kept.join('\n'), missing, notes };
  } finally {
    await Promise.all(files.map((file) => rm(file, { force: true }).catch(() => {})));
  }
}

interface Taking {
  /** The next name of an unfinished file. */
  readonly partOf: () => string;
  readonly arrived: Arrived[];
  /** The reasons why archives are missing. */
  readonly lost: string[];
}

/** Downloads the archives of one export request. A failure is noted, and the others are tried. */
async function archivesOf(
  running: Running,
  range: FilesRange,
  { partOf, arrived, lost }: Taking,
): Promise<void> {
  try {
    const job = await completeJob(running, range);
    for (const [index, link] of job.links.entries()) {
      const place = { index, file: partOf() };
      const name = `files-${stampOf(range.since)}-${stampOf(range.until)}-${index + 1}.zip`;
      try {
        const findings = await archiveOf(running, link, place).catch((error: unknown) =>
          archiveByNewLink(running, job, { ...place, error }),
        );
        arrived.push({ ...findings, file: place.file, name });
      } catch (error) {
        lost.push(`archive ${index + 1}: ${reasonOf(error, running)}`);
      }
    }
  } catch (error) {
    lost.push(reasonOf(error, running));
  }
}

/** The reason of a failure; throws again whatever is no failure of the export. */
function reasonOf(error: unknown, { signal }: Running): string {
  if (signal.aborted || !(error instanceof Failure)) throw error;
  return error.message;
}

interface Place {
  /** The place of the link among those of the export request. */
  readonly index: number;
  readonly file: string;
}

async function archiveOf(running: Running, link: string, { file }: Place): Promise<Findings> {
  const { parts, session, signal } = running;
  const request = parts.downloadRequest(link, await session.current());
  await attempted(running, request, (answer, waiting) => parts.receive(answer, file, waiting));
  return parts.verifyFilesArchive(file, signal);
}

/** Asks for the status again, because a link may have expired, and downloads by the new one. */
async function archiveByNewLink(
  running: Running,
  { id, links }: FilesJob,
  { error, ...place }: Place & { readonly error: unknown },
): Promise<Findings> {
  reasonOf(error, running);
  const link = (await linksOf(running, id))[place.index];
  if (link === undefined || link === links[place.index]) throw error;
  return archiveOf(running, link, place);
}

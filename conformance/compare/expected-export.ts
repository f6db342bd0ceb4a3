import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import {
  type ExportCall,
  type ExportOptions,
  type OwnScenario,
  type RunningServer,
  wholeExport,
} from '../../server/index.ts';
import { memberName } from '../inspect/archive/member.ts';
import type { ExpectedExport, Table } from '../model/observation.ts';
import type { MemberPlace } from '../model/report.ts';
import { KnownTables } from './known-tables.ts';
import { memberKind } from './member-kind.ts';
import { Allowance, digestOf, readCsv } from './table-reader.ts';

/**
 * Truths that are held: the cases of a run ask for the same few, and one of the smallest network has 2 MB.
 */
const MOST_HELD = 24;

const held = new Map<string, Promise<ExpectedExport | undefined>>();

/** Exports differ in few tables. */
const knownTables = new KnownTables();

/**
 * Computes the export that the server holds, without any scenario; undefined when the server would refuse the
 * request. The options must name a clock (`now`): the export by a running clock differs every time. Rejects
 * when the export is too large to be held in memory.
 */
export function expectedExportOf(
  options: ExportOptions & { readonly now: number },
  { query, userId }: Pick<ExportCall, 'query' | 'userId'>,
): Promise<ExpectedExport | undefined> {
  const name = JSON.stringify([Object.entries(options).sort(), query, userId]);
  const known = held.get(name);
  // The one that was asked for last is forgotten last.
  held.delete(name);
  if (known !== undefined) {
    held.set(name, known);
    return known;
  }
  const [oldest] = held.keys();
  if (held.size >= MOST_HELD && oldest !== undefined) held.delete(oldest);
  const made = makeTruth(options, { query, userId });
  held.set(name, made);
  made.catch(() => {
    if (held.get(name) === made) held.delete(name);
  });
  return made;
}

async function makeTruth(options: ExportOptions, call: ExportCall): Promise<ExpectedExport | undefined> {
  const bytes = await wholeExport(options, call);
  return bytes && truthIn(bytes);
}

/**
 * Computes the export that a scenario changes, as the server serves it to the first request; undefined when
 * it is no export. The scenario must leave the archive readable and must not wait.
 */
export async function servedExport(
  server: RunningServer,
  options: ExportOptions & { readonly now: number },
  request: ScenarioCall,
): Promise<ExpectedExport | undefined> {
  const bytes = await servedBytes(server, options, request);
  return bytes && truthIn(bytes);
}

/** A request in a scenario. */
interface ScenarioCall extends Pick<ExportCall, 'query' | 'userId'> {
  readonly scenario: string | OwnScenario;
}

/** The digest of the body that a scenario makes, an archive or not; undefined for an error response. */
export async function servedDigest(
  server: RunningServer,
  options: ExportOptions & { readonly now: number },
  request: ScenarioCall,
): Promise<string | undefined> {
  const waits = AbortSignal.timeout(MOST_MS);
  const bytes = await servedBytes(server, options, { ...request, signal: waits }).catch(() => undefined);
  return bytes && sha256Of(bytes);
}

/** The longest time that a scenario takes for a body that is compared with a file, milliseconds. */
const MOST_MS = 10_000;

async function servedBytes(
  server: RunningServer,
  options: ExportOptions & { readonly now: number },
  { query, userId, scenario, signal }: ScenarioCall & Pick<ExportCall, 'signal'>,
): Promise<Buffer | undefined> {
  await using session = await server.session({ ...options, scenario });
  const path = userId === undefined ? '' : `/users/${userId}`;
  const response = await fetch(`${session.url}/api/v1/export${path}?${query}`, {
    headers: { authorization: `Bearer ${session.token}` },
    signal: signal ?? null,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return response.ok ? bytes : undefined;
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function truthIn(zip: Buffer): Promise<ExpectedExport> {
  return { ...(await contentOf(zip)), zipBytes: zip.length, zipDigest: sha256Of(zip) };
}

/** The server's own archive needs no caution. */
async function contentOf(bytes: Buffer): Promise<Omit<ExpectedExport, 'zipBytes' | 'zipDigest'>> {
  const zip = await fromBufferPromise(bytes, { decodeStrings: false });
  const read = (entry: Entry) => memberChunks(zip, entry, bytes);
  const allowance = new Allowance();
  const tables = new Map<string, Table>();
  const attachments = new Map<string, string>();
  const starts: { name: string; from: number }[] = [];
  for await (const entry of zip.eachEntry()) {
    const name = memberName(entry.fileNameRaw);
    starts.push({ name, from: entry.relativeOffsetOfLocalHeader });
    const what = memberKind(name, /\.csv$/);
    if (what.kind === 'attachment') attachments.set(what.path, await digestOf(read(entry)));
    if (what.kind !== 'table') continue;
    const packed = await packedData(zip, entry, bytes);
    const found =
      packed === undefined
        ? await readCsv(read(entry), name, allowance)
        : await knownTables.read(packed, { name, allowance, size: entry.uncompressedSize });
    if (found === undefined)
      throw new Error(`The expected export is too large: ${allowance.beyond}. Ask for a smaller window.`);
    tables.set(what.name, found.table);
  }
  return { tables, attachments, members: placesOf(starts, bytes) };
}

const DEFLATED = 8;
/** A larger member is inflated by a stream, so that other work gets its turn. */
const AT_ONCE_BYTES = 1024 * 1024;

/** The content of a member. A stream for each of the small ones would take longer than to inflate them. */
async function* memberChunks(zip: ZipFile, entry: Entry, bytes: Buffer): AsyncGenerator<Buffer> {
  const packed = await packedData(zip, entry, bytes);
  if (packed === undefined) yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
  else yield inflateRawSync(packed, { maxOutputLength: Math.max(entry.uncompressedSize, 1) });
}

/** The data of a small member that is compressed; undefined for any other. */
async function packedData(zip: ZipFile, entry: Entry, bytes: Buffer): Promise<Buffer | undefined> {
  if (entry.compressionMethod !== DEFLATED || entry.uncompressedSize > AT_ONCE_BYTES) return undefined;
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  return bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
}

/** Bytes of the end record of a directory, and where in it the directory's own place stands. */
const END_RECORD = { bytes: 22, directory: 16 } as const;

/** The server's own archive has no comment behind its end record. */
function placesOf(starts: readonly Omit<MemberPlace, 'to'>[], bytes: Buffer): readonly MemberPlace[] {
  const directory = bytes.readUInt32LE(bytes.length - END_RECORD.bytes + END_RECORD.directory);
  return starts.map(({ name, from }, index) => ({ name, from, to: starts[index + 1]?.from ?? directory }));
}

import { completeAssumptions } from '../../../schemas/index.ts';
import { Tally } from '../../../server/export/log-txt.ts';
import { members } from '../../../server/export/members.ts';
import { planNetworkExport } from '../../../server/export/plan.ts';
import { archiveChanges } from '../../../server/faults/archive/index.ts';
import { ErrorResponse } from '../../../server/http/error-response.ts';
import { parseQuery } from '../../../server/http/query.ts';
import { readNetworkRequest } from '../../../server/request/parameters.ts';
import type { Step } from '../../../server/scenarios/index.ts';
import type { ArchiveStep } from '../../../server/scenarios/steps/archive.ts';
import { type Member, type Piece, writeZip } from '../../../server/zip/index.ts';
import { worldOf } from '../world.ts';
import { all } from '../zip-members.ts';

/** Makes the same members at every call. */
export type Make = () => Iterable<Member>;

/** An archive, and the reported steps. */
export interface Made {
  readonly bytes: Buffer;
  readonly pieces: readonly Piece[];
  readonly fired: readonly (readonly [step: Step['do'], byte: number | undefined])[];
}

const now = Date.UTC(2024, 5, 30, 12);
const world = await worldOf({ seed: '7' }, now);
const assumptions = completeAssumptions({});

/** The members of an export of the tiny network. */
export function exported(text: string): Make {
  const query = parseQuery(text);
  const request = readNetworkRequest(query, { world, profile: 'current', now, assumptions });
  if (request instanceof ErrorResponse)
    throw new Error(`Expected an export for ${text}, got an error response: ${request.hint}.`);
  const plan = planNetworkExport(request, { world, profile: 'current', query, assumptions, base: undefined });
  return () => members(plan, 'deflate', new Tally());
}

/** The pieces of the archive after these steps. */
export function piecesWith(
  steps: readonly ArchiveStep[],
  make: Make,
  fired: (step: Step, byte?: number) => void = () => {},
): AsyncIterable<Piece> {
  const changes = archiveChanges(steps, fired);
  return changes.pieces(writeZip(changes.members(make(), make), changes.format));
}

export async function madeWith(steps: readonly ArchiveStep[], make: Make): Promise<Made> {
  const fired: [Step['do'], number | undefined][] = [];
  const pieces = await all(piecesWith(steps, make, (step, byte) => fired.push([step.do, byte])));
  return { bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)), fired, pieces };
}

/** The offset of the end record. */
export function endOf({ pieces }: Made): number {
  const end = pieces.findIndex(({ kind }) => kind === 'end');
  return pieces.slice(0, end).reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/**
 * The first byte at which two archives differ; the length of the shorter one when it is a prefix of the
 * other.
 */
export function firstDifference(one: Buffer, other: Buffer): number {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at < 0 ? Math.min(one.length, other.length) : at;
}

/** The contents of the members, by name. */
export async function contentsOf(make: Make): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for (const { name, content } of make()) contents.set(name, Buffer.concat(await all(chunks(content))));
  return contents;
}

async function* chunks(content: Member['content']): AsyncGenerator<Buffer> {
  yield* content;
}

import type { ArchivePlace, ExchangeResult } from '../../model/report.ts';
import { endOf } from '../../util/escape.ts';
import { plural } from '../check-status.ts';

/** A part of an archive: a member, several members shown as one, or the central directory. */
export interface Part {
  readonly name: string;
  /** The range of the part, bytes from the beginning of the archive; `to` is excluded. */
  readonly from: number;
  readonly to: number;
  /** The number of members. */
  readonly members: number;
}

/** The view of a response with faults. */
export interface StreamView {
  /** The size of the archive without the faults. */
  readonly bytes: number;
  readonly members: number;
  readonly parts: readonly Part[];
  readonly faults: readonly { readonly text: string; readonly byte: number }[];
  /** The number of bytes that arrived; undefined if the scenario did not end the body. */
  readonly end: number | undefined;
  /** The part with the first fault that ended the body, or else with the first fault. */
  readonly struck: Part;
}

const MOST_OF_A_NAME = 30;
const DIRECTORY = 'central directory';

/** The response of an exchange as a stream; undefined if no fault has a position in it. */
export function streamView(archive: ArchivePlace | null, { steps }: ExchangeResult): StreamView | undefined {
  const faults = steps.flatMap(({ byte, ...step }) => (byte === null ? [] : { ...step, byte }));
  if (archive === null || archive.bytes === 0 || faults.length === 0) return undefined;
  const ends = faults.filter(({ endsBody, byte }) => endsBody && byte < archive.bytes);
  const end = ends.length === 0 ? undefined : Math.min(...ends.map(({ byte }) => byte));
  const parts = partsOf(archive);
  const byte = end ?? faults[0]?.byte ?? 0;
  const struck = parts.find((part) => byte >= part.from && byte < part.to) ?? parts.at(-1);
  if (struck === undefined) return undefined;
  return { bytes: archive.bytes, members: archive.members.length, parts, faults, end, struck };
}

/** Splits the archive: every byte up to the beginning of the next member belongs to a part. */
function partsOf({ bytes, members }: ArchivePlace): readonly Part[] {
  const places = members.map(({ name, from, to }, at) => ({
    name,
    from,
    to: members[at + 1]?.from ?? to,
    members: 1,
  }));
  const from = places.at(-1)?.to ?? 0;
  return from < bytes ? [...places, { name: DIRECTORY, from, to: bytes, members: 0 }] : places;
}

/** Merges adjacent parts for which `joins` is true. The struck part is never merged. */
export function grouped(
  { parts, struck }: StreamView,
  joins: (part: Part, at: number) => boolean,
): readonly Part[] {
  const groups: Part[][] = [];
  let open = false;
  parts.forEach((part, at) => {
    const joined = part !== struck && part.members > 0 && joins(part, at);
    if (joined && open) groups.at(-1)?.push(part);
    else groups.push([part]);
    open = joined;
  });
  return groups.map(asOne);
}

function asOne(parts: readonly Part[]): Part {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined)
    throw new RangeError('expected at least one part, got none.');
  if (parts.length === 1) return first;
  const [from, to] = [first, last].map(({ name }) => endOf(name, MOST_OF_A_NAME));
  const name = `${plural(parts.length, 'member')}, ${from} to ${to}`;
  return { name, from: first.from, to: last.to, members: parts.length };
}

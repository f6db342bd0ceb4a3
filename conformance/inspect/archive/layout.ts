import type { Member } from './member.ts';
import { type ArchiveProblem, archiveProblem } from './problem.ts';

/** Bytes of a local header without its name and extra field. */
const LOCAL_HEADER_BYTES = 30;

/** The layout of the members in the file. */
export interface Layout {
  /**
   * The place where each member must have ended: the start of the next member or of the central directory.
   */
  readonly ends: ReadonlyMap<Member, number>;
  /**
   * Members whose bytes belong to another one too; reading them is how a small archive unpacks to a huge one.
   */
  readonly overlapping: ReadonlySet<Member>;
  readonly problems: readonly ArchiveProblem[];
}

/** Holds names and places of the members against each other; reads nothing. */
export function layOut(members: readonly Member[], directoryOffset: number): Layout {
  const problems = duplicateNames(members);
  const ends = new Map<Member, number>();
  const overlapping = new Set<Member>();
  const inOrder = members.toSorted((a, b) => a.offset - b.offset);
  const first = inOrder[0];
  if (first !== undefined && first.offset > 0) {
    problems.push(unlisted(0, first.offset));
  }
  let reached = 0;
  inOrder.forEach((member, index) => {
    const end = Math.min(inOrder[index + 1]?.offset ?? directoryOffset, directoryOffset);
    ends.set(member, end);
    const least = member.offset + LOCAL_HEADER_BYTES + member.entry.fileNameLength + member.compressedBytes;
    if (member.offset < reached || least > end) overlapping.add(member);
    reached = Math.max(reached, least);
  });
  for (const member of overlapping) problems.push(overlap(member));
  return { ends, overlapping, problems };
}

export function overlap(member: Member): ArchiveProblem {
  const said = `Its bytes from ${member.offset} on overlap another member or the central directory: it was not read. No writer does that; the archive is damaged or built to unpack to far more than it holds.`;
  return archiveProblem('overlap', said, member.name);
}

export function unlisted(from: number, to: number, member?: string): ArchiveProblem {
  const said = `${to - from} bytes from ${from} on belong to no member that the central directory lists: a member may be missing from the list.`;
  return archiveProblem('unlisted-bytes', said, member);
}

// On Windows and macOS two names that differ in case only are one file.
function duplicateNames(members: readonly Member[]): ArchiveProblem[] {
  const seen = new Map<string, number>();
  for (const { name } of members) {
    const folded = name.toLowerCase();
    seen.set(folded, (seen.get(folded) ?? 0) + 1);
  }
  const problems: ArchiveProblem[] = [];
  for (const { name } of members) {
    const times = seen.get(name.toLowerCase()) ?? 0;
    if (times < 2) continue;
    const said = `${times} members have this name (upper and lower case count as the same): extracted, only one of them is left.`;
    problems.push(archiveProblem('duplicate-name', said, name));
    seen.set(name.toLowerCase(), 0);
  }
  return problems;
}

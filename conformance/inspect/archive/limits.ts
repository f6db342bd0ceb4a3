/**
 * The limits for reading an archive. Every number is a ceiling, not a target; zero does not mean "unlimited".
 */
export interface ArchiveLimits {
  /** Members the archive may list; beyond it the rest is not looked at. */
  readonly maxMembers: number;
  /** Bytes of a member's name. */
  readonly maxNameBytes: number;
  /** Bytes of all members together once unpacked. */
  readonly maxTotalBytes: number;
  /** Unpacked bytes for each packed byte of one member, judged beyond `ratioFloorBytes`. */
  readonly maxRatio: number;
  /** Unpacked bytes of one member below which no ratio is suspicious. */
  readonly ratioFloorBytes: number;
  /** Bytes of one CSV record, its line breaks and quotes included. */
  readonly maxRecordBytes: number;
  /** Bytes of `log.txt` and `request.txt` that are read. */
  readonly maxTextBytes: number;
}

const MIB = 1024 * 1024;

export const defaultArchiveLimits: ArchiveLimits = {
  // Whole exports carry tens of thousands of attachments; this many names cost about 60 MB to hold.
  maxMembers: 150_000,
  // Names of an export are below 60 bytes; the format allows 65,535 and a hostile one would fill memory with
  // them.
  maxNameBytes: 1024,
  // Above the largest export worth asking for at once, and about ten minutes of work.
  maxTotalBytes: 64 * 1024 * MIB,
  // Deflate ends at 1032:1 and CSV of repeated rows stays below 300:1.
  maxRatio: 500,
  // Small members may be all zeros and harm nobody.
  ratioFloorBytes: 16 * MIB,
  // The longest documented text is a message body; a record this long is an unclosed quote.
  maxRecordBytes: 8 * MIB,
  // A line per model and per failure.
  maxTextBytes: MIB,
};

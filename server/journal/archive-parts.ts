import type { Piece } from '../zip/index.ts';

/** The maximum number of parts that are recorded. An export of several networks has a hundred. */
const MAX_PARTS = 300;
/** The maximum length of a name that is recorded, characters; a scenario can make long ones. */
const MAX_NAME = 300;

/** A part of an archive: a member, the attachments of a folder, which follow each other, or the directory. */
export interface ArchivePart {
  /** The name of the member, or the folder of the attachments; `null` for the directory. */
  readonly name: string | null;
  /** The number of body bytes before the part. */
  readonly byte: number;
  /** The number of members, 0 for the directory. */
  readonly members: number;
}

/** The parts of an archive, as they are made. */
export class ArchiveParts {
  // Lists of plain values: a journal holds thousands of archives.
  readonly #names: (string | null)[] = [];
  readonly #bytes: number[] = [];
  readonly #members: number[] = [];

  /** Takes the next piece of the archive, after so many bytes. */
  readonly take = ({ kind, member }: Pick<Piece, 'kind' | 'member'>, byte: number): void => {
    if (kind === 'local-header') this.#takeMember(member, byte);
    else if (kind === 'central-header' || kind === 'end') this.#takeDirectory(byte);
  };

  /** The parts of which a body of so many bytes has any. */
  begun(bytes: number): readonly ArchivePart[] {
    return this.#names.flatMap((name, index) => {
      const byte = this.#bytes[index] ?? 0;
      return byte < bytes ? [{ name, byte, members: this.#members[index] ?? 0 }] : [];
    });
  }

  #takeMember(member: string, byte: number): void {
    const folder = attachmentFolder(member);
    const last = this.#names.length - 1;
    const before = this.#names[last] ?? '';
    if (folder !== undefined && (before === folder || attachmentFolder(before) === folder)) {
      this.#names[last] = folder;
      this.#members[last] = (this.#members[last] ?? 0) + 1;
    } else this.#add(member, byte, 1);
  }

  #takeDirectory(byte: number): void {
    if (this.#names.at(-1) !== null) this.#add(null, byte, 0);
  }

  #add(name: string | null, byte: number, members: number): void {
    if (this.#names.length >= MAX_PARTS) return;
    this.#names.push(name !== null && name.length > MAX_NAME ? shortened(name) : name);
    this.#bytes.push(byte);
    this.#members.push(members);
  }
}

/** The beginning of a name. A slice alone would hold the whole text in memory. */
function shortened(name: string): string {
  return `${Buffer.from(name.slice(0, MAX_NAME)).toString()}...`;
}

/** The folder of an attachment; undefined for a CSV, and for a member outside folders. */
function attachmentFolder(member: string): string | undefined {
  return /\.csv$/i.test(member) ? undefined : /^.*\/(?=[^/]+$)/.exec(member)?.[0];
}

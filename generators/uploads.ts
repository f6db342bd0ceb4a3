import { type AttachmentExtension, attachmentContent, attachmentSize } from './attachments/index.ts';
import type { Attachment, Window } from './contract.ts';
import { below, derivedKey, mix, rest } from './hash.ts';
import type { Ids } from './ids.ts';
import type { Message, Messages } from './messages.ts';
import type { Revisions } from './revisions.ts';
import { mergedByTime } from './versions.ts';

/** One message in sixteen has a file. */
export const MESSAGES_A_FILE = 16;
/** Two files in five are in SharePoint, not in the network. */
const FIVE = 5;
const IN_SHAREPOINT = 2;
const EXTENSIONS: readonly AttachmentExtension[] = ['txt', 'png', 'pdf', 'docx', 'wav'];

/** A version of a file in its latest state. */
export interface Upload {
  /** The number of the file; its message is among the sixteen of this number. */
  readonly file: number;
  readonly fileId: string;
  /** The id of the version. */
  readonly id: string;
  readonly message: Message;
  readonly uploadedAt: number;
  readonly deletedAt: number | undefined;
  /** The time at which the content was uploaded first: earlier than the version if that is a reversion. */
  readonly contentFrom: number;
  /** The id of the version that this one went back to. */
  readonly revertedTo: string | undefined;
  readonly extension: AttachmentExtension;
  readonly stored: boolean;
  /** The time of the latest change. */
  readonly changedAt: number;
}

/** A version, with the time at which it was made or deleted. */
interface DatedUpload {
  readonly at: number;
  readonly upload: Upload;
}

/** The files of a network: their messages, versions and content. */
export class Uploads {
  readonly #messages: Messages;
  readonly #revisions: Revisions;
  readonly #ids: Ids;
  readonly #places: number;
  readonly #files: number;
  readonly #contents: number;
  readonly #bytes: number;

  constructor(input: {
    messages: Messages;
    revisions: Revisions;
    ids: Ids;
    key: number;
    bytes: number;
  }) {
    this.#messages = input.messages;
    this.#revisions = input.revisions;
    this.#ids = input.ids;
    this.#places = derivedKey(input.key, 'places');
    this.#files = derivedKey(input.key, 'files');
    this.#contents = derivedKey(input.key, 'contents');
    this.#bytes = input.bytes;
  }

  /** The number of the file of a message. */
  carriedBy(message: Message): number | undefined {
    if (message.thread.kind === 'draft') return undefined;
    const file = Math.floor(message.index / MESSAGES_A_FILE);
    return this.#place(file) === message.index ? file : undefined;
  }

  fileId(file: number): string {
    return this.#ids.text('file', file, this.#messages.stream.at(this.#place(file)));
  }

  /**
   * The versions of a file at `now`, in order of time, all of them deleted if the file is; none when no
   * message has the file.
   */
  versions(file: number, now: number): Upload[] {
    const message = this.#messages.shownAt(this.#place(file));
    if (!message || message.thread.kind === 'draft' || message.postedAt > now) return [];
    const uploads = [this.#first(file, message)];
    for (const { at, ordinal, kind } of this.#revisions.of(file, message, now)) {
      // Whatever happens to a file happens while its message is there.
      if (at >= this.#messages.endOf(message.thread) || this.#messages.latest(message, at).deleted) break;
      if (kind === 'deletion') return uploads.map((each) => ({ ...each, deletedAt: at, changedAt: at }));
      const last = uploads.at(-1) as Upload;
      if (kind === 'update') uploads.push(this.#next(last, ordinal, at, undefined));
      else if (uploads.length > 1) uploads.push(this.#next(last, ordinal, at, uploads.at(-2)));
    }
    return uploads;
  }

  /**
   * The versions that were uploaded or deleted in the window, each once; where the window says so, only those
   * whose latest change by `window.now` is in it.
   */
  *changedIn(window: Window): Generator<Upload> {
    for (const upload of this.#touchedIn(window)) {
      if (window.things !== 'latest' || upload.changedAt < window.to) yield upload;
    }
  }

  /** The versions of `changedIn`, whatever is the latest: a file comes before a revision at its time. */
  *#touchedIn(window: Window): Generator<Upload> {
    const sources = [this.#postedIn(window), this.#revisedIn(window)];
    for (const { upload } of mergedByTime(sources, ({ at }) => at)) yield upload;
  }

  /** The first versions of the files that were posted in the window. */
  *#postedIn(window: Window): Generator<DatedUpload> {
    const { stream } = this.#messages;
    const first = stream.first(window);
    const end = stream.end(window);
    for (let file = Math.floor(first / MESSAGES_A_FILE); file * MESSAGES_A_FILE < end; file++) {
      const place = this.#place(file);
      if (place < first || place >= end) continue;
      const [upload] = this.versions(file, window.now);
      if (upload) yield { at: upload.uploadedAt, upload };
    }
  }

  /** All uploads of one user up to `now`. */
  *by(user: number, now: number): Generator<Upload> {
    for (const message of this.#messages.postedBy(user, now)) {
      const file = this.carriedBy(message);
      if (file !== undefined) yield* this.versions(file, now);
    }
  }

  attachment(upload: Upload): Attachment {
    const key = this.#content(upload);
    const bytes = this.size(upload);
    return {
      path: pathOf(upload),
      uploadedAt: upload.uploadedAt,
      content: () => attachmentContent(upload.extension, key, bytes),
    };
  }

  /** The size of the content of a version, bytes. */
  size(upload: Upload): number {
    const share = 0.5 + below(this.#content(upload), 1000) / 1000;
    return attachmentSize(upload.extension, Math.round(this.#bytes * share));
  }

  /** The key of the content of a version. */
  #content(upload: Upload): number {
    return mix(mix(this.#contents, upload.file), upload.contentFrom % 2 ** 32);
  }

  #place(file: number): number {
    return file * MESSAGES_A_FILE + rest(mix(this.#places, file), MESSAGES_A_FILE);
  }

  #first(file: number, message: Message): Upload {
    const hash = mix(this.#files, file);
    return {
      file,
      fileId: this.fileId(file),
      id: this.#ids.text('fileVersion', file, message.postedAt),
      message,
      uploadedAt: message.postedAt,
      contentFrom: message.postedAt,
      deletedAt: undefined,
      revertedTo: undefined,
      extension: EXTENSIONS[file % EXTENSIONS.length] as AttachmentExtension,
      stored: rest(hash, FIVE) >= IN_SHAREPOINT,
      changedAt: message.postedAt,
    };
  }

  #next(last: Upload, revision: number, at: number, source: Upload | undefined): Upload {
    const id = this.#ids.text('fileRevision', revision, at);
    const contentFrom = source?.contentFrom ?? at;
    return {
      ...last,
      id,
      uploadedAt: at,
      contentFrom,
      changedAt: at,
      deletedAt: undefined,
      revertedTo: source?.id,
    };
  }

  /** The versions that a revision in the window made, or deleted after they came before the window. */
  *#revisedIn(window: Window): Generator<DatedUpload> {
    for (const { file, at } of this.#revisions.within(window)) {
      for (const upload of this.versions(file, window.now)) {
        const { uploadedAt, deletedAt } = upload;
        if (uploadedAt === at || (deletedAt === at && uploadedAt < window.from)) yield { at, upload };
      }
    }
  }
}

/** The name of the member with a stored version. */
export function pathOf(upload: Upload): string {
  return `files/${upload.id}.${upload.extension}`;
}

import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schemas/durations.ts';
import { type AttachmentExtension, attachmentContent, attachmentSize } from './attachments/index.ts';

import type { Attachment, Window } from './contract.ts';
import { below, derivedKey, mix, rest } from './hash.ts';
import type { Ids } from './ids.ts';
import type { Message, Messages } from './messages.ts';
import { Offsets } from './offsets.ts';
import type { People } from './people.ts';
import type { Stream } from './stream.ts';

/**
 * One message in sixteen has a file. Every other revision, one for every four files, uploads another version
 * or deletes the file; the revision after it takes the upload back.
 */
export const MESSAGES_A_FILE = 16;
export const FILES_A_REVISION = 2;
/** The first of every four revisions deletes a file; of the others, each second takes back the one before. */
const FOUR = 4;
const REVISION_LAGS = [MINUTE_MS, 20 * MINUTE_MS, 3 * HOUR_MS, DAY_MS, 4 * DAY_MS];
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

type RevisionKind = 'update' | 'revert' | 'deletion';

interface Revision {
  readonly at: number;
  readonly ordinal: number;
  readonly kind: RevisionKind;
}

/** The files of a network: their messages, versions and content. */
export class Uploads {
  readonly #messages: Messages;
  readonly #people: People;
  readonly #revisions: Stream;
  readonly #ids: Ids;
  readonly #places: number;
  readonly #files: number;
  readonly #contents: number;
  readonly #bytes: number;
  readonly #lags: Offsets;

  constructor(input: {
    messages: Messages;
    people: People;
    revisions: Stream;
    ids: Ids;
    key: number;
    bytes: number;
    perWeek: number;
  }) {
    this.#messages = input.messages;
    this.#people = input.people;
    this.#revisions = input.revisions;
    this.#ids = input.ids;
    this.#places = derivedKey(input.key, 'places');
    this.#files = derivedKey(input.key, 'files');
    this.#contents = derivedKey(input.key, 'contents');
    this.#bytes = input.bytes;
    this.#lags = new Offsets(REVISION_LAGS, input.perWeek / MESSAGES_A_FILE);
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

  /** The versions of a file at `now`, in order of time; none when no message has the file. */
  versions(file: number, now: number): Upload[] {
    const message = this.#messages.shownAt(this.#place(file));
    if (!message || message.thread.kind === 'draft' || message.postedAt > now) return [];
    const uploads = [this.#first(file, message)];
    for (const { at, ordinal, kind } of this.#revisionsOf(file, message.postedAt, now)) {
      const last = uploads.at(-1) as Upload;
      if (last.deletedAt !== undefined) break;
      if (kind === 'deletion') uploads[uploads.length - 1] = { ...last, deletedAt: at, changedAt: at };
      else if (kind === 'update') uploads.push(this.#next(last, ordinal, at, undefined));
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

  *#touchedIn(window: Window): Generator<Upload> {
    const revisions = this.#revisedIn(window);
    let revised = revisions.next();
    const { stream } = this.#messages;
    const first = stream.first(window);
    const end = stream.end(window);
    for (let file = Math.floor(first / MESSAGES_A_FILE); file * MESSAGES_A_FILE < end; file++) {
      const ordinal = this.#place(file);
      if (ordinal < first || ordinal >= end) continue;
      const at = stream.at(ordinal);
      for (; !revised.done && revised.value.at < at; revised = revisions.next()) yield revised.value.upload;
      const [posted] = this.versions(file, window.now);
      if (posted) yield posted;
    }
    for (; !revised.done; revised = revisions.next()) yield revised.value.upload;
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
  *#revisedIn(window: Window): Generator<{ readonly at: number; readonly upload: Upload }> {
    for (const { ordinal, at } of this.#revisions.within(window)) {
      const file = this.#target(ordinal);
      if (file < 0) continue;
      const upload = this.versions(file, window.now).find(
        ({ uploadedAt, deletedAt }) => uploadedAt === at || (deletedAt === at && uploadedAt < window.from),
      );
      if (upload) yield { at, upload };
    }
  }

  /** The file that a revision changes; negative for none. */
  #target(revision: number): number {
    if (isRevert(revision)) return this.#kind(revision - 1) === 'update' ? this.#target(revision - 1) : -1;
    const hash = this.#revisions.hash(revision);
    const far = this.#lags.draw(hash);
    return revision * FILES_A_REVISION + rest(hash, FILES_A_REVISION) - far;
  }

  #revisionsOf(file: number, since: number, now: number): Revision[] {
    const found: Revision[] = [];
    for (const far of this.#lags.distinct) {
      const first = Math.floor((file + far) / FILES_A_REVISION);
      if (isRevert(first) || this.#target(first) !== file) continue;
      for (const ordinal of [first, first + 1]) {
        if (this.#target(ordinal) !== file || found.some((each) => each.ordinal === ordinal)) continue;
        const at = this.#revisions.at(ordinal);
        const sender = this.#messages.at(this.#place(file))?.sender ?? 0;
        if (at <= since || at > now || !this.#people.activeAt(sender, at)) continue;
        found.push({ at, ordinal, kind: this.#kind(ordinal) });
      }
    }
    return found.sort((a, b) => a.at - b.at);
  }

  #kind(revision: number): RevisionKind {
    if (isRevert(revision)) return 'revert';
    return revision % FOUR === 0 ? 'deletion' : 'update';
  }
}

function isRevert(revision: number): boolean {
  return revision % 2 === 1;
}

/** The name of the member with a stored version. */
export function pathOf(upload: Upload): string {
  return `files/${upload.id}.${upload.extension}`;
}

import { closeSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { cannotWrite, OutputError } from './output-error.ts';
import { outputTarget } from './output-target.ts';

/** A HAR document. `entries` holds one entry per exchange. */
export interface Har {
  readonly log: { readonly entries: readonly object[] };
}

/** The text that closes the list of entries and the document. */
const END = '\n]}}\n';
const FLAG = '--record-har';

/**
 * A HAR file that is valid JSON after every exchange. One write replaces the closing text with a new entry
 * and the closing text again.
 */
export class HarFile {
  readonly #path: string;
  readonly #file: number;
  /** The byte offset of the next entry. */
  #end = 0;
  #unused: string | undefined;
  #entries = 0;

  /**
   * Opens the file. An existing file is unchanged until `begin`. Rejects with an `OutputError` when the path
   * is not writable or is not a regular file.
   */
  static async open(path: string): Promise<HarFile> {
    const target = await outputTarget(path, FLAG);
    if (target.kind !== 'file')
      throw new OutputError(
        `${FLAG}: expected a regular file, got ${path}: the end of the file is rewritten after every exchange.`,
      );
    try {
      const isNew = target.stats === undefined;
      return new HarFile(path, openSync(target.path, isNew ? 'wx' : 'r+'), isNew ? target.path : undefined);
    } catch (error) {
      return cannotWrite(path, error, FLAG);
    }
  }

  /** `unused` is the path of a new file. `close` removes the file when nothing was written to it. */
  private constructor(path: string, file: number, unused: string | undefined) {
    this.#path = path;
    this.#unused = unused;
    this.#file = file;
  }

  /**
   * Writes a document without entries over any existing content. `empty` is the document to write. Throws an
   * `OutputError` when the file cannot be written.
   */
  begin(empty: Har): void {
    const { entries: _, ...log } = empty.log;
    const head = JSON.stringify({ log: { ...log, entries: [] } }).slice(0, -3);
    this.#end = Buffer.byteLength(head);
    this.#unused = undefined;
    this.#trying(() => {
      writeSync(this.#file, head + END, 0);
      ftruncateSync(this.#file, this.#end + END.length);
    });
  }

  /** Adds exchanges. Throws an `OutputError` when they cannot be written; the file is then unchanged. */
  add({ log }: Har): void {
    for (const entry of log.entries) {
      const text = `${this.#entries === 0 ? '\n' : ',\n'}${JSON.stringify(entry)}`;
      this.#trying(() => this.#write(text));
      this.#end += Buffer.byteLength(text);
      this.#entries += 1;
    }
  }

  close(): void {
    closeSync(this.#file);
    if (this.#unused !== undefined) unlinkSync(this.#unused);
  }

  #write(text: string): void {
    const bytes = Buffer.from(text + END);
    let written = 0;
    try {
      while (written < bytes.length)
        written += writeSync(this.#file, bytes, written, bytes.length - written, this.#end + written);
    } catch (error) {
      writeSync(this.#file, END, this.#end);
      ftruncateSync(this.#file, this.#end + END.length);
      throw error;
    }
  }

  #trying<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      return cannotWrite(this.#path, error, FLAG);
    }
  }
}

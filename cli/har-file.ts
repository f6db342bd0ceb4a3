import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { cannotWrite } from './output.ts';

/** A HAR document: `entries` are its exchanges. */
export interface Har {
  readonly log: { readonly entries: readonly object[] };
}

/** What ends the list of entries, and the document. */
const END = '\n]}}\n';

/** A HAR file that is whole after every exchange: a new entry is written over the end of the list, and the end after it in the same go. */
export class HarFile {
  readonly #path: string;
  readonly #file: number;
  /** Where the next entry goes. */
  #end: number;
  #entries = 0;

  /** Begins the file, in the place of an older one. `empty` is a document without entries. Throws an `OutputError` when it cannot be written. */
  constructor(path: string, empty: Har) {
    this.#path = path;
    const { entries: _, ...log } = empty.log;
    const head = JSON.stringify({ log: { ...log, entries: [] } }).slice(0, -3);
    this.#file = this.#trying(() => openSync(path, 'w'));
    this.#end = Buffer.byteLength(head);
    this.#trying(() => writeSync(this.#file, head + END, 0));
  }

  /** Adds exchanges. Throws an `OutputError` when they cannot be written; the file is as it was then. */
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
      return cannotWrite(this.#path, error, '--record-har');
    }
  }
}

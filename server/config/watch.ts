import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import { clearTimeout, setTimeout } from '../util/timers.ts';
import { type Config, parseConfig, textOf } from './config.ts';

/**
 * The delay between a change in the folder and reading, milliseconds: programs write a file in several steps.
 */
const SETTLE_MS = 100;
/**
 * An invalid file is read again after this time, milliseconds, before it is reported: it may be half written.
 */
const SECOND_LOOK_MS = 400;

/** Receives the results of watching. */
export interface ConfigListener {
  /** The file has changed and is valid. */
  changed(config: Config): void | Promise<void>;
  /** The file has changed and is invalid, or can no longer be watched. */
  wrong(error: Error): void;
}

/** Watches a configuration file until `stop` is called. */
export class ConfigWatch {
  readonly #file: string;
  readonly #listener: ConfigListener;
  readonly #watcher: FSWatcher;
  /** The contents or the error that was reported last; at first the initial contents. */
  #known: string;
  /** The invalid contents or the error of the first read. */
  #doubtful: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();
  #stopped = false;

  /**
   * `text` is the initial contents: only changes are reported. The folder is watched because many editors
   * replace the file.
   */
  constructor(file: string, text: string, listener: ConfigListener) {
    this.#file = file;
    this.#known = text;
    this.#listener = listener;
    this.#watcher = watch(dirname(file), { persistent: false }, () => this.#look(SETTLE_MS));
    this.#watcher.on('error', (error) => listener.wrong(error));
    this.#look(SETTLE_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#watcher.close();
  }

  #look(afterMs: number): void {
    if (this.#stopped) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#reading = this.#reading.then(() => this.#read());
    }, afterMs).unref();
  }

  async #read(): Promise<void> {
    const text = await textOf(this.#file).catch((error: Error) => error);
    const found = text instanceof Error ? text.message : text;
    if (found === this.#known || this.#stopped) {
      this.#doubtful = undefined;
      return;
    }
    const config =
      text instanceof Error ? text : await parseConfig(text, this.#file).catch((error: Error) => error);
    if (config instanceof Error && this.#doubtful !== found) {
      this.#doubtful = found;
      this.#look(SECOND_LOOK_MS);
      return;
    }
    this.#known = found;
    this.#doubtful = undefined;
    await this.#report(config);
  }

  async #report(config: Config | Error): Promise<void> {
    if (this.#stopped) return;
    try {
      if (config instanceof Error) this.#listener.wrong(config);
      else await this.#listener.changed(config);
    } catch (error) {
      this.#listener.wrong(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import { clearTimeout, setTimeout } from '../util/timers.ts';
import { type Config, parseConfig, textOf } from './config.ts';

/** A file is read so long after something has happened in its folder, milliseconds: programs write in several goes. */
const SETTLE_MS = 100;
/** What is wrong is read again after so long, milliseconds, before anybody is told: it may be half written. */
const SECOND_LOOK_MS = 400;

/** What takes what is found out. */
export interface ConfigListener {
  /** The file has changed, and is right. */
  changed(config: Config): void | Promise<void>;
  /** The file has changed, and is wrong, or cannot be watched any more. */
  wrong(error: Error): void;
}

/** Watches a configuration file until it is stopped. */
export class ConfigWatch {
  readonly #file: string;
  readonly #listener: ConfigListener;
  readonly #watcher: FSWatcher;
  /** What was told last, or was known from the beginning. */
  #known: string;
  /** What was found wrong at a first look. */
  #doubtful: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();
  #stopped = false;

  /** `text` is what the file held when it was first read: only a change is told. The folder is watched, as many editors put a new file in the place of the old one. */
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
    await this.#tell(config);
  }

  async #tell(config: Config | Error): Promise<void> {
    if (this.#stopped) return;
    try {
      if (config instanceof Error) this.#listener.wrong(config);
      else await this.#listener.changed(config);
    } catch (error) {
      this.#listener.wrong(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

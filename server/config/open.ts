import { type Config, parseConfig, textOf } from './config.ts';
import { type ConfigListener, ConfigWatch } from './watch.ts';

/** A configuration file that has been read. */
export interface OpenConfig {
  readonly config: Config;
  /**
   * Watches the file for changes.
   *
   * @param listener Receives each new configuration, and errors.
   */
  watch(listener: ConfigListener): ConfigWatch;
}

/** Reads a configuration file. Rejects with a `ConfigError`. */
export async function openConfig(file: string): Promise<OpenConfig> {
  const text = await textOf(file);
  const config = await parseConfig(text, file);
  return { config, watch: (listener) => new ConfigWatch(file, text, listener) };
}

import { type Exchange, harMaker } from '../server/index.ts';
import { HarFile } from './har-file.ts';

/** A recorder that writes exchanges to a file until its disposal. */
export interface HarRecorder extends Disposable {
  /** Writes a document without entries over any existing content. Throws an `OutputError`. */
  begin(): void;
  readonly add: (exchange: Exchange) => void;
}

/**
 * Opens a HAR file. `complain` receives a message when an exchange cannot be written. Rejects with an
 * `OutputError` when the file is not writable.
 */
export async function recordHar(path: string, complain: (message: string) => void): Promise<HarRecorder> {
  const toHar = await harMaker();
  const file = await HarFile.open(path);
  let complained = '';
  return {
    begin: () => file.begin(toHar([])),
    add: (exchange) => {
      try {
        file.add(toHar([exchange]));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (message !== complained) complain(message);
        complained = message;
      }
    },
    [Symbol.dispose]: () => file.close(),
  };
}

import { type Exchange, harMaker } from '../server/index.ts';
import { HarFile } from './har-file.ts';

/** What writes exchanges down until it is disposed of. */
export interface HarRecorder extends Disposable {
  /** Begins the document, in the place of an older one. Throws an `OutputError`. */
  begin(): void;
  readonly add: (exchange: Exchange) => void;
}

/** Opens a HAR file. `complain` is told when an exchange cannot be written. Rejects with an `OutputError` when the file cannot be written. */
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

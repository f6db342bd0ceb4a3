import { type Exchange, harMaker } from '../server/index.ts';
import { HarFile } from './har-file.ts';

/** What writes exchanges down until it is disposed of. */
export interface HarRecorder extends Disposable {
  readonly add: (exchange: Exchange) => void;
}

/** Begins a HAR file. `complain` is told when an exchange cannot be written. Rejects with an `OutputError` when the file cannot be begun. */
export async function recordHar(path: string, complain: (message: string) => void): Promise<HarRecorder> {
  const toHar = await harMaker();
  const file = new HarFile(path, toHar([]));
  let complained = '';
  return {
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

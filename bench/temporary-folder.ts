import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is removed when it is disposed of, and no later than the end of this process. */
export class TemporaryFolder implements Disposable {
  readonly #path = mkdtempSync(join(tmpdir(), 'engage-export-bench-'));
  readonly #remove = (): void => rmSync(this.#path, { recursive: true, force: true });

  constructor() {
    process.once('exit', this.#remove);
  }

  file(name: string): string {
    return join(this.#path, name);
  }

  [Symbol.dispose](): void {
    process.off('exit', this.#remove);
    this.#remove();
  }
}
